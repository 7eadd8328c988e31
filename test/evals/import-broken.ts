import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { checkVenue } from '../../core/venue/import/check-venue.ts';
import { readFiles, type VenueFiles } from '../../core/venue/import/read-files.ts';
import type { Venue } from '../../core/venue/model.ts';
import { readVenueFiles } from '../../host/venue/read-files.ts';
import { print, table } from '../bench/support/report.ts';
import { breakRows } from './break-rows.ts';

const zone = { timezone: 'Europe/Berlin' };

/** Breaks 1 % of the rows of each file, at least one, and compares: all other rows are there, each broken one is reported. */
export function runBroken(paths: readonly string[]): boolean {
  const rows = paths.map(importBroken);
  const head = ['file', 'rows', 'broken', 'lost', 'reported', 'ms', ''];
  print(table([head, ...rows.map(({ cells }) => cells)]));
  return rows.every(({ good }) => good);
}

function importBroken(path: string): { readonly cells: string[]; readonly good: boolean } {
  const files: VenueFiles = statSync(path).isDirectory() ? readVenueFiles([path]) : new Map([[basename(path), readFileSync(path)]]);
  const whole = readFiles(files, zone).venue;
  const { files: broken, count } = breakRows(files);
  const before = performance.now();
  const { venue, findings, sources } = readFiles(broken, zone);
  const ms = Math.round(performance.now() - before);
  const all = [...findings, ...checkVenue(venue, sources)];
  const known = new Set(readFiles(files, zone).findings.map(({ code, line, file }) => `${code} ${file}:${line}`));
  const reported = all.filter(
    ({ code, line, file }) => /skipped|ignored|duplicate|not-shown/.test(code) && !known.has(`${code} ${file}:${line}`),
  ).length;
  const lost = rowsOf(whole) - rowsOf(venue);
  const good = lost <= count && reported >= Math.min(lost, count) && reported > 0;
  return { cells: [basename(path), rowsOf(whole), count, lost, reported, ms, good ? 'good' : 'WRONG'].map(String), good };
}

/** Rows that a file gives: sessions, else people, else places. */
function rowsOf({ sessions, speakers, places, exhibitors }: Venue): number {
  return sessions.length > 0
    ? sessions.length
    : exhibitors.length > 0
      ? exhibitors.length
      : speakers.length > 0
        ? speakers.length
        : places.length;
}
