import type { BuiltVenue } from './build-venue.ts';

export interface Report {
  readonly name: string;
  readonly mediaType: string;
  readonly text: string;
}

const COLUMNS = ['severity', 'code', 'file', 'line', 'column', 'value', 'id', 'reason', 'remedy'] as const;

/** All findings as a file to save. */
export function findingReport({ venue, findings }: BuiltVenue, format: 'csv' | 'json'): Report {
  const name = `findings-${venue.id.replace(/[^\w-]+/g, '-')}.${format}`;
  if (format === 'json') return { name, mediaType: 'application/json', text: `${JSON.stringify({ findings }, null, 2)}\n` };
  const rows = findings.map((finding) => COLUMNS.map((column) => cell(finding[column])).join(','));
  // The mark tells spreadsheets that this is UTF-8.
  return { name, mediaType: 'text/csv', text: `\uFEFF${[COLUMNS.join(','), ...rows].join('\r\n')}\r\n` };
}

/** Quoted, and never a formula: the values come from files of others. */
function cell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
