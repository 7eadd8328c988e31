import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DatabaseServer, TEST_DATABASES } from '../../databases.ts';
import { describeFailure } from '../shrink.ts';
import { type EndpointHandle, startEndpoint } from './endpoint-handle.ts';
import { runProcesses } from './process-run.ts';

/** `npm run eval -- sync` makes fifty. Half the steps of those. */
const SEEDS = [1, 2];
const STEPS = 14;

for (const database of TEST_DATABASES)
  describe.skipIf(database.missing)(`two kiosks and foyer cloud serve over ${database.name}, each killed at random moments`, () => {
    let server: DatabaseServer;
    let endpoint: EndpointHandle;
    beforeAll(async () => {
      server = await database.start();
      const url = await server.create();
      endpoint = await startEndpoint(url === 'memory:' ? null : url);
    }, 120_000);
    afterAll(async () => {
      await endpoint?.stop();
      await server?.stop();
    });

    it('agree in the end, with nothing lost and nothing erased', async () => {
      for (const seed of SEEDS) {
        const result = await runProcesses({ endpoint, seed, steps: STEPS });
        if (result.violations.length > 0) expect.fail(describeFailure(result));
        expect(result.counts.get('operations')).toBeGreaterThan(3);
      }
    }, 180_000);
  });
