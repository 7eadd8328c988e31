import { distance } from 'fastest-levenshtein';

/**
 * Finds words within an edit distance. Candidates are those that share enough bigrams (a word within
 * `d` edits keeps all but 2d of them), so the exact distance is computed for a handful only.
 */
export interface NearWords {
  near(word: string, maxDistance: number): readonly { readonly index: number; readonly distance: number }[];
}

export function createNearWords(words: readonly string[]): NearWords {
  const postings = new Map<string, number[]>();
  words.forEach((word, index) => {
    for (const gram of new Set(gramsOf(word))) {
      const list = postings.get(gram);
      if (list === undefined) postings.set(gram, [index]);
      else list.push(index);
    }
  });
  const shared = new Uint8Array(words.length);

  function near(word: string, maxDistance: number): { index: number; distance: number }[] {
    const grams = [...new Set(gramsOf(word))];
    const touched: number[] = [];
    for (const gram of grams) {
      for (const index of postings.get(gram) ?? []) {
        if (shared[index] === 0) touched.push(index);
        shared[index] = (shared[index] ?? 0) + 1;
      }
    }
    const needed = Math.max(1, grams.length - 2 * maxDistance);
    const found: { index: number; distance: number }[] = [];
    for (const index of touched) {
      const count = shared[index] ?? 0;
      shared[index] = 0;
      const candidate = words[index] ?? '';
      if (count < needed || Math.abs(candidate.length - word.length) > maxDistance) continue;
      const d = distance(word, candidate);
      if (d <= maxDistance) found.push({ index, distance: d });
    }
    return found;
  }

  return { near };
}

function gramsOf(word: string): string[] {
  const padded = `^${word}$`;
  const grams: string[] = [];
  for (let i = 0; i + 1 < padded.length; i += 1) grams.push(padded.slice(i, i + 2));
  return grams;
}
