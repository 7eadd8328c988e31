import { openCloudDatabase } from '../../cloud/database.ts';
import { migrate } from '../../cloud/migrate.ts';
import { oneOf, readOptions, wholeNumber } from '../bench/support/options.ts';
import { print, progress, table } from '../bench/support/report.ts';
import { TEST_DATABASES, type TestDatabase } from '../cloud/databases.ts';
import { type RunResult, runWithFaults } from '../cloud/faults/fault-run.ts';
import { startEndpoint } from '../cloud/faults/processes/endpoint-handle.ts';
import { runProcesses } from '../cloud/faults/processes/process-run.ts';
import { describeFailure, shrink } from '../cloud/faults/shrink.ts';
import { addCounts } from '../cloud/faults/tally.ts';

const USUAL_RUNS = 1000;
const USUAL_PROCESS_RUNS = 50;
/** They wait for each other more than for the processor. Each has an endpoint of its own, which it kills. */
const SIDE_BY_SIDE = 2;
const SHOWN = 5;

interface Total {
  readonly name: string;
  readonly counts: Map<string, number>;
  readonly failures: string[];
  runs: number;
  failed: number;
  readonly startedMs: number;
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
  const processes = wholeNumber(option.processes, USUAL_PROCESS_RUNS, [0, 100_000]);
  const totals: Total[] = [];
  for (const [i, database] of databases.entries()) {
    const [from, count] = shareOf(runs, databases.length, i);
    if (count > 0) totals.push(await runInProcess(database, seed + from, count));
  }
  for (const [i, database] of databases.entries()) {
    const [from, count] = shareOf(processes, databases.length, i);
    if (count > 0) totals.push(await runAsProcesses(database, seed + from, count));
  }
  report(totals);
  process.exitCode = totals.every(({ failed }) => failed === 0) ? 0 : 1;
}

/** Where the i-th of so many begins, and how many are its own. */
function shareOf(runs: number, parts: number, i: number): readonly [number, number] {
  const from = Math.floor((runs * i) / parts);
  return [from, Math.floor((runs * (i + 1)) / parts) - from];
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
  const server = await database.start();
  const db = await openCloudDatabase(await server.create());
  await migrate(db);
  const total = startTotal(`one process, ${database.name}`);
  for (let seed = from; seed < from + runs; seed++) {
    const result = await runWithFaults({ db, seed });
    addResult(total, result);
    if (isShown(total, result)) total.failures.push(describeFailure(await shrink(result, { db, seed })));
    if (total.runs % 50 === 0) progress(`${total.name}: ${total.runs} of ${runs}, ${total.failed} went wrong`);
  }
  await db.close();
  await server.stop();
  return total;
}

async function runAsProcesses(database: TestDatabase, from: number, runs: number): Promise<Total> {
  const server = await database.start();
  const total = startTotal(`processes, ${database.name}`);
  let next = from;
  const work = async () => {
    // The embedded database as operators have it: on the disk, where a kill leaves it as it is.
    const url = await server.create();
    const endpoint = await startEndpoint(url === 'memory:' ? null : url);
    while (next < from + runs) {
      const result = await runProcesses({ endpoint, seed: next++ });
      addResult(total, result);
      if (isShown(total, result)) total.failures.push(describeFailure(result));
      progress(`${total.name}: ${total.runs} of ${runs}, ${total.failed} went wrong`);
    }
    await endpoint.stop();
  };
  await Promise.all(Array.from({ length: Math.min(SIDE_BY_SIDE, runs) }, work));
  await server.stop();
  return total;
}

function startTotal(name: string): Total {
  return { name, counts: new Map(), failures: [], runs: 0, failed: 0, startedMs: performance.now(), ms: 0 };
}

function addResult(total: Total, { counts, violations }: RunResult): void {
  addCounts(total.counts, counts);
  total.runs++;
  if (violations.length > 0) total.failed++;
  total.ms = performance.now() - total.startedMs;
}

function isShown({ failures }: Total, { violations }: RunResult): boolean {
  return violations.length > 0 && failures.length < SHOWN;
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
