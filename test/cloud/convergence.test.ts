import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CloudDatabase } from '../../cloud/database.ts';
import { openCloudDatabase } from '../../cloud/database.ts';
import { migrate } from '../../cloud/migrate.ts';
import { TEST_DATABASES } from './databases.ts';
import { runWithFaults } from './faults/fault-run.ts';
import { describeFailure, shrink } from './faults/shrink.ts';
import { addCounts } from './faults/tally.ts';

/** `npm run eval -- sync` makes a thousand. On PostgreSQL, which differs in nothing that matters here, fewer. */
const RUNS = 40;
const RUNS_ON_POSTGRES = 6;
const BATCH = 10;

for (const [i, database] of TEST_DATABASES.entries())
  describe.skipIf(database.missing)(`two kiosks and an endpoint over ${database.name}, with everything thrown at them`, () => {
    const runs = i === 0 ? RUNS : RUNS_ON_POSTGRES;
    const counts = new Map<string, number>();
    let db: CloudDatabase;
    let stop = () => Promise.resolve();
    beforeAll(async () => {
      const server = await database.start();
      stop = server.stop;
      db = await openCloudDatabase(await server.create());
      await migrate(db);
    }, 60_000);
    afterAll(async () => {
      await db?.close();
      await stop();
    });

    it.each(Array.from({ length: Math.ceil(runs / BATCH) }, (_, n) => n * BATCH + 1))(
      'agree in the end, with nothing lost and nothing erased (seeds from %i)',
      async (first) => {
        for (let seed = first; seed < Math.min(first + BATCH, runs + 1); seed++) {
          const result = await runWithFaults({ db, seed });
          addCounts(counts, result.counts);
          if (result.violations.length > 0) expect.fail(describeFailure(await shrink(result, { db, seed })));
        }
      },
      120_000,
    );

    it('in runs in which everything happened', () => {
      for (const what of ['operations', 'erase', 'withdraw', 'kiosk killed', 'endpoint killed', 'partition', 'kiosk disk full'])
        expect(counts.get(what) ?? 0, what).toBeGreaterThan(runs / 10);
    });
  });
