import { isRecord } from '../read-yaml.ts';
import { findHeader, type TableRow } from './find-header.ts';
import type { Format, ParsedFile } from './format.ts';
import { objectsOf } from './json-lists.ts';
import { readTable } from './table.ts';

/**
 * A list of objects with the same keys, as Notion, Airtable and small tools write it: read as a table whose columns are
 * the keys. Notion's date and time in one text ("September 21, 2023 13:00 → 13:45") and links in brackets are understood.
 */
export const jsonTable: Format = {
  label: 'JSON table',
  detect({ json, name }) {
    const value = json?.value;
    const first: unknown = Array.isArray(value) ? value[0] : undefined;
    if (!isRecord(first)) return 0;
    return findHeader([{ line: 1, cells: Object.keys(first) }], { file: name }) === null ? 0 : 0.4;
  },
  parse({ name, json }, context = {}): ParsedFile {
    const list = objectsOf(name, json);
    const keys = [...new Set(list.slice(0, 200).flatMap((entry) => Object.keys(entry)))].filter((key) =>
      list.some((entry) => !isLinks(entry[key])),
    );
    const rows: TableRow[] = [
      { line: 1, cells: keys },
      ...list.map((entry) => ({ line: json?.lineOf(entry) ?? 1, cells: keys.map((key) => cellOf(entry[key])) })),
    ];
    return readTable(name, jsonTable.label, rows, context);
  },
};

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(cellOf).join('; ');
  if (isRecord(value)) return cellOf(value.name ?? value.title ?? value.start);
  return String(value).replace(/\s*\(https?:\/\/[^\s)]*\)/g, '');
}

/** A column of page addresses or of nothing says nothing to guests; another has the names. */
function isLinks(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (typeof value === 'string' && /^(?:https?:\/\/\S+[,\s]*)+$/.test(value));
}
