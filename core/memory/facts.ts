import type { Fact, FactKind } from '../ports.ts';
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

export interface FactHistoryEntry extends FactContent {
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

/** Facts that hold now, oldest first; a value said twice appears once. */
export function currentFacts(records: Iterable<FactRecord>): Fact[] {
  const best = new Map<string, Known>();
  for (const record of records) {
    if (!isKnown(record) || record.retractedAt !== null) continue;
    const slot = slotOf(record.fact.kind, record.fact.value);
    const holder = best.get(slot);
    if (holder === undefined || compareClaims(record, holder) > 0) best.set(slot, record);
  }
  return [...best.values()].sort(byStamp).map(({ fact }) => ({
    id: fact.factId,
    kind: fact.kind,
    value: fact.value,
    source: fact.source,
    recordedAt: fact.recordedAt,
    sessionId: fact.sessionId,
    turn: fact.turn,
  }));
}

/** Everything ever known, oldest first, with when it held and what overtook it. */
export function factHistory(records: Iterable<FactRecord>): FactHistoryEntry[] {
  const known = [...records].filter(isKnown).sort(byStamp);
  return known.map((record) => {
    const slot = slotOf(record.fact.kind, record.fact.value);
    const overtaking = known.find((other) => slotOf(other.fact.kind, other.fact.value) === slot && compareClaims(other, record) > 0);
    const validTo = record.retractedAt ?? (overtaking === undefined ? null : later(overtaking.fact.validFrom, record.fact.validFrom));
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

/** Whether remembering this adds anything to what holds now. */
export function addsToKnown(current: readonly Fact[], fact: Pick<Fact, 'kind' | 'value' | 'source'>): boolean {
  const holder = current.find((known) => slotOf(known.kind, known.value) === slotOf(fact.kind, fact.value));
  if (holder === undefined) return true;
  if (fact.source === 'inferred' && holder.source === 'explicit') return false;
  return holder.value !== fact.value || holder.source !== fact.source;
}

/** Lower case except a name; single spaces. */
export function normaliseValue(kind: FactKind, value: string): string {
  const tidy = value.normalize('NFC').trim().replace(/\s+/g, ' ');
  return kind === 'name' ? tidy : tidy.toLowerCase();
}

function slotOf(kind: FactKind, value: string): string {
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
