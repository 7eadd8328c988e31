import type { z } from 'zod';
import {
  consentContentSchema,
  episodeContentSchema,
  episodeRecordSchema,
  factContentSchema,
  factRecordSchema,
  pinContentSchema,
  pinTriesContentSchema,
  retractionContentSchema,
  settingContentSchema,
  settingRecordSchema,
  threadContentSchema,
  threadDeletionSchema,
  threadRecordSchema,
  turnContentSchema,
} from '../../core/memory/records.ts';
import { latest, mergeFact, mergeThread, retractionRecord } from '../../core/sync/merge.ts';
import type { ContentOp } from '../../core/sync/op.ts';
import { mergePin } from '../badge/guest-pin-records.ts';
import { mergeTries } from '../badge/guest-pin-tries.ts';
import type { GuestRows, RecordType } from './guest-rows.ts';
import type { GuestVault, OpenGuest } from './guest-vault.ts';

/** Merges what another device wrote into the guest's rows. Content that is not as its kind has it is left out. */
export function applyGuestOp(
  { vault, rows }: { readonly vault: GuestVault; readonly rows: GuestRows },
  guest: OpenGuest,
  op: ContentOp,
  content: unknown,
): void {
  const { stamp } = op;
  const merge = <T extends object>(type: RecordType, id: string, schema: z.ZodType<T>, merged: (kept: T | null) => T) =>
    vault.writeRecord(guest, type, id, merged(vault.readRecord(guest, type, id, schema)));
  const as = <T>(schema: z.ZodType<T>, apply: (content: T) => void) => {
    const parsed = schema.safeParse(content);
    if (parsed.success) apply(parsed.data);
  };
  switch (op.kind) {
    case 'consent.set':
      as(consentContentSchema, (consent) => vault.writeRecord(guest, 'consent', op.id, { consent, stamp }));
      break;
    case 'fact.put':
      as(factContentSchema, (fact) =>
        merge('fact', fact.factId, factRecordSchema, (kept) => mergeFact(kept, { fact, stamp, retractedAt: null })),
      );
      break;
    case 'fact.retract':
      as(retractionContentSchema, (retraction) =>
        merge('fact', retraction.factId, factRecordSchema, (kept) => mergeFact(kept, retractionRecord(retraction, stamp))),
      );
      break;
    case 'thread.put':
      as(threadContentSchema, (thread) =>
        merge('thread', thread.threadId, threadRecordSchema, (kept) => mergeThread(kept, { thread, stamp })),
      );
      break;
    case 'pin.tries':
      as(pinTriesContentSchema, ({ failures }) => mergeTries({ vault, rows }, guest, failures, stamp));
      break;
    case 'thread.delete':
      as(threadDeletionSchema, ({ threadId }) =>
        merge('thread', threadId, threadRecordSchema, (kept) => mergeThread(kept, { thread: null, stamp })),
      );
      break;
    case 'pin.set':
      as(pinContentSchema, (pin) => mergePin(vault, rows, guest, { pin, stamp }));
      break;
    case 'turn.put':
      as(turnContentSchema, (turn) => {
        // Never changes: a second one of its name is a channel's that made no new name.
        if (rows.record(guest.row, 'turn', turn.turnId) === null) vault.writeRecord(guest, 'turn', turn.turnId, { turn, stamp });
      });
      break;
    case 'episode.put':
      as(episodeContentSchema, (episode) =>
        merge('episode', episode.episodeId, episodeRecordSchema, (kept) => latest(kept, { episode, stamp })),
      );
      break;
    case 'setting.put':
      as(settingContentSchema, (setting) =>
        merge('setting', setting.name, settingRecordSchema, (kept) => latest(kept, { setting, stamp })),
      );
      break;
  }
}
