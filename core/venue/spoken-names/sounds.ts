type Rule = readonly [pattern: RegExp, by: string];

/** Spelt like nothing else. */
const IRREGULAR = new Map([
  ['quay', 'ki'],
  ['quays', 'kis'],
  ['one', 'wun'],
]);

/** In order; each sees what the ones before have left. */
const RULES: readonly Rule[] = [
  [/^[kgp]n/, 'n'],
  [/^wr/, 'r'],
  [/^ps|^x/, 's'],
  [/^mc(?=[^aeiou])/, 'mak'],
  [/mb$/, 'm'],
  [/our$/, 'or'],
  [/tch/g, 'C'],
  [/sch/g, 'S'],
  [/[tcs]i(?=on|ous|al$|an$)/g, 'S'],
  [/sh/g, 'S'],
  [/ch(?=[rl])/g, 'k'],
  [/ch/g, 'C'],
  [/ph/g, 'f'],
  [/th/g, 'T'],
  [/wh/g, 'w'],
  [/dg(?=[eiy])/g, 'J'],
  [/(?<=[aeiou])gh/g, ''],
  [/gh/g, 'g'],
  [/ck/g, 'k'],
  [/qu?/g, 'kw'],
  [/x/g, 'ks'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/j|^g(?=[ei])/g, 'J'],
  [/(?<=[^aeiou])e$/, ''],
  [/ae|ai|ay|ei/g, 'e'],
  [/ee|ea|ie|ey(?![aeiou])|y(?![aeiou])/g, 'i'],
  [/oo|ou|ue|ew|eu/g, 'u'],
  [/oe|oa|au|aw|ow/g, 'o'],
  [/(.)\1+/g, '$1'],
];

/**
 * How a word sounds, roughly, one letter a sound (S "sh", C "ch", J as in "jam", T "th"): two words that sound alike come
 * out alike, whatever their letters.
 * @param word normalised: lower case, no diacritics
 */
export function soundOf(word: string): string {
  return IRREGULAR.get(word) ?? RULES.reduce((text, [pattern, by]) => text.replace(pattern, by), word);
}

const VOWELS = 'aeiou';
/** Sounds that are easily taken for each other. */
const ALIKE = ['pb', 'td', 'kg', 'fv', 'sz', 'SCJsz', 'mn', 'Tfs', 'Ttd', 'wv', 'yJi', 'kC', 'gJ', 'lr', 'wu'];
/** Sounds that come and go. */
const WEAK = 'hwyr';

const SOUNDS = 'abcdefghijklmnopqrstuvwxyzSCJT';
const SIZE = SOUNDS.length + 1;
const numberOf = new Map([...SOUNDS].map((sound, i) => [sound, i + 1]));
const SUBSTITUTION = Float32Array.from({ length: SIZE * SIZE }, (_, i) => {
  const [a = '', b = ''] = [SOUNDS[Math.floor(i / SIZE) - 1], SOUNDS[(i % SIZE) - 1]];
  if (a === b) return 0;
  if (VOWELS.includes(a) && VOWELS.includes(b)) return 0.3;
  return ALIKE.some((group) => group.includes(a) && group.includes(b)) ? 0.45 : 1;
});
const OMISSION = Float32Array.from({ length: SIZE }, (_, i) => {
  const sound = SOUNDS[i - 1] ?? '';
  return VOWELS.includes(sound) ? 0.4 : WEAK.includes(sound) && sound !== '' ? 0.35 : 1;
});

/** A sound string for soundDistance(). */
export function packSounds(sounds: string): Uint8Array {
  return Uint8Array.from(sounds, (sound) => numberOf.get(sound) ?? 0);
}

/** What all its sounds weigh: the distance to saying nothing. */
export function massOf(sounds: Uint8Array): number {
  return sounds.reduce((total, sound) => total + (OMISSION[sound] as number), 0);
}

let above = new Float32Array(64);
let row = new Float32Array(64);

/** Weighted edit distance: a vowel for a vowel costs little, "b" for "p" less than a sound missing altogether. */
export function soundDistance(a: Uint8Array, b: Uint8Array): number {
  if (row.length <= b.length) [above, row] = [new Float32Array(2 * b.length), new Float32Array(2 * b.length)];
  above[0] = 0;
  for (let j = 1; j <= b.length; j++) above[j] = (above[j - 1] as number) + (OMISSION[b[j - 1] as number] as number);
  for (let i = 1; i <= a.length; i++) {
    const sound = a[i - 1] as number;
    const omitted = OMISSION[sound] as number;
    row[0] = (above[0] as number) + omitted;
    for (let j = 1; j <= b.length; j++) {
      const other = b[j - 1] as number;
      const change = (above[j - 1] as number) + (SUBSTITUTION[sound * SIZE + other] as number);
      const without = (above[j] as number) + omitted;
      const added = (row[j - 1] as number) + (OMISSION[other] as number);
      row[j] = change < without ? (change < added ? change : added) : without < added ? without : added;
    }
    [above, row] = [row, above];
  }
  return above[b.length] as number;
}

/** The bones of a word: consonants by class, an initial vowel; equal for what only vowels and voicing tell apart. */
export function skeletonOf(sounds: string): string {
  return sounds
    .replace(/(?<=[aeiou])r(?![aeiou])/g, '')
    .replace(/(?<!^)[aeiouhwy]/g, '')
    .replace(/^[aeiou]/, 'a')
    .replace(/[bdgvzJT]/g, (sound) => UNVOICED[sound] ?? sound)
    .replace(/(.)\1+/g, '$1');
}
const UNVOICED: Readonly<Record<string, string>> = { b: 'p', d: 't', g: 'k', v: 'f', z: 's', J: 'C', T: 't' };
