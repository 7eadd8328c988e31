import { distance } from 'fastest-levenshtein';

/**
 * Finds words within an edit distance. A word within `d` edits keeps all but 2d of the bigrams, so it has one of any
 * 2d + 1 of them: the exact distance is computed for those that have one of the rarest (prefix filtering).
 */
export interface NearWords {
  near(word: string, maxDistance: number): readonly { readonly index: number; readonly distance: number }[];
}

export function createNearWords(words: readonly string[]): NearWords {
  const postings = new Map<string, number[]>();
  words.forEach((word, index) => {
    for (const gram of bigramsOf(word)) {
      const list = postings.get(gram);
      if (list === undefined) postings.set(gram, [index]);
      else list.push(index);
    }
  });
  const lengths = Uint8Array.from(words, (word) => Math.min(255, word.length));
  const seen = new Uint8Array(words.length);

  function near(word: string, maxDistance: number): { index: number; distance: number }[] {
    const lists = bigramsOf(word)
      .map((gram) => postings.get(gram) ?? [])
      .sort((a, b) => a.length - b.length);
    const touched: number[] = [];
    const found: { index: number; distance: number }[] = [];
    for (const list of lists.slice(0, 2 * maxDistance + 1)) {
      for (const index of list) {
        if (seen[index] === 1 || Math.abs((lengths[index] ?? 0) - word.length) > maxDistance) continue;
        seen[index] = 1;
        touched.push(index);
        const d = distance(word, words[index] ?? '');
        if (d <= maxDistance) found.push({ index, distance: d });
      }
    }
    for (const index of touched) seen[index] = 0;
    return found;
  }

  return { near };
}

/** Each pair of neighbouring letters once; a word's beginning and end count as letters. */
export function bigramsOf(word: string): string[] {
  const padded = `^${word}$`;
  const grams = new Set<string>();
  for (let i = 0; i + 1 < padded.length; i += 1) grams.add(padded.slice(i, i + 2));
  return [...grams];
}
