import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { babble, mixAt, rms, whiteNoise } from './noise.ts';
import { SENTENCES } from './sentences.ts';
import { addErrors, countErrors, editDistance, NO_ERRORS } from './word-errors.ts';

it.each([
  ['where is the bar', 'where is the bar', 0],
  ['where is the bar', 'Where is the bar?', 0],
  ['room seven', 'room 7', 0],
  ['where is the bar', 'where is the car', 1],
  ['where is the bar', 'is the', 2],
  ['the bar', 'where is the bar', 2],
  ['the bar', '', 2],
])('"%s" heard as "%s": %i word errors', (said, heard, errors) => {
  expect(countErrors(said, heard).wordErrors).toBe(errors);
});

it('counts names in what was heard and in what was meant', () => {
  const counts = countErrors('who is amara okafor', 'who is amara oka for', ['Amara Okafor'], 'who is Amara Okafor');
  expect(counts).toMatchObject({ names: 1, namesHeard: 0, namesRepaired: 1, recordings: 1, empty: 0 });
  expect(addErrors(counts, addErrors(NO_ERRORS, counts))).toMatchObject({ names: 2, namesRepaired: 2, recordings: 2 });
});

it('moves words by one edit each', () => {
  expect(editDistance(['a', 'b', 'c'], ['b', 'c', 'd'])).toBe(2);
});

it('mixes noise in at the level asked for, the same each time', () => {
  const speech = Float32Array.from({ length: 8000 }, (_, i) => 0.1 * Math.sin(i / 7));
  const noise = whiteNoise(speech.length, 7);
  const mixed = mixAt(speech, noise, 10);
  const added = mixed.map((sample, i) => sample - (speech[i] ?? 0));
  expect(20 * Math.log10(rms(speech) / rms(added))).toBeCloseTo(10, 3);
  expect(babble([speech, noise], 100, 3)).toEqual(babble([speech, noise], 100, 3));
  expect(babble([speech, noise], 100, 4)).not.toEqual(babble([speech, noise], 100, 3));
});

it('reads out sentences that no question set and no fixture has', () => {
  const root = join(import.meta.dirname, '../..');
  const known = [...globSync('evals/venue-*.jsonl', { cwd: root }), ...globSync('fixtures/**/*.json', { cwd: root })]
    .map((file) => readFileSync(join(root, file), 'utf8').toLowerCase())
    .join('\n');
  expect(SENTENCES.length).toBeGreaterThanOrEqual(40);
  for (const { text } of SENTENCES) expect(known.includes(`"${text}"`), text).toBe(false);
});
