import type { Finding } from '../import/finding.ts';
import { TABLES } from '../import/folder-format.ts';
import type { RawRecord } from '../import/raw-record.ts';
import { type CellKind, readCell } from '../import/read-csv.ts';
import type { RecordHook } from '../import/record-hook.ts';
import { canonicalJson } from '../import/venue-changes.ts';
import { shortHash } from './finding-ids.ts';
import type { Patch } from './recipe.ts';

type Value = Readonly<Record<string, unknown>>;

/** The records of one import as they were read, with the corrections of staff in them. */
export interface RecordBook {
  readonly onRecord: RecordHook;
  /** The record that a finding is about, as the file has it. */
  recordOf(finding: Finding): RawRecord | undefined;
  /** Records that a file gave. */
  countOf(file: string): number;
}

export function createRecordBook(patches: readonly Patch[]): RecordBook {
  const byFile = Map.groupBy(patches, ({ file }) => file);
  const byLine = new Map<string, RawRecord[]>();
  const counts = new Map<string, number>();
  const at = (file: string, line: number) => `${file}\0${line}`;
  return {
    onRecord(raw) {
      const key = at(raw.file, raw.line);
      byLine.set(key, [...(byLine.get(key) ?? []), raw]);
      counts.set(raw.file, (counts.get(raw.file) ?? 0) + 1);
      const fitting = byFile.get(raw.file)?.filter((patch) => fits(patch, raw.value)) ?? [];
      if (fitting.length === 0) return raw;
      const value = fitting.reduce((before, { column, value: text }) => withValue(before, column, typed(raw, column, text)), raw.value);
      return { ...raw, value };
    },
    countOf: (file) => counts.get(file) ?? 0,
    recordOf({ file, line, id }) {
      if (line === undefined) return undefined;
      // In a list of ours the line of a field is below the record's own.
      const reach = file.endsWith('.yaml') ? 400 : 1;
      for (let above = line; above > Math.max(0, line - reach); above -= 1) {
        const records = byLine.get(at(file, above));
        if (records !== undefined) return records.find(({ value }) => value.id === id) ?? records[0];
      }
      return undefined;
    },
  };
}

/** The correction of one value of a record. @throws never; a column the record lacks is a missing value. */
export function patchOf(raw: RawRecord, column: string, value: string): Patch {
  return {
    file: raw.file,
    column,
    key: keyOf(raw.value),
    row: shortHash(canonicalJson(raw.value)),
    was: jsonOf(valueAt(raw.value, column)),
    value,
  };
}

/** A newer correction of the same value takes the place of the older; what the file says already is no correction. */
export function withPatch(patches: readonly Patch[], next: Patch): readonly Patch[] {
  const others = patches.filter((patch) => !(patch.file === next.file && patch.column === next.column && patch.row === next.row));
  return next.was === jsonOf(next.value) ? others : [...others, next];
}

function fits(patch: Patch, value: Value): boolean {
  if (jsonOf(valueAt(value, patch.column)) !== patch.was) return false;
  if (shortHash(canonicalJson(value)) === patch.row) return true;
  return patch.key !== '' && !KEYS.includes(patch.column) && keyOf(value) === patch.key;
}

const KEYS = ['id', 'guid', 'uid', 'title', 'name', 'question'];

function keyOf(value: Value): string {
  const column = KEYS.find((name) => value[name] !== undefined && value[name] !== '');
  return column === undefined ? '' : `${column}=${jsonOf(value[column])}`;
}

export function valueAt(value: Value, column: string): unknown {
  let at: unknown = value;
  for (const step of column.split('.')) at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[step] : undefined;
  return at;
}

/** A copy with one value changed; undefined takes it out. */
function withValue(value: Value, column: string, next: unknown): Value {
  const copy = structuredClone(value) as Record<string, unknown>;
  const steps = column.split('.');
  let holder: Record<string, unknown> = copy;
  for (const step of steps.slice(0, -1)) {
    const inner = holder[step];
    if (typeof inner !== 'object' || inner === null) return value;
    holder = inner as Record<string, unknown>;
  }
  const last = steps.at(-1) ?? '';
  if (next === undefined) delete holder[last];
  else holder[last] = next;
  return copy;
}

/** What staff typed, as the file's own reader would have read it. */
function typed(raw: RawRecord, column: string, text: string): unknown {
  if (text === '') return undefined;
  const columns: Readonly<Record<string, CellKind>> | undefined = TABLES[raw.file as keyof typeof TABLES];
  if (columns !== undefined) return readCell(text, columns[column] ?? 'text');
  const was = valueAt(raw.value, column);
  if (Array.isArray(was))
    return text
      .split(/[;\n]/)
      .map((part) => part.trim())
      .filter((part) => part !== '');
  if (typeof was === 'number' || raw.file.endsWith('.yaml')) {
    if (/^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
    if (/^(?:true|false)$/.test(text)) return text === 'true';
  }
  return text;
}

function jsonOf(value: unknown): string {
  return value === undefined ? '' : canonicalJson(value);
}
