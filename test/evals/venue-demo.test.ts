import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openHouse } from '../../cli/ask/open-house.ts';
import { loadConfig } from '../../host/config.ts';
import { createRecordingLog } from '../fakes/plain.ts';
import { isRight, readEvalSet, runEval, scoreOf } from './venue-questions.ts';

it.each(['venue-demo.jsonl', 'venue-held-out.jsonl'])(
  'answers at least 90 %% of %s without a network',
  async (set) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'foyer-eval-'));
    const house = await openHouse({ dataDir, config: loadConfig({ dataDir, env: {} }).config, log: createRecordingLog(), env: {} });
    try {
      const results = await runEval(readEvalSet(join(import.meta.dirname, set)), house.openAgent, house.here);
      const wrong = results.filter((result) => !isRight(result)).map((result) => `${result.line.question} -> ${result.answer}`);
      expect(results.length).toBeGreaterThanOrEqual(60);
      expect(scoreOf(results).all, wrong.join('\n')).toBeGreaterThanOrEqual(0.9);
    } finally {
      house.close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
  60_000,
);
