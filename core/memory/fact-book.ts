import type { FactKind } from '../ports.ts';
import { slotOf } from './facts.ts';
import type { FactRecord } from './records.ts';

/** The fact records of one guest, found by id and by slot: a guest may have thousands. */
export interface FactBook {
  get(id: string): FactRecord | undefined;
  set(id: string, record: FactRecord): void;
  all(): Iterable<FactRecord>;
  inSlot(kind: FactKind, value: string): FactRecord[];
  /** Grows with each change. */
  readonly version: number;
}

export function createFactBook(records: Iterable<readonly [string, FactRecord]>): FactBook {
  const byId = new Map<string, FactRecord>();
  const bySlot = new Map<string, Set<string>>();
  let version = 0;
  const set = (id: string, record: FactRecord) => {
    version++;
    byId.set(id, record);
    if (record.fact === null) return;
    const slot = slotOf(record.fact.kind, record.fact.value);
    const ids = bySlot.get(slot) ?? new Set();
    bySlot.set(slot, ids.add(id));
  };
  for (const [id, record] of records) set(id, record);
  return {
    get: (id) => byId.get(id),
    set,
    all: () => byId.values(),
    inSlot: (kind, value) => [...(bySlot.get(slotOf(kind, value)) ?? [])].flatMap((id) => byId.get(id) ?? []),
    get version() {
      return version;
    },
  };
}
