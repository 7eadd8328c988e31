import { expect, it } from 'vitest';
import { importMutated, sessionsOf } from '../../../fixtures/import-invariants.ts';
import { IMPORT_SEEDS } from '../../../fixtures/import-seeds.ts';

/** `npm run eval -- import --mutations 10000` runs many more. */
const MUTATIONS = 20;
/** For what has several files, of which one is changed. */
const MUTATIONS_OF_MANY = 60;

it.each(IMPORT_SEEDS.map((seed) => [seed.format, seed] as const))('reads, repairs or refuses each mutation: %s', (_, seed) => {
  const sessions = sessionsOf(seed);
  const outcomes = Array.from({ length: seed.files.size > 1 ? MUTATIONS_OF_MANY : MUTATIONS }, (_, number) =>
    importMutated(seed, sessions, number + 1),
  );
  expect(new Set(outcomes).size).toBeGreaterThan(1);
});
