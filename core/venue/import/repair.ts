import type { z } from 'zod';

export type Loss = 'field' | 'entry';
type Path = readonly PropertyKey[];

/** Fields whose default would be a claim ("contains no nuts", "takes place"): with a bad one, the whole entry goes. */
const NEVER_DEFAULTED: ReadonlySet<PropertyKey> = new Set(['allergens', 'status', 'closed', 'exact', 'stepFree']);

/**
 * Takes out of `value` as little as makes it valid: the bad fields; where that is not enough, the list
 * entries they are in (a dish, a step). Null when the record itself cannot stand.
 * @returns the valid record, and what was lost by the path of each issue.
 */
export function repair<T>(value: unknown, schema: z.ZodType<T>): { readonly record: T; readonly lost: ReadonlyMap<string, Loss> } | null {
  const copy: unknown = structuredClone(value);
  const lost = new Map<string, Loss>();
  const first = schema.safeParse(copy);
  if (first.success) return { record: first.data, lost };
  if (writeNumbersAsText(copy, first.error.issues)) return repair(copy, schema);
  const paths = first.error.issues.map(({ path }) => path);
  const fields = paths.filter((path) => !path.some((key) => NEVER_DEFAULTED.has(key)));
  removeAll(copy, fields);
  for (const path of fields) lost.set(path.join('.'), 'field');
  const second = schema.safeParse(copy);
  if (second.success && fields.length === paths.length) return { record: second.data, lost };

  const rest: unknown = structuredClone(value);
  const entries = paths.map(entryOf);
  if (entries.some((entry) => entry === null)) return null;
  removeAll(
    rest,
    entries.filter((entry) => entry !== null),
  );
  for (const path of paths) lost.set(path.join('.'), 'entry');
  const third = schema.safeParse(rest);
  return third.success ? { record: third.data, lost } : null;
}

/** "number: 112" and "name: 101" are texts that YAML takes for numbers. */
function writeNumbersAsText(value: unknown, issues: readonly z.core.$ZodIssue[]): boolean {
  let written = false;
  for (const { path, ...issue } of issues) {
    if (issue.code !== 'invalid_union' && !(issue.code === 'invalid_type' && issue.expected === 'string')) continue;
    const holder = holderOf(value, path);
    const key = path.at(-1);
    if (holder === undefined || key === undefined || typeof holder[key] !== 'number') continue;
    holder[key] = String(holder[key]);
    written = true;
  }
  return written;
}

/** The nearest list entry that holds the field: sections.0.items.2.price → sections.0.items.2. */
function entryOf(path: Path): Path | null {
  const at = path.findLastIndex((key) => typeof key === 'number');
  return at < 0 ? null : path.slice(0, at + 1);
}

/** Later entries of a list first, so that the earlier ones keep their numbers. */
function removeAll(value: unknown, paths: readonly Path[]): void {
  const distinct = [...new Map(paths.map((path) => [path.join('.'), path])).values()];
  const lastFirst = distinct.sort((a, b) => b.join('.').localeCompare(a.join('.'), 'en', { numeric: true }));
  for (const path of lastFirst) remove(value, path);
}

function remove(value: unknown, path: Path): void {
  const key = path.at(-1);
  const holder = holderOf(value, path);
  if (Array.isArray(holder) && typeof key === 'number') holder.splice(key, 1);
  else if (holder !== undefined && key !== undefined) delete holder[key];
}

function holderOf(value: unknown, path: Path): Record<PropertyKey, unknown> | undefined {
  let holder = value;
  for (const step of path.slice(0, -1)) holder = isHolder(holder) ? holder[step] : undefined;
  return isHolder(holder) ? holder : undefined;
}

function isHolder(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}
