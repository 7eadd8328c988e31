import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openHouse } from '../../cli/ask/open-house.ts';
import { loadConfig } from '../../host/config.ts';
import { createRecordingLog } from '../fakes/plain.ts';
import { isRight, readEvalSet, runEval, scoreOf } from './venue-questions.ts';
import { openVenueSets } from './venue-sets.ts';

const house = openVenueSets(join(import.meta.dirname, 'venue'), undefined);
afterAll(() => house.close());
const here = house.sets.flatMap(({ name, path, dataDir }) => (dataDir === null ? [] : [{ name, path, dataDir }]));

it('has sets on the demo and on venues of several kinds of files, and says why it skips the others', () => {
  expect(new Set(here.map(({ name }) => name.split('-')[0]))).toEqual(new Set(['demo', 'museum', 'technikum', 'lakeside', 'moulin']));
  expect(house.sets.filter(({ dataDir }) => dataDir === null).every(({ missing }) => missing?.includes('--samples') === true)).toBe(true);
});

it.each(here)(
  'answers at least 90 %% of $name without a network',
  async ({ path, dataDir }) => {
    const opened = await openHouse({ dataDir, config: loadConfig({ dataDir, env: {} }).config, log: createRecordingLog(), env: {} });
    try {
      const results = await runEval(readEvalSet(path), opened.openAgent, opened.here);
      const wrong = results.filter((result) => !isRight(result)).map((result) => `${result.line.question} -> ${result.answer}`);
      expect(results.length).toBeGreaterThan(10);
      expect(scoreOf(results).all, wrong.join('\n')).toBeGreaterThanOrEqual(0.9);
    } finally {
      opened.close();
    }
  },
  60_000,
);
