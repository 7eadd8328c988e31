import { emptyEpisode, isEmptyEpisode } from '../../core/memory/empty-episode.ts';
import { factsToRetract, holderIn, judgeFact, normaliseValue } from '../../core/memory/facts.ts';
import { goalTopic, isOver } from '../../core/memory/goal-thread.ts';
import type { RememberedTurn } from '../../core/memory/recall/recall-index.ts';
import { createStanding } from '../../core/memory/recall/standing.ts';
import type { WordVectors } from '../../core/memory/recall/word-vectors.ts';
import type { ThreadContent } from '../../core/memory/records.ts';
import { MAX_PLACE, MAX_SAID, MAX_TOPIC } from '../../core/memory/records.ts';
import type { Fact, GuestMemory, Ids, NewFact, Thread } from '../../core/ports.ts';
import type { GuestRows } from './guest-rows.ts';
import { createGuestState, type GuestRetention, type Loaded, toThread } from './guest-state.ts';
import { createGuestTurns } from './guest-turns.ts';
import type { GuestVault, OpenGuest } from './guest-vault.ts';
import { createGuestWriter, type GuestWriter } from './guest-writer.ts';

export interface GuestMemoryDeps {
  readonly vault: GuestVault;
  readonly rows: GuestRows;
  readonly ids: Ids;
  /** For recall by meaning; by words alone without them. */
  readonly vectors: () => WordVectors | null;
  /** What was said, opened or done longer ago is deleted when it is next read. */
  readonly retention: GuestRetention;
}

/** A hundred years: before anybody used a kiosk. */
const FOR_EVER_DAYS = 36_525;
/** A fact said again after this long is written down again, so that it is kept for as long again. */
const RENEW_AFTER_MS = 30 * 86_400_000;

/** Memory of one guest. What another process or the sync writes meanwhile is read before each call. */
export function createGuestMemory(deps: GuestMemoryDeps, guest: OpenGuest): GuestMemory {
  const { vault, rows, vectors, retention } = deps;
  const turns = createGuestTurns({ vault, rows, vectors, turnDays: retention.turns ?? FOR_EVER_DAYS }, guest);
  let written: string[] = [];
  const onWritten = (from: number, to: number) => {
    turns.follow(from, to, written);
    written = [];
  };
  const state = createGuestState({ ...deps, onWritten }, guest);
  const writer = createGuestWriter(vault, guest);
  let standing: { readonly of: Loaded['facts']; readonly version: number; readonly stands: (turn: RememberedTurn) => boolean } | null =
    null;
  const stands = ({ facts }: Loaded) => {
    if (standing?.of !== facts || standing.version !== facts.version)
      standing = { of: facts, version: facts.version, stands: createStanding(facts.all()) };
    return standing.stands;
  };
  const isPaused = ({ settings }: Loaded) => settings.get('paused')?.setting.value === true;
  const keep = (change: (state: Loaded) => void) => state.write((now) => (isPaused(now) ? undefined : change(now)));

  turns.readAhead(rows.guest(guest.row)?.revision ?? 0);

  return {
    profile: state.profile,
    ...factMethods(deps, state, writer, isPaused),
    ...threadMethods(deps, state, writer, isPaused),
    noteTurns(said) {
      if (said.length === 0) return;
      try {
        keep(() => {
          for (const { id, ...one } of said) {
            if (rows.record(guest.row, 'turn', id) !== null) continue;
            writer.turn({ turnId: id, ...one });
            written.push(id);
          }
        });
      } finally {
        // Where the disk was full they are to be written, and indexed, another time.
        written = [];
      }
    },
    saveEpisode: (episode) => keep((now) => writer.episode(now, episode)),
    forgetEpisode: (id) =>
      state.write((now) => {
        const kept = now.episodes.get(id);
        if (kept === undefined || isEmptyEpisode(kept.episode)) return false;
        writer.episode(now, emptyEpisode(kept.episode));
        return true;
      }),
    recall(question, options) {
      const now = state.load();
      return turns.index(now.revision).recall(question, { ...options, stands: stands(now) });
    },
    said(from, to) {
      const now = state.load();
      return turns.between(now.revision, from, to).filter(stands(now));
    },
    get paused() {
      return isPaused(state.load());
    },
    pause(paused) {
      state.write((now) => {
        if (isPaused(now) !== paused) writer.setting(now, { name: 'paused', value: paused, at: vault.nowIso() });
      });
    },
    close() {
      state.close();
      turns.close();
      guest.key.fill(0);
    },
  };
}

type State = ReturnType<typeof createGuestState>;
type IsPaused = (state: Loaded) => boolean;

function factMethods({ vault, ids }: GuestMemoryDeps, state: State, writer: GuestWriter, isPaused: IsPaused) {
  const put = (now: Loaded, { kind, value, source, sessionId, turn, said, ...more }: NewFact) => {
    const recordedAt = vault.nowIso();
    const quote = said?.trim().slice(0, MAX_SAID);
    writer.fact(now, {
      factId: ids.next(),
      kind,
      value,
      source,
      sessionId,
      turn,
      validFrom: more.validFrom ?? recordedAt,
      recordedAt,
      ...(more.validTo === undefined ? {} : { validTo: more.validTo }),
      ...(more.confidence === undefined ? {} : { confidence: more.confidence }),
      ...(quote === undefined || quote === '' ? {} : { said: quote }),
      ...(more.place === undefined || more.place === '' ? {} : { place: more.place.slice(0, MAX_PLACE) }),
    });
  };
  const find = (now: Loaded, id: string): Fact | null => {
    const fact = now.facts.get(id)?.fact ?? null;
    const holder = fact === null ? null : holderIn(now.facts.inSlot(fact.kind, fact.value));
    return holder?.id === id ? holder : null;
  };
  const retract = (now: Loaded, { kind, value }: Fact) => writer.retract(now, factsToRetract(now.facts.all(), kind, value));
  return {
    remember: (fact: NewFact) =>
      state.write((now) => {
        if (isPaused(now)) return 'paused' as const;
        const value = normaliseValue(fact.kind, fact.value);
        const at = vault.nowIso();
        const holder = holderIn(now.facts.inSlot(fact.kind, value), at);
        const outcome = judgeFact(holder, { ...fact, value });
        if (outcome !== 'known' || isOld(holder, fact, at)) put(now, { ...fact, value });
        return outcome;
      }),
    retract: (kind: Fact['kind'], value?: string) =>
      state.write((now) => writer.retract(now, factsToRetract(now.facts.all(), kind, value))),
    forgetFact: (id: string) =>
      state.write((now) => {
        const fact = find(now, id);
        if (fact !== null) retract(now, fact);
        return fact !== null;
      }),
    correctFact: (id: string, value: string, by: { readonly sessionId: string; readonly turn: number }) =>
      state.write((now) => {
        const fact = find(now, id);
        if (fact === null) return false;
        const right = normaliseValue(fact.kind, value);
        if (right === fact.value) return true;
        retract(now, fact);
        put(now, { kind: fact.kind, value: right, source: 'explicit', ...by });
        return true;
      }),
  };
}

function isOld(holder: Fact | null, { source }: NewFact, now: string): boolean {
  return holder?.source === source && Date.parse(now) - Date.parse(holder.recordedAt) > RENEW_AFTER_MS;
}

function threadMethods({ vault, ids }: GuestMemoryDeps, state: State, writer: GuestWriter, isPaused: IsPaused) {
  return {
    openThread: (topic: string): Thread =>
      state.write((now) => {
        const tidy = normaliseValue('name', topic);
        for (const { thread } of now.threads.values())
          if (thread?.status === 'open' && thread.topic.toLowerCase() === tidy.toLowerCase()) return toThread(thread);
        const at = vault.nowIso();
        const thread: ThreadContent = { threadId: ids.next(), topic: tidy, status: 'open', openedAt: at, updatedAt: at };
        if (!isPaused(now)) writer.thread(now, thread);
        return toThread(thread);
      }),
    resolveThread: (id: string) =>
      state.write((now) => {
        const thread = now.threads.get(id)?.thread;
        if (thread?.status === 'open') writer.thread(now, { ...thread, status: 'resolved', updatedAt: vault.nowIso() });
      }),
    forgetThread: (id: string) =>
      state.write((now) => {
        if (now.threads.get(id)?.thread) writer.deleteThread(now, { threadId: id, at: vault.nowIso() });
      }),
    saveGoal: (goal: NonNullable<Thread['goal']>, topic?: string) =>
      state.write((now) => {
        const kept = now.threads.get(goal.id);
        if (isPaused(now) || kept?.thread === null) return;
        if (kept !== undefined && JSON.stringify(kept.thread.goal) === JSON.stringify(goal)) return;
        const at = vault.nowIso();
        writer.thread(now, {
          threadId: goal.id,
          topic: (topic ?? goalTopic(goal)).trim().slice(0, MAX_TOPIC),
          status: isOver(goal) ? 'resolved' : 'open',
          openedAt: kept?.thread.openedAt ?? at,
          updatedAt: at,
          goal,
        });
      }),
  };
}
