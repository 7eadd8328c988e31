import type { z } from 'zod';
import { type Finding, shown } from './finding.ts';
import type { RawRecord } from './raw-record.ts';

/** A record that is good, with where it came from. */
export interface Judged<T> {
  readonly record: T;
  readonly raw: RawRecord;
}

/**
 * Judges records one by one. A bad optional field is left out, a record with a bad required field is
 * left out whole; both are reported, and neither touches the other records.
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
    const bad = new Set(parsed.error.issues.map((issue) => issue.path[0]));
    const rest = Object.fromEntries(Object.entries(raw.value).filter(([key]) => !bad.has(key)));
    const second = schema.safeParse(rest);
    const outcome = second.success ? 'field-ignored' : 'row-skipped';
    if (second.success) good.push({ record: second.data, raw });
    for (const issue of parsed.error.issues) findings.push(toFinding(raw, issue, outcome));
  }
  return { good, findings };
}

function toFinding(raw: RawRecord, issue: z.core.$ZodIssue, code: 'field-ignored' | 'row-skipped'): Finding {
  const column = issue.path.join('.');
  const value = valueAt(raw.value, issue.path);
  const what = value === undefined ? `"${column}" is missing` : `"${column}" is ${shown(value)}: ${issue.message.toLowerCase()}`;
  const consequence = code === 'row-skipped' ? 'the row was left out' : 'the field was left out';
  return {
    severity: 'warning',
    code,
    file: raw.file,
    line: raw.lineOf(issue.path),
    ...(column === '' ? {} : { column }),
    ...(value === undefined ? {} : { value: shown(value) }),
    ...(typeof raw.value.id === 'string' ? { id: raw.value.id } : {}),
    reason: `${what}; ${consequence}`,
    remedy: remedyFor(issue),
  };
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const key of path) at = typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined;
  return at;
}

function remedyFor(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return `Use one of: ${issue.values.map(String).join(', ')}.`;
    case 'invalid_format':
      return `Write ${issue.message.toLowerCase()}.`;
    case 'invalid_type':
      return `Give ${issue.expected === 'array' ? 'a list' : `a ${issue.expected}`}.`;
    case 'unrecognized_keys':
      return `Remove ${issue.keys.join(', ')}.`;
    default:
      return 'Correct the value.';
  }
}
