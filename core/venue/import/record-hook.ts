import type { ParsedFile } from './formats/format.ts';
import type { RawRecord } from './raw-record.ts';

/** Sees each record before it is judged, and may put another in its place: corrections that staff made in the console. */
export type RecordHook = (raw: RawRecord) => RawRecord;

/** A file with all its records, of whatever kind, through the hook. */
export function throughHook(file: ParsedFile, hook: RecordHook | undefined): ParsedFile {
  if (hook === undefined) return file;
  const entries = Object.entries(file).map(([key, value]: [string, unknown]) => [key, isRecords(value) ? value.map(hook) : value]);
  return Object.fromEntries(entries) as ParsedFile;
}

function isRecords(value: unknown): value is readonly RawRecord[] {
  return Array.isArray(value) && value.every((item: unknown) => typeof item === 'object' && item !== null && 'lineOf' in item);
}
