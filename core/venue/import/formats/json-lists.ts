import { isRecord } from '../read-yaml.ts';
import type { JsonFile } from './read-json.ts';
import { listOfRecords } from './schedule-json.ts';

export type Json = Readonly<Record<string, unknown>>;

/** Pages of an API ({count, results: […]}) or the bare list. */
export function listIn(json: JsonFile | null): Json[] {
  const value = json?.value;
  if (Array.isArray(value)) return listOfRecords(value);
  return isRecord(value) ? listOfRecords(value.results ?? value.data ?? value.submissions ?? value.talks) : [];
}

export function nameOf(value: unknown): unknown {
  return isRecord(value) && ('name' in value || 'title' in value) ? (value.name ?? value.title) : value;
}
