import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FoyerError } from '../../core/contract/errors.ts';
import { findPostgres, startPostgres } from '../support/postgres.ts';
import { readOptions, wholeNumber } from './support/options.ts';
import { machineLine, print, progress, summarise, table } from './support/report.ts';
import { type GrowthStep, measureGrowth } from './sync/growth.ts';
import { type LoadResult, runLoad } from './sync/load.ts';

const PACE_S = 20;

/**
 * `npm run bench -- sync [--kiosks 1,100,1000] [--seconds N] [--guests 1000,10000] [--on pglite,postgres]`: the memory endpoint as a
 * process of its own, over each database; then what one more guest costs as their number grows. `--guests 0` and `--seconds 0` leave
 * one of the two out.
 */
export async function run(args: readonly string[]): Promise<void> {
  const options = readOptions(args, ['kiosks', 'seconds', 'guests', 'on']);
  const kiosks = numbers(options.kiosks ?? '1,100,1000', 'kiosks');
  const seconds = wholeNumber(options.seconds, 10, [0, 3600]);
  const sizes = numbers(options.guests ?? '1000,10000,100000,1000000', 'guests').filter((size) => size > 0);
  print(machineLine());
  for (const name of (options.on ?? 'pglite,postgres').split(',')) {
    const server = await open(name);
    if (server === null) continue;
    try {
      const load = { database: server.load, kiosks };
      if (seconds > 0) {
        print(loadTable(`${server.name}: without a pause`, await runLoad({ ...load, seconds, pauseMs: 0 })));
        print(
          loadTable(
            `${server.name}: a guest every ${PACE_S} s at each`,
            await runLoad({ ...load, seconds: seconds + PACE_S, pauseMs: PACE_S * 1000 }),
          ),
        );
      }
      if (sizes.length > 0) await growth(server.name, server.growth, name === 'pglite' ? sizes.filter((size) => size <= 100_000) : sizes);
    } finally {
      await server.close();
    }
  }
}

interface Server {
  readonly name: string;
  /** For the endpoint under load; "": embedded in its own data directory. */
  readonly load: string;
  readonly growth: string;
  close(): Promise<void>;
}

async function open(name: string): Promise<Server | null> {
  if (name === 'pglite') {
    const folder = mkdtempSync(join(tmpdir(), 'foyer-bench-growth-'));
    return {
      name: 'PGlite, on disk',
      load: '',
      growth: join(folder, 'db'),
      close: async () => rmSync(folder, { recursive: true, force: true }),
    };
  }
  if (name !== 'postgres')
    throw new FoyerError(`"${name}" is neither pglite nor postgres`, {
      fault: 'operator',
      code: 'bench-usage',
      remedy: 'npm run bench -- --help',
    });
  const found = findPostgres();
  if ('missing' in found) {
    progress(`PostgreSQL is left out: ${found.missing}`);
    return null;
  }
  const cluster = await startPostgres({ durable: true });
  return {
    name: 'PostgreSQL, flushing to disk',
    load: await cluster.createDatabase(),
    growth: await cluster.createDatabase(),
    close: cluster.stop,
  };
}

function loadTable(name: string, results: readonly LoadResult[]): string {
  const rows = results.map(({ kiosks, seconds, pushMs, pullMs, failed }) => [
    kiosks.toLocaleString('en'),
    rate(pushMs.length / seconds),
    ...percentiles(pushMs),
    rate(pullMs.length / seconds),
    ...percentiles(pullMs),
    String(failed),
  ]);
  const head = ['kiosks', 'pushes/s', 'p50 ms', 'p95 ms', 'pulls/s', 'p50 ms', 'p95 ms', 'failed'];
  return `\n${name}\n${table([head, ...rows])}`;
}

async function growth(name: string, url: string, sizes: readonly number[]): Promise<void> {
  const steps: GrowthStep[] = [];
  await measureGrowth(url, sizes, (step) => steps.push(step));
  const rows = steps.map(({ guests, bytesPerGuest, pullMs, pushMs, plans }) => [
    guests.toLocaleString('en'),
    bytesPerGuest.toFixed(0),
    ...percentiles(pullMs),
    ...percentiles(pushMs),
    plans.map(({ what, pages }) => `${what} ${pages}`).join(', '),
  ]);
  const head = ['guests', 'bytes each', 'pull p50', 'p95', 'push p50', 'p95', '8 kB pages read'];
  print(`\n${name}: two ops a guest, one caller\n${table([head, ...rows])}`);
  for (const { what, how } of steps.at(-1)?.plans ?? []) print(`  ${what}: ${how}`);
}

function rate(perSecond: number): string {
  return perSecond.toFixed(perSecond < 10 ? 1 : 0);
}

function percentiles(values: readonly number[]): [string, string] {
  const summary = summarise(values);
  return summary === null ? ['-', '-'] : [summary.p50.toFixed(1), summary.p95.toFixed(1)];
}

function numbers(text: string, name: string): number[] {
  return text.split(',').map((one) => {
    const value = Number(one);
    if (Number.isInteger(value) && value >= 0) return value;
    throw new FoyerError(`--${name} "${text}" is no list of whole numbers`, {
      fault: 'operator',
      code: 'bench-usage',
      remedy: 'npm run bench -- --help',
    });
  });
}
