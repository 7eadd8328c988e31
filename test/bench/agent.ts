import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openHouse } from '../../cli/ask/open-house.ts';
import { createVenueIndex } from '../../core/venue/venue-index.ts';
import { loadConfig } from '../../host/config.ts';
import { createLog } from '../../host/log.ts';
import { openVenueStore } from '../../native/sqlite/venue-store.ts';
import { removeDir } from '../e2e/support/kiosk-process.ts';
import { readEvalSet, runEval } from '../evals/venue-questions.ts';
import { readOptions, wholeNumber } from './support/options.ts';
import { machineLine, print, progress, timeTable } from './support/report.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NOW = '2026-11-22T10:10';
const INDEX_BUILDS = 10;

/** Turns of the local planner on the demo venue's question set, in one process; then the whole command. */
export async function run(args: readonly string[]): Promise<void> {
  const runs = wholeNumber(readOptions(args, ['runs']).runs, 10, [1, 1000]);
  const dataDir = mkdtempSync(join(tmpdir(), 'foyer-bench-'));
  try {
    progress('turns');
    const [first = 0, ...turns] = await turnTimes(dataDir);
    progress('index');
    const builds = indexTimes(dataDir);
    progress('the ask command');
    const commands = commandTimes(dataDir, runs);
    print('\nAgent, local planner, demo venue');
    print(
      timeTable(
        [
          ['first turn of the process', [first]],
          ['a turn', turns],
          ['venue opened and read', builds.read],
          ['index built', builds.index],
          ['foyer ask, whole command', commands],
        ],
        1,
      ),
    );
    print(machineLine());
  } finally {
    removeDir(dataDir);
  }
}

async function turnTimes(dataDir: string): Promise<number[]> {
  const config = loadConfig({ dataDir, env: {} }).config;
  const house = await openHouse({ dataDir, config, log: createLog({ level: 'warn' }), env: {} });
  try {
    const lines = readEvalSet(fileURLToPath(new URL('../evals/venue/demo-a.jsonl', import.meta.url)));
    return (await runEval(lines, house.openAgent, house.here)).map((result) => result.ms);
  } finally {
    house.close();
  }
}

function indexTimes(dataDir: string): { readonly read: number[]; readonly index: number[] } {
  const times = { read: [] as number[], index: [] as number[] };
  for (let i = 0; i < INDEX_BUILDS; i++) {
    const startedMs = performance.now();
    const store = openVenueStore(dataDir);
    const venue = store.read(NOW.slice(0, 10));
    const readMs = performance.now();
    createVenueIndex(venue);
    times.read.push(readMs - startedMs);
    times.index.push(performance.now() - readMs);
    store.close();
  }
  return times;
}

function commandTimes(dataDir: string, runs: number): number[] {
  const args = ['cli/main.ts', 'ask', 'where is the nearest toilet', '--data', dataDir, '--now', NOW];
  return Array.from({ length: runs }, () => {
    const startedMs = performance.now();
    execFileSync(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
    return performance.now() - startedMs;
  });
}
