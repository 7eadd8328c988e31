import type { ConnectorField, ConnectorResult } from '../../core/contract/connector.ts';
import type { ConnectedRow, ConnectedValue } from '../../core/tools/connected.ts';

/**
 * Takes the declared fields over from an answer and drops everything else. A text is cut, and loses control characters and
 * markup; a value that is not of its declared type is none. Rows without any field are left out.
 */
export function mapResult(answer: unknown, { list, most, fields }: ConnectorResult): readonly ConnectedRow[] {
  const at = list === undefined ? answer : valueAt(answer, list);
  const things = list === undefined ? [at] : Array.isArray(at) ? at.slice(0, most) : [];
  return things.map((thing) => rowOf(thing, fields)).filter((row) => Object.keys(row).length > 0);
}

function rowOf(thing: unknown, fields: ConnectorResult['fields']): ConnectedRow {
  const values = Object.entries(fields).flatMap(([name, field]) => {
    const value = asDeclared(valueAt(thing, field.path), field);
    return value === null ? [] : [[name, value] as const];
  });
  return Object.fromEntries(values);
}

/** "rooms.0.name"; only what the answer itself has, nothing it inherits. */
export function valueAt(value: unknown, path: string): unknown {
  let at = value;
  for (const key of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return at;
}

const DATE = /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:T|$)/;
const CLOCK = /(?:^|T)((?:[01]\d|2[0-3]):[0-5]\d)/;

function asDeclared(value: unknown, { type, maxLength }: ConnectorField): ConnectedValue | null {
  switch (type) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? value : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'date':
      return typeof value === 'string' ? (DATE.exec(value)?.[1] ?? null) : null;
    case 'time':
      return typeof value === 'string' ? (CLOCK.exec(value)?.[1] ?? null) : null;
    case 'text':
      return typeof value === 'string' || typeof value === 'number' ? asText(String(value), maxLength) : null;
  }
}

/** Plain words on one line: no control or direction marks, no markup, nothing unseen. */
function asText(text: string, maxLength: number): string | null {
  const plain = text
    .slice(0, maxLength * 4)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]+/gu, ' ')
    .replaceAll(/[<>{}`|\\]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return plain === '' ? null : plain.slice(0, maxLength);
}
