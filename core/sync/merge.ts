import type { FactRecord, RetractionContent, ThreadRecord } from '../memory/records.ts';

/**
 * How the same record from two devices becomes one. Every function is commutative, associative and
 * idempotent, so the order in which ops arrive, and how often, does not matter:
 *
 *   facts       union by id; the earliest retraction stands. Which fact of a kind holds is read off
 *               the whole set (core/memory/facts.ts): explicit before inferred, then clock, then device
 *   threads     the later stamp; one that the guest deleted stays deleted
 *   episodes    the later stamp
 *   settings    the later stamp
 *   turns       union by id; a turn never changes
 *   wrong PINs  a counter a kiosk, the later stamp; a right PIN anywhere starts them all anew
 *   consent     a log, union by op id; withdrawal is an erasure
 *   erasure     by epoch, before any of these is asked
 */
export function mergeFact(kept: FactRecord | null, incoming: FactRecord): FactRecord {
  if (kept === null) return incoming;
  const { fact, stamp } = whichIsKnown(kept, incoming);
  return { fact, stamp, retractedAt: earlier(kept.retractedAt, incoming.retractedAt) };
}

/** A retraction as a record that mergeFact takes, whether or not its fact is known yet. */
export function retractionRecord({ at }: RetractionContent, stamp: string): FactRecord {
  return { fact: null, stamp, retractedAt: at };
}

/** Deleted (`thread` null) stands whatever comes later; so does the earlier of two deletions, and else the later stamp. */
export function mergeThread(kept: ThreadRecord | null, incoming: ThreadRecord): ThreadRecord {
  if (kept !== null && (kept.thread === null || incoming.thread === null)) {
    if (kept.thread !== null) return incoming;
    return incoming.thread === null && incoming.stamp < kept.stamp ? incoming : kept;
  }
  return latest(kept, incoming);
}

/** The one of the later stamp. */
export function latest<T extends { readonly stamp: string }>(kept: T | null, incoming: T): T {
  return kept === null || incoming.stamp > kept.stamp ? incoming : kept;
}

function whichIsKnown(a: FactRecord, b: FactRecord): FactRecord {
  if (a.fact !== null) return a;
  if (b.fact !== null) return b;
  return a.stamp < b.stamp ? a : b;
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
