import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkVenue } from '../../core/venue/import/check-venue.ts';
import { readFiles, type VenueFiles } from '../../core/venue/import/read-files.ts';
import { createVenueIndex } from '../../core/venue/venue-index.ts';
import { readVenueFiles } from '../../host/venue/read-files.ts';
import { generateSchedule, generateVenue } from './support/large-venue.ts';
import { wholeNumber } from './support/options.ts';
import { machineLine, print, progress, summarise, table, timeTable } from './support/report.ts';

/** Sessions of a large real programme. */
const SESSIONS = 1100;
const USUAL_RUNS = 5;
const SIZES = { sessions: 5000, places: 20_000, exhibitors: 3000 };
const QUESTIONS = [
  'where is the opening keynote',
  'talks about container security this afternoon',
  'when does anna kowalska speak',
  'where is room 4217',
  'exhibitor northwind robotics',
  'databases for begginers',
  'coffee',
  'stand 1204',
] as const;

/**
 * `npm run bench -- import [--runs N] [PATH…]`: time and peak memory of importing a generated programme, one ten times as large
 * and files of one's own, each in a process of its own; then searching 28,000 records.
 */
export async function run(args: readonly string[]): Promise<void> {
  const inner = args.indexOf('--one');
  if (inner >= 0) return importOnce(args[inner + 1] ?? '');
  const at = args.indexOf('--runs');
  const runs = wholeNumber(at < 0 ? undefined : args[at + 1], USUAL_RUNS, [1, 1000]);
  const paths = args.filter((_, i) => at < 0 || (i !== at && i !== at + 1));
  print(machineLine());
  const rows = ['1', '10', ...paths].map((what) => {
    progress(`importing ${what}`);
    const measured = Array.from({ length: runs }, () => importApart(what));
    const ms = summarise(measured.map((one) => one.ms));
    const peak = Math.max(...measured.map(({ peakMb }) => peakMb));
    const name = /^\d+$/.test(what) ? `generated × ${what}` : basename(what);
    return [name, String(measured[0]?.sessions ?? 0), ms?.p50.toFixed(0) ?? '-', ms?.max.toFixed(0) ?? '-', peak.toFixed(0)];
  });
  print(table([['import', 'sessions', 'ms p50', 'ms max', 'peak MB'], ...rows]));
  print('');
  searchTimes(runs);
}

interface Measured {
  readonly ms: number;
  readonly peakMb: number;
  readonly sessions: number;
}

/** A process of its own, so that one import's memory is not the next one's. */
function importApart(what: string): Measured {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const { stdout, stderr, status } = spawnSync(process.execPath, [main, 'import', '--one', what], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Measured;
}

function importOnce(what: string): void {
  const files = filesOf(what);
  const before = performance.now();
  const { venue, findings, sources } = readFiles(files, { timezone: 'Europe/Berlin' });
  const count = findings.length + checkVenue(venue, sources).length;
  const ms = performance.now() - before;
  print(JSON.stringify({ ms, peakMb: process.resourceUsage().maxRSS / 1024, sessions: venue.sessions.length, findings: count }));
}

function filesOf(what: string): VenueFiles {
  if (/^\d+$/.test(what)) return new Map([['schedule.xml', generateSchedule(SESSIONS * Number(what))]]);
  return statSync(what).isDirectory() ? readVenueFiles([what]) : new Map([[basename(what), readFileSync(what)]]);
}

function searchTimes(runs: number): void {
  const venue = generateVenue(SIZES);
  const before = performance.now();
  const index = createVenueIndex(venue);
  const builtMs = performance.now() - before;
  const times = QUESTIONS.map((question) => {
    index.search(question);
    const ms = Array.from({ length: runs * 20 }, () => {
      const start = performance.now();
      index.search(question);
      return performance.now() - start;
    });
    return [question, ms] as const;
  });
  print(`index of ${SIZES.sessions} sessions, ${SIZES.places} places, ${SIZES.exhibitors} exhibitors: built in ${builtMs.toFixed(0)} ms`);
  print(timeTable([...times, ['all', times.flatMap(([, ms]) => ms)]], 2));
}
