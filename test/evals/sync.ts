import { openCloudDatabase } from '../../cloud/database.ts';
import { migrate } from '../../cloud/migrate.ts';
import { oneOf, readOptions, wholeNumber } from '../bench/support/options.ts';
import { print, progress, table } from '../bench/support/report.ts';
import { TEST_DATABASES, type TestDatabase } from '../cloud/databases.ts';
import { runWithFaults } from '../cloud/faults/fault-run.ts';
import { describeFailure, shrink } from '../cloud/faults/shrink.ts';
import { addCounts } from '../cloud/faults/tally.ts';

const USUAL_RUNS = 1000;
const SHOWN = 5;

interface Total {
  readonly name: string;
  readonly counts: Map<string, number>;
  readonly failures: string[];
  runs: number;
  failed: number;
  ms: number;
}

/**
 * `npm run eval -- sync [--runs N] [--seed S] [--processes N] [--database pglite|postgres|both]`: two kiosks and an endpoint
 * with faults, until they agree. Exit 1 when a rule was broken; the first of those runs are shrunk and shown.
 */
export async function run(args: readonly string[]): Promise<void> {
  const option = readOptions(args, ['runs', 'seed', 'processes', 'database']);
  const runs = wholeNumber(option.runs, USUAL_RUNS, [0, 1_000_000]);
  const seed = wholeNumber(option.seed, 1, [0, 1_000_000_000]);
  const databases = chooseDatabases(oneOf(option.database, ['pglite', 'postgres', 'both'], 'both'));
  const totals: Total[] = [];
  let from = seed;
  for (const [i, database] of databases.entries()) {
    // The embedded database takes what is left over.
    const share = Math.floor(runs / databases.length) + (i === 0 ? runs % databases.length : 0);
    totals.push(await runInProcess(database, from, share));
    from += share;
  }
  report(totals);
  process.exitCode = totals.every(({ failed }) => failed === 0) ? 0 : 1;
}

function chooseDatabases(name: 'pglite' | 'postgres' | 'both'): readonly TestDatabase[] {
  const [pglite, postgres] = TEST_DATABASES;
  const wanted = { pglite: [pglite], postgres: [postgres], both: [pglite, postgres] }[name];
  return wanted.flatMap((one) => {
    if (one?.missing) print(`without ${one.name}`);
    return one === undefined || one.missing ? [] : [one];
  });
}

async function runInProcess(database: TestDatabase, from: number, runs: number): Promise<Total> {
  const total: Total = { name: `in one process, ${database.name}`, counts: new Map(), failures: [], runs: 0, failed: 0, ms: 0 };
  const server = await database.start();
  const db = await openCloudDatabase(await server.create());
  await migrate(db);
  const startedMs = performance.now();
  for (let seed = from; seed < from + runs; seed++) {
    const result = await runWithFaults({ db, seed });
    addCounts(total.counts, result.counts);
    total.runs++;
    if (result.violations.length > 0 && total.failed++ < SHOWN) total.failures.push(describeFailure(await shrink(result, { db, seed })));
    if (total.runs % 50 === 0) progress(`${total.name}: ${total.runs} of ${runs}, ${total.failed} went wrong`);
  }
  total.ms = performance.now() - startedMs;
  await db.close();
  await server.stop();
  return total;
}

function report(totals: readonly Total[]): void {
  print(
    table([
      ['where', 'runs', 'operations', 'went wrong', 'seconds'],
      ...totals.map(({ name, runs, counts, failed, ms }) => [
        name,
        ...[runs, counts.get('operations') ?? 0, failed, Math.round(ms / 1000)].map(String),
      ]),
    ]),
  );
  const names = [...new Set(totals.flatMap(({ counts }) => [...counts.keys()]))].sort();
  print(
    table([
      ['what happened', ...totals.map(({ name }) => name)],
      ...names.map((name) => [name, ...totals.map(({ counts }) => String(counts.get(name) ?? 0))]),
    ]),
  );
  for (const { failures } of totals) for (const failure of failures) print(failure);
}
