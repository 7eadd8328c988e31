import { createRecallIndex, type RecallIndex, type RememberedTurn } from '../../core/memory/recall/recall-index.ts';
import type { WordVectors } from '../../core/memory/recall/word-vectors.ts';
import { type TurnContent, type TurnRecord, turnRecordSchema } from '../../core/memory/records.ts';
import type { GuestRows } from './guest-rows.ts';
import type { GuestVault, OpenGuest } from './guest-vault.ts';

/** How long reading ahead may hold the thread at a time. */
const SLICE_MS = 10;
const DAY_MS = 86_400_000;

export interface GuestTurnsDeps {
  readonly vault: GuestVault;
  readonly rows: GuestRows;
  /** For recall by meaning; by words alone without them. */
  readonly vectors: () => WordVectors | null;
  /** Turns said longer ago are deleted when they are next read. */
  readonly turnDays: number;
  /** Runs a slice when the thread has nothing else to do. Default setImmediate. */
  readonly defer?: (run: () => void) => void;
}

export interface GuestTurns {
  /** Index of the turns kept: those of which other processes and the sync have written since, too. */
  index(revision: number): RecallIndex;
  /** What the memory itself has written since `from` was listed; saves listing all of them again. */
  follow(from: number, to: number, written: readonly string[]): void;
  /** What was said from `from` until before `to` (ISO 8601), oldest first. */
  between(revision: number, from: string, to: string): RememberedTurn[];
  /** Reads and indexes in slices, so that the first recall need not: thousands of turns would hold up the kiosk. */
  readAhead(revision: number): void;
  close(): void;
}

export function createGuestTurns({ vault, rows, vectors, turnDays, defer = setImmediate }: GuestTurnsDeps, guest: OpenGuest): GuestTurns {
  const taken = new Set<string>();
  let kept: RememberedTurn[] = [];
  let index: RecallIndex | null = null;
  let listedAt = -1;
  let work: Generator<void> | null = null;
  let closed = false;

  function* takeIn(ids: readonly string[]): Generator<void> {
    const found: TurnRecord[] = [];
    const oldest = new Date((vault.today() - turnDays) * DAY_MS).toISOString();
    for (const id of ids) {
      const record = vault.readRecord(guest, 'turn', id, turnRecordSchema);
      if (record !== null && record.turn.at < oldest) rows.removeRecord(guest.row, 'turn', id);
      else if (record !== null) found.push(record);
      yield;
    }
    index ??= createRecallIndex(vectors());
    for (const { turn } of found.sort(bySaid)) {
      const said = toTurn(turn);
      kept.push(said);
      index.add(said);
      yield;
    }
  }

  /** What is not indexed yet; after a pull also older turns of another kiosk, which stand at the end of their session. */
  function list(revision: number): void {
    if (revision === listedAt) return;
    const missing = rows.recordIds(guest.row, 'turn').filter((id) => !taken.has(id));
    for (const id of missing) taken.add(id);
    listedAt = revision;
    const before = work;
    work = missing.length === 0 ? before : inTurn(before, takeIn(missing));
  }

  function slice(): void {
    const untilMs = performance.now() + SLICE_MS;
    try {
      while (!closed && work !== null && performance.now() < untilMs) if (work.next().done === true) work = null;
      if (!closed && work !== null) defer(slice);
    } catch {
      // The store was closed, the guest erased or the file busy; whoever asks next is told, or reads it again.
      startAgain();
    }
  }

  function startAgain(): void {
    taken.clear();
    kept = [];
    index = null;
    work = null;
    listedAt = -1;
  }

  function readAll(revision: number): RecallIndex {
    list(revision);
    try {
      while (work !== null && work.next().done !== true);
    } catch (error) {
      startAgain();
      throw error;
    }
    work = null;
    index ??= createRecallIndex(vectors());
    return index;
  }

  return {
    index: readAll,
    follow(from, to, written) {
      if (listedAt !== from) return;
      listedAt = to;
      const missing = written.filter((id) => !taken.has(id));
      for (const id of missing) taken.add(id);
      if (missing.length > 0) work = inTurn(work, takeIn(missing));
    },
    between(revision, from, to) {
      readAll(revision);
      return kept.filter(({ at }) => at >= from && at < to).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    },
    readAhead(revision) {
      list(revision);
      if (work !== null) defer(slice);
    },
    close() {
      closed = true;
      work = null;
      kept = [];
      index = null;
    },
  };
}

function* inTurn(first: Generator<void> | null, second: Generator<void>): Generator<void> {
  if (first !== null) yield* first;
  yield* second;
}

function toTurn({ turnId, sessionId, role, text, at }: TurnContent): RememberedTurn {
  return { id: turnId, sessionId, role, text, at };
}

export function bySaid(a: TurnRecord, b: TurnRecord): number {
  if (a.turn.at !== b.turn.at) return a.turn.at < b.turn.at ? -1 : 1;
  return a.stamp < b.stamp ? -1 : a.stamp > b.stamp ? 1 : 0;
}
