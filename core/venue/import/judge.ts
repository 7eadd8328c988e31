import type { z } from 'zod';
import { type Finding, shown } from './finding.ts';
import type { RawRecord } from './raw-record.ts';
import { repair } from './repair.ts';

/** A record that is good, with where it came from. */
export interface Judged<T> {
  readonly record: T;
  readonly raw: RawRecord;
}

/**
 * Judges records one by one. A bad field that can be missing is left out, then a bad entry of a list
 * inside the record, then the record; each is reported, and none touches the other records.
 */
export function judge<T>(records: readonly RawRecord[], schema: z.ZodType<T>): { good: Judged<T>[]; findings: Finding[] } {
  const good: Judged<T>[] = [];
  const findings: Finding[] = [];
  for (const raw of records) {
    const parsed = schema.safeParse(raw.value);
    if (parsed.success) {
      good.push({ record: parsed.data, raw });
      continue;
    }
    const repaired = repair(raw.value, schema);
    if (repaired !== null) good.push({ record: repaired.record, raw });
    if (repaired?.lost.size === 0) continue;
    for (const issue of firstByField(parsed.error.issues)) {
      findings.push(toFinding(raw, issue, repaired?.lost.get(issue.path.join('.')) ?? 'row'));
    }
  }
  return { good, findings };
}

const CODES = { field: 'field-ignored', entry: 'entry-skipped', row: 'row-skipped' } as const;

/** A value that breaks two rules is reported once. */
function firstByField(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  return issues.filter((issue, i) => issues.findIndex((other) => other.path.join('.') === issue.path.join('.')) === i);
}

function toFinding(raw: RawRecord, issue: z.core.$ZodIssue, lost: keyof typeof CODES): Finding {
  const column = issue.path.join('.');
  const value = valueAt(raw.value, issue.path);
  const what = value === undefined ? `"${column}" is missing` : `"${column}" is "${shown(value)}", ${complaint(issue)}`;
  return {
    severity: 'warning',
    code: CODES[lost],
    file: raw.file,
    line: raw.lineOf(issue.path),
    ...(column === '' ? {} : { column }),
    ...(value === undefined ? {} : { value: shown(value) }),
    ...(typeof raw.value.id === 'string' ? { id: raw.value.id } : {}),
    reason: `${what}; the ${lost} was left out`,
    remedy: remedyFor(issue, value === undefined),
  };
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const key of path) at = typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined;
  return at;
}

function complaint(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return 'which is not known';
  return `expected ${issue.message.replace(/^.*?expected /, '').replace(/, received .*$/, '')}`;
}

function remedyFor(issue: z.core.$ZodIssue, missing: boolean): string {
  if (missing) return `Fill in "${issue.path.join('.')}".`;
  if (issue.code === 'invalid_value') return `Use one of: ${issue.values.map(String).join(', ')}.`;
  return 'Correct the value and import the file again.';
}
