import { FoyerError } from '../../core/contract/errors.ts';
import { addsToKnown, currentFacts, factsToRetract, normaliseValue } from '../../core/memory/facts.ts';
import type { RememberedTurn } from '../../core/memory/recall/recall-index.ts';
import { createStanding } from '../../core/memory/recall/standing.ts';
import type { WordVectors } from '../../core/memory/recall/word-vectors.ts';
import type { FactContent, FactRecord, ThreadContent, ThreadRecord, TurnContent } from '../../core/memory/records.ts';
import {
  factContentSchema,
  factRecordSchema,
  threadContentSchema,
  threadRecordSchema,
  turnContentSchema,
} from '../../core/memory/records.ts';
import type { GuestMemory, GuestProfile, Ids } from '../../core/ports.ts';
import { mergeFact, retractionRecord } from '../../core/sync/merge.ts';
import type { GuestRows } from './guest-rows.ts';
import { createGuestTurns } from './guest-turns.ts';
import type { GuestVault, OpenGuest } from './guest-vault.ts';

export interface GuestMemoryDeps {
  readonly vault: GuestVault;
  readonly rows: GuestRows;
  readonly ids: Ids;
  /** For recall by meaning; by words alone without them. */
  readonly vectors: () => WordVectors | null;
  /** Turns said longer ago are deleted when they are next read. */
  readonly turnDays: number;
}

interface Loaded {
  readonly revision: number;
  readonly facts: Map<string, FactRecord>;
  readonly threads: Map<string, ThreadRecord>;
}

/** Memory of one guest. What another process or the sync writes meanwhile is read before each call. */
export function createGuestMemory({ vault, rows, ids, vectors, turnDays }: GuestMemoryDeps, guest: OpenGuest): GuestMemory {
  let loaded: Loaded | null = null;
  let closed = false;
  let standing: { readonly revision: number; readonly stands: (turn: RememberedTurn) => boolean } | null = null;
  const turns = createGuestTurns({ vault, rows, vectors, turnDays }, guest);

  function load(): Loaded {
    if (closed) throw new FoyerError('this memory is closed', { fault: 'bug', code: 'memory-closed' });
    const row = rows.guest(guest.row);
    if (row?.keyId !== guest.keyId) throw erased();
    if (loaded?.revision !== row.revision) {
      loaded = {
        revision: row.revision,
        facts: vault.readRecords(guest, 'fact', factRecordSchema),
        threads: vault.readRecords(guest, 'thread', threadRecordSchema),
      };
    }
    return loaded;
  }
  /** A row and its op, on the state as it is inside the transaction. */
  function write<T>(change: (state: Loaded) => T): T {
    try {
      return vault.transact(() => {
        const state = load();
        const result = change(state);
        rows.touchGuest(guest.row, vault.today());
        loaded = { ...state, revision: state.revision + 1 };
        return result;
      });
    } catch (error) {
      // What `change` put into the maps was not written.
      loaded = null;
      throw error;
    }
  }
  function putFact(state: Loaded, factId: string, record: FactRecord): void {
    vault.writeRecord(guest, 'fact', factId, record);
    state.facts.set(factId, record);
  }
  function putThread(state: Loaded, thread: ThreadContent): void {
    const { stamp } = vault.queue(guest, 'thread.put', thread);
    vault.writeRecord(guest, 'thread', thread.threadId, { thread, stamp });
    state.threads.set(thread.threadId, { thread, stamp });
  }

  turns.readAhead(rows.guest(guest.row)?.revision ?? 0);

  return {
    profile: () => profileOf(load()),
    noteTurns(said) {
      if (said.length === 0) return;
      write(() => {
        for (const { id, ...one } of said) {
          if (rows.record(guest.row, 'turn', id) !== null) continue;
          const turn = parseTurn({ turnId: id, ...one });
          const { stamp } = vault.queue(guest, 'turn.put', turn);
          vault.writeRecord(guest, 'turn', id, { turn, stamp });
        }
      });
    },
    recall(question, options) {
      const { revision, facts } = load();
      if (standing?.revision !== revision) standing = { revision, stands: createStanding(facts.values()) };
      return turns.index(revision).recall(question, { ...options, stands: standing.stands });
    },
    remember(fact) {
      write((state) => {
        const value = normaliseValue(fact.kind, fact.value);
        if (!addsToKnown(currentFacts(state.facts.values()), { ...fact, value })) return;
        const now = vault.nowIso();
        const content = parseFact({
          factId: ids.next(),
          kind: fact.kind,
          value,
          source: fact.source,
          sessionId: fact.sessionId,
          turn: fact.turn,
          validFrom: now,
          recordedAt: now,
        });
        const { stamp } = vault.queue(guest, 'fact.put', content);
        putFact(state, content.factId, { fact: content, stamp, retractedAt: null });
      });
    },
    retract(kind, value) {
      write((state) => {
        for (const factId of factsToRetract(state.facts.values(), kind, value)) {
          const retraction = { factId, at: vault.nowIso() };
          const { stamp } = vault.queue(guest, 'fact.retract', retraction);
          putFact(state, factId, mergeFact(state.facts.get(factId) ?? null, retractionRecord(retraction, stamp)));
        }
      });
    },
    openThread(topic) {
      return write((state) => {
        const tidy = normaliseValue('name', topic);
        const same = [...state.threads.values()].find(
          ({ thread }) => thread.status === 'open' && thread.topic.toLowerCase() === tidy.toLowerCase(),
        );
        if (same !== undefined) return toThread(same);
        const now = vault.nowIso();
        const thread = parseThread({ threadId: ids.next(), topic: tidy, status: 'open', openedAt: now, updatedAt: now });
        putThread(state, thread);
        return toThread({ thread });
      });
    },
    resolveThread(id) {
      write((state) => {
        const kept = state.threads.get(id);
        if (kept !== undefined && kept.thread.status === 'open')
          putThread(state, { ...kept.thread, status: 'resolved', updatedAt: vault.nowIso() });
      });
    },
    close() {
      closed = true;
      loaded = null;
      turns.close();
      guest.key.fill(0);
    },
  };
}

export function profileOf(state: { readonly facts: Map<string, FactRecord>; readonly threads: Map<string, ThreadRecord> }): GuestProfile {
  const threads = [...state.threads.values()].sort((a, b) => (a.stamp < b.stamp ? -1 : 1)).map(toThread);
  return { facts: currentFacts(state.facts.values()), threads };
}

function toThread({ thread }: Pick<ThreadRecord, 'thread'>): GuestProfile['threads'][number] {
  const { threadId, topic, status, openedAt, updatedAt } = thread;
  return { id: threadId, topic, status, openedAt, updatedAt };
}

function parseFact(content: FactContent) {
  const parsed = factContentSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  // The value itself is the guest's and stays out of the message.
  throw new FoyerError(`a fact of kind ${content.kind} cannot be kept: ${parsed.error.issues[0]?.message}`, {
    fault: 'bug',
    code: 'bad-fact',
  });
}

function parseThread(content: ThreadContent): ThreadContent {
  const parsed = threadContentSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new FoyerError(`a thread cannot be kept: ${parsed.error.issues[0]?.message}`, { fault: 'bug', code: 'bad-thread' });
}

function parseTurn(content: TurnContent): TurnContent {
  const parsed = turnContentSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new FoyerError(`a turn cannot be kept: ${parsed.error.issues[0]?.path.join('.')} ${parsed.error.issues[0]?.message}`, {
    fault: 'bug',
    code: 'bad-turn',
  });
}

function erased(): FoyerError {
  return new FoyerError('this guest was erased', {
    fault: 'guest',
    code: 'guest-erased',
    remedy: 'End the session; the guest is unknown now.',
  });
}
