import type { RawRecord } from './raw-record.ts';

/** Where each record of a venue was read, by kind and id. */
export interface Sources {
  add(kind: string, record: object, raw: RawRecord): void;
  of(kind: string, id: string): RawRecord | undefined;
  /** All of them, the second ones of a duplicate id too. */
  all(kind: string, id: string): readonly RawRecord[];
}

export function createSources(): Sources {
  const known = new Map<string, RawRecord[]>();
  return {
    add(kind, record, raw) {
      const key = keyOf(kind, idOf(record));
      known.set(key, [...(known.get(key) ?? []), raw]);
    },
    of: (kind, id) => known.get(keyOf(kind, id))?.[0],
    all: (kind, id) => known.get(keyOf(kind, id)) ?? [],
  };
}

/** Records without an id of their own go by what they are about. */
function idOf(record: object): string {
  if ('id' in record) return String(record.id);
  if ('placeId' in record) return String(record.placeId);
  return 'from' in record && 'to' in record ? `${String(record.from)} ${String(record.to)}` : '';
}

function keyOf(kind: string, id: string): string {
  return `${kind} ${id}`;
}
