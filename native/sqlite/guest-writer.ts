import type { z } from 'zod';
import { FoyerError } from '../../core/contract/errors.ts';
import type {
  EpisodeContent,
  FactContent,
  RetractionContent,
  SettingContent,
  ThreadContent,
  ThreadDeletion,
  TurnContent,
} from '../../core/memory/records.ts';
import { episodeContentSchema, factContentSchema, threadContentSchema, turnContentSchema } from '../../core/memory/records.ts';
import { latest, mergeFact, mergeThread, retractionRecord } from '../../core/sync/merge.ts';
import type { Loaded } from './guest-state.ts';
import type { GuestVault, OpenGuest } from './guest-vault.ts';

export type GuestWriter = ReturnType<typeof createGuestWriter>;

/** Each writes one row, its op, and the state it was read from; inside a transaction. */
export function createGuestWriter(vault: GuestVault, guest: OpenGuest) {
  return {
    fact(state: Loaded, content: FactContent): void {
      const fact = valid(`a fact of kind ${content.kind}`, 'bad-fact', factContentSchema, content);
      const { stamp } = vault.queue(guest, 'fact.put', fact);
      const record = { fact, stamp, retractedAt: null };
      vault.writeRecord(guest, 'fact', fact.factId, record);
      state.facts.set(fact.factId, record);
    },
    retract(state: Loaded, factIds: readonly string[]): void {
      for (const factId of factIds) {
        const retraction: RetractionContent = { factId, at: vault.nowIso() };
        const { stamp } = vault.queue(guest, 'fact.retract', retraction);
        const record = mergeFact(state.facts.get(factId) ?? null, retractionRecord(retraction, stamp));
        vault.writeRecord(guest, 'fact', factId, record);
        state.facts.set(factId, record);
      }
    },
    thread(state: Loaded, content: ThreadContent): void {
      const thread = valid('a thread', 'bad-thread', threadContentSchema, content);
      const { stamp } = vault.queue(guest, 'thread.put', thread);
      const record = mergeThread(state.threads.get(thread.threadId) ?? null, { thread, stamp });
      vault.writeRecord(guest, 'thread', thread.threadId, record);
      state.writes.count++;
      state.threads.set(thread.threadId, record);
    },
    deleteThread(state: Loaded, deletion: ThreadDeletion): void {
      const { stamp } = vault.queue(guest, 'thread.delete', deletion);
      const record = { thread: null, stamp };
      vault.writeRecord(guest, 'thread', deletion.threadId, record);
      state.writes.count++;
      state.threads.set(deletion.threadId, record);
    },
    turn(content: TurnContent): void {
      const turn = valid('a turn', 'bad-turn', turnContentSchema, content);
      const { stamp } = vault.queue(guest, 'turn.put', turn);
      vault.writeRecord(guest, 'turn', turn.turnId, { turn, stamp });
    },
    episode(state: Loaded, content: EpisodeContent): void {
      const episode = valid('an episode', 'bad-episode', episodeContentSchema, content);
      const { stamp } = vault.queue(guest, 'episode.put', episode);
      const record = latest(state.episodes.get(episode.episodeId) ?? null, { episode, stamp });
      vault.writeRecord(guest, 'episode', episode.episodeId, record);
      state.writes.count++;
      state.episodes.set(episode.episodeId, record);
    },
    setting(state: Loaded, setting: SettingContent): void {
      const { stamp } = vault.queue(guest, 'setting.put', setting);
      const record = latest(state.settings.get(setting.name) ?? null, { setting, stamp });
      vault.writeRecord(guest, 'setting', setting.name, record);
      state.settings.set(setting.name, record);
    },
  };
}

function valid<T>(what: string, code: string, schema: z.ZodType<T>, content: T): T {
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  // What it holds is the guest's and stays out of the message.
  throw new FoyerError(`${what} cannot be kept: ${issue?.path.join('.')} ${issue?.message}`, { fault: 'bug', code });
}
