import type { Doubt, Fact, FactKind } from '../ports.ts';
import { SINGLE_VALUED } from '../ports.ts';
import type { FactContent, FactRecord } from './records.ts';

/**
 * What is known follows from the set of fact records alone, in whatever order they arrived, so that
 * kiosks that have seen the same records know the same.
 *
 * Of a single-valued kind (a name) the strongest record holds: explicit before inferred, then the
 * later stamp. A record that another one has overtaken stays as history: its `validTo` is the
 * moment the other became true.
 */

export interface FactHistoryEntry extends Omit<FactContent, 'validTo'> {
  /** When it stopped being true or was taken back; null while it holds. */
  readonly validTo: string | null;
  readonly supersededBy: string | null;
  readonly retracted: boolean;
}

type Known = FactRecord & { readonly fact: FactContent };

/** Positive when `a` has the better claim to be true. */
export function compareClaims(a: Known, b: Known): number {
  if (a.fact.source !== b.fact.source) return a.fact.source === 'explicit' ? 1 : -1;
  return a.stamp === b.stamp ? 0 : a.stamp > b.stamp ? 1 : -1;
}

/**
 * Facts that hold now, oldest first; a value said twice appears once.
 * @param now ISO 8601: leaves out what has ended by then.
 */
export function currentFacts(records: Iterable<FactRecord>, now?: string): Fact[] {
  return [...holders(records, now).values()].sort(byStamp).map(toFact);
}

/** Inferred since the guest said otherwise, and not yet settled: what to ask about. */
export function doubtsOf(records: Iterable<FactRecord>, now?: string): Doubt[] {
  const all = [...records];
  const holding = holders(all, now);
  const doubts = new Map<string, Known>();
  for (const record of all) {
    if (!isKnown(record) || record.retractedAt !== null || record.fact.source !== 'inferred') continue;
    const slot = slotOf(record.fact.kind, record.fact.value);
    const holder = holding.get(slot);
    if (holder === undefined || holder.fact.source !== 'explicit' || holder.stamp > record.stamp) continue;
    if (holder.fact.value !== record.fact.value && record.stamp > (doubts.get(slot)?.stamp ?? '')) doubts.set(slot, record);
  }
  return [...doubts].flatMap(([slot, inferred]) => {
    const holder = holding.get(slot);
    return holder === undefined ? [] : [{ said: toFact(holder), inferred: toFact(inferred) }];
  });
}

/** The fact that holds among records of one slot; null where none does. */
export function holderIn(records: Iterable<FactRecord>, now?: string): Fact | null {
  const [holder] = holders(records, now).values();
  return holder === undefined ? null : toFact(holder);
}

function holders(records: Iterable<FactRecord>, now?: string): Map<string, Known> {
  const best = new Map<string, Known>();
  for (const record of records) {
    if (!isKnown(record) || record.retractedAt !== null) continue;
    if (now !== undefined && record.fact.validTo !== undefined && record.fact.validTo <= now) continue;
    const slot = slotOf(record.fact.kind, record.fact.value);
    const holder = best.get(slot);
    if (holder === undefined || compareClaims(record, holder) > 0) best.set(slot, record);
  }
  return best;
}

function toFact({ fact }: Known): Fact {
  const { factId: id, kind, value, source, recordedAt, sessionId, turn, validFrom, validTo, confidence, said, place } = fact;
  return {
    ...{ id, kind, value, source, recordedAt, sessionId, turn, validFrom },
    ...(validTo === undefined ? {} : { validTo }),
    ...(confidence === undefined ? {} : { confidence }),
    ...(said === undefined ? {} : { said }),
    ...(place === undefined ? {} : { place }),
  };
}

/** Everything ever known, oldest first, with when it held and what overtook it. */
export function factHistory(records: Iterable<FactRecord>): FactHistoryEntry[] {
  const known = [...records].filter(isKnown).sort(byStamp);
  return known.map((record) => {
    const slot = slotOf(record.fact.kind, record.fact.value);
    const stronger = known.filter((other) => slotOf(other.fact.kind, other.fact.value) === slot && compareClaims(other, record) > 0);
    // What came next; for an inferred one that was never believed, what stood then.
    const overtaking = stronger.find(({ stamp }) => stamp > record.stamp) ?? stronger.at(-1);
    const validTo =
      record.retractedAt ??
      (overtaking === undefined ? (record.fact.validTo ?? null) : later(overtaking.fact.validFrom, record.fact.validFrom));
    return { ...record.fact, validTo, supersededBy: overtaking?.fact.factId ?? null, retracted: record.retractedAt !== null };
  });
}

/**
 * Ids to take back so that the fact is gone and nothing it once superseded comes back in its place.
 * @param value left out: every fact of the kind.
 */
export function factsToRetract(records: Iterable<FactRecord>, kind: FactKind, value?: string): string[] {
  const standing = [...records].filter(isKnown).filter(({ fact, retractedAt }) => fact.kind === kind && retractedAt === null);
  const wanted = value === undefined ? null : normaliseValue(kind, value);
  const hit = standing.filter(({ fact }) => wanted === null || fact.value === wanted);
  return (SINGLE_VALUED.has(kind) && hit.length > 0 ? standing : hit).map(({ fact }) => fact.factId);
}

/** What remembering this comes to, beside what holds in its slot now. */
export function judgeFact(holder: Fact | null, fact: Pick<Fact, 'kind' | 'value' | 'source' | 'validTo'>): 'kept' | 'known' | 'doubted' {
  if (holder === null) return 'kept';
  const inferredOnly = fact.source === 'inferred' && holder.source === 'explicit';
  if (holder.value !== fact.value) return inferredOnly ? 'doubted' : 'kept';
  return inferredOnly || (holder.source === fact.source && holder.validTo === fact.validTo) ? 'known' : 'kept';
}

/** Lower case except a name; single spaces. */
export function normaliseValue(kind: FactKind, value: string): string {
  const tidy = value.normalize('NFC').trim().replace(/\s+/g, ' ');
  return kind === 'name' ? tidy : tidy.toLowerCase();
}

/** Of the facts of one slot, one holds: all of a single-valued kind, else those of the same value. */
export function slotOf(kind: FactKind, value: string): string {
  return SINGLE_VALUED.has(kind) ? kind : `${kind} ${value}`;
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}

function isKnown(record: FactRecord): record is Known {
  return record.fact !== null;
}

function byStamp(a: FactRecord, b: FactRecord): number {
  return a.stamp < b.stamp ? -1 : a.stamp > b.stamp ? 1 : 0;
}
