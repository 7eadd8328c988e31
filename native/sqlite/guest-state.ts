import { FoyerError } from '../../core/contract/errors.ts';
import { isEmptyEpisode } from '../../core/memory/empty-episode.ts';
import { createFactBook, type FactBook } from '../../core/memory/fact-book.ts';
import { currentFacts, doubtsOf } from '../../core/memory/facts.ts';
import { patternsOf } from '../../core/memory/patterns.ts';
import type { EpisodeRecord, FactRecord, SettingRecord, ThreadContent, ThreadRecord } from '../../core/memory/records.ts';
import { episodeRecordSchema, factRecordSchema, settingRecordSchema, threadRecordSchema } from '../../core/memory/records.ts';
import type { GuestProfile, Thread } from '../../core/ports.ts';
import type { GuestRows } from './guest-rows.ts';
import type { GuestVault, OpenGuest } from './guest-vault.ts';

/** Days for which each kind is kept; left out: as long as the guest. */
export interface GuestRetention {
  readonly facts?: number | undefined;
  readonly threads?: number | undefined;
  readonly turns?: number | undefined;
  readonly episodes?: number | undefined;
}

/** What is known of one guest but for the turns, as read at `revision`. */
export interface Loaded {
  readonly revision: number;
  readonly facts: FactBook;
  readonly threads: Map<string, ThreadRecord>;
  readonly episodes: Map<string, EpisodeRecord>;
  readonly settings: Map<string, SettingRecord>;
  /** Grows with each thread or episode that is written. */
  readonly writes: { count: number };
}

export type Records = Omit<Loaded, 'revision'>;

export interface GuestState {
  load(): Loaded;
  profile(): GuestProfile;
  /** A row and its op, on the state as it is inside the transaction. */
  write<T>(change: (state: Loaded) => T): T;
  close(): void;
}

export interface GuestStateDeps {
  readonly vault: GuestVault;
  readonly rows: GuestRows;
  readonly retention: GuestRetention;
  /** This memory's own write has taken the guest from one revision to the next. */
  readonly onWritten?: (from: number, to: number) => void;
}

/** Reads again what another process or the sync has written since the last call. */
export function createGuestState({ vault, rows, retention, onWritten }: GuestStateDeps, guest: OpenGuest): GuestState {
  let loaded: Loaded | null = null;
  let profile: { readonly of: Records; readonly at: string; readonly until: string; readonly profile: GuestProfile } | null = null;
  let closed = false;

  function load(): Loaded {
    if (closed) throw new FoyerError('this memory is closed', { fault: 'bug', code: 'memory-closed' });
    const row = rows.guest(guest.row);
    if (row?.keyId !== guest.keyId) throw erased();
    if (loaded?.revision !== row.revision) loaded = { revision: row.revision, ...readRecords(vault, guest, retention, rows) };
    return loaded;
  }

  return {
    load,
    profile() {
      const of = load();
      const now = vault.nowIso();
      const at = `${of.facts.version} ${of.writes.count}`;
      // A fact may end without anybody writing.
      if (profile?.of.facts !== of.facts || profile.at !== at || now >= profile.until)
        profile = { of, at, until: nextEnd(of, now), profile: profileOf(of, now) };
      return profile.profile;
    },
    write(change) {
      try {
        let from = 0;
        const result = vault.transact(() => {
          const state = load();
          from = state.revision;
          const result = change(state);
          rows.touchGuest(guest.row, vault.today());
          loaded = { ...state, revision: from + 1 };
          return result;
        });
        onWritten?.(from, from + 1);
        return result;
      } catch (error) {
        // What `change` put into the maps was not written.
        loaded = null;
        throw error;
      }
    },
    close() {
      closed = true;
      loaded = null;
      profile = null;
    },
  };
}

/** What is kept for longer than its kind may be is deleted here, when it is read. */
export function readRecords(vault: GuestVault, guest: OpenGuest, retention: GuestRetention, rows: GuestRows): Records {
  const expire = <T>(type: 'fact' | 'thread' | 'episode', records: Map<string, T>, days: number | undefined, at: (record: T) => string) => {
    if (days === undefined) return records;
    const oldest = new Date((vault.today() - days) * DAY_MS).toISOString();
    for (const [id, record] of records) {
      if (at(record) === '' || at(record) >= oldest) continue;
      rows.removeRecord(guest.row, type, id);
      records.delete(id);
    }
    return records;
  };
  const read = vault.readRecords;
  return {
    facts: createFactBook(expire('fact', read(guest, 'fact', factRecordSchema), retention.facts, factAt)),
    threads: expire('thread', read(guest, 'thread', threadRecordSchema), retention.threads, ({ thread }) => thread?.updatedAt ?? ''),
    episodes: expire('episode', read(guest, 'episode', episodeRecordSchema), retention.episodes, ({ episode }) => episode.endedAt),
    settings: read(guest, 'setting', settingRecordSchema),
    writes: { count: 0 },
  };
}

const DAY_MS = 86_400_000;

function factAt({ fact, retractedAt }: FactRecord): string {
  return retractedAt ?? fact?.recordedAt ?? '';
}

export function profileOf({ facts, threads, episodes }: Records, now: string): GuestProfile {
  const kept = [...episodes.values()].map(({ episode }) => episode).filter((episode) => !isEmptyEpisode(episode));
  const known = kept.sort((a, b) => (a.endedAt < b.endedAt ? -1 : 1));
  return {
    facts: currentFacts(facts.all(), now),
    threads: [...threads.values()]
      .sort((a, b) => (a.stamp < b.stamp ? -1 : 1))
      .flatMap(({ thread }) => (thread === null ? [] : [toThread(thread)])),
    episodes: known,
    patterns: patternsOf(known),
    doubts: doubtsOf(facts.all(), now),
  };
}

export function toThread({ threadId, topic, status, openedAt, updatedAt, goal }: ThreadContent): Thread {
  return { id: threadId, topic, status, openedAt, updatedAt, ...(goal === undefined ? {} : { goal }) };
}

/** The next moment at which a fact ends. */
function nextEnd({ facts }: Loaded, now: string): string {
  let next = '~';
  for (const { fact } of facts.all()) if (fact?.validTo !== undefined && fact.validTo > now && fact.validTo < next) next = fact.validTo;
  return next;
}

function erased(): FoyerError {
  return new FoyerError('this guest was erased', {
    fault: 'guest',
    code: 'guest-erased',
    remedy: 'End the session; the guest is unknown now.',
  });
}
