import type { CaptionWord } from '../../core/speech/normalise/normalise.ts';
import type { TimedPhone } from '../../core/speech/visemes.ts';

export interface TimedWord {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * Times for the words of a caption. `phonesOf` gives each spoken word's phones by themselves; in the sentence some
 * differ (weak forms, linking), so both are aligned by least edit distance, and each phone that was said goes to the
 * word its partner belongs to. A caption word with nothing to say has no length, where the word before it ended.
 */
export function alignWords(
  words: readonly CaptionWord[],
  phonesOf: (spokenWord: string) => readonly string[],
  said: readonly TimedPhone[],
): TimedWord[] {
  const expected = words.flatMap((word, index) => word.spoken.flatMap((spoken) => phonesOf(spoken).map((phone) => ({ phone, index }))));
  const audible = said.filter((phone) => phone.phone !== 'pau');
  const owners = assign(
    expected.map((e) => e.phone),
    audible.map((phone) => phone.phone),
  );
  const spans: ({ startMs: number; endMs: number } | undefined)[] = words.map(() => undefined);
  audible.forEach((phone, i) => {
    const index = expected[owners[i] ?? 0]?.index;
    if (index === undefined) return;
    const span = spans[index];
    if (span === undefined) spans[index] = { startMs: phone.startMs, endMs: phone.endMs };
    else span.endMs = phone.endMs;
  });
  let lastMs = audible[0]?.startMs ?? 0;
  return words.map((word, i) => {
    const span = spans[i] ?? { startMs: lastMs, endMs: lastMs };
    lastMs = span.endMs;
    return { text: word.text, ...span };
  });
}

/** For each said phone the index of its expected one, never going back; by edit distance over the whole sentence. */
function assign(expected: readonly string[], said: readonly string[]): number[] {
  const rows = said.length + 1;
  const columns = expected.length + 1;
  const cost = new Uint16Array(rows * columns);
  for (let i = 0; i < rows; i++) cost[i * columns] = i * GAP;
  for (let j = 0; j < columns; j++) cost[j] = j * GAP;
  for (let i = 1; i < rows; i++) {
    for (let j = 1; j < columns; j++) {
      cost[i * columns + j] = Math.min(
        (cost[(i - 1) * columns + j - 1] as number) + difference(said[i - 1] as string, expected[j - 1] as string),
        (cost[(i - 1) * columns + j] as number) + GAP,
        (cost[i * columns + j - 1] as number) + GAP,
      );
    }
  }
  const owners = new Array<number>(said.length).fill(0);
  let i = rows - 1;
  let j = columns - 1;
  while (i > 0) {
    const here = cost[i * columns + j] as number;
    const match =
      j > 0 && here === (cost[(i - 1) * columns + j - 1] as number) + difference(said[i - 1] as string, expected[j - 1] as string);
    owners[i - 1] = Math.max(0, j - 1);
    if (match) {
      i--;
      j--;
    } else if (here === (cost[(i - 1) * columns + j] as number) + GAP) {
      i--;
    } else {
      j--;
    }
  }
  return owners;
}

const GAP = 3;
const VOWELS = new Set('aa ae ah ao aw ax ay eh er ey ih iy ow oy uh uw'.split(' '));

/** Vowels are swapped for one another in weak forms; a vowel for a consonant is no match. */
function difference(a: string, b: string): number {
  if (a === b) return 0;
  return VOWELS.has(a) === VOWELS.has(b) ? 2 : 5;
}
