import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { z } from 'zod';
import { FoyerError } from '../../../core/contract/errors.ts';
import type { WordVectors } from '../../../core/memory/recall/word-vectors.ts';
import type { Fact, Log, Thread } from '../../../core/ports.ts';
import { CHANNEL_DEVICE } from '../../../core/sync/hlc.ts';
import { createBadgeVerifier } from '../../../native/badge/badge-verifier.ts';
import { mergeBadgeTrust } from '../../../native/badge/trust-list.ts';
import { KEY_BYTES, seal, unseal } from '../../../native/sqlite/guest-crypto.ts';
import { openGuestStore } from '../../../native/sqlite/guest-store.ts';
import { keptSecret } from '../../data-dir.ts';
import { createIds, createSystemClock } from '../../system.ts';
import { createCloudSync } from '../create-cloud-sync.ts';
import type { AppendRequest, RecallAnswer } from './channel-api.ts';

const PULL_MS = 5000;
const keyNameSchema = z.tuple([z.string(), z.string(), z.uuid()]);

export interface ChannelOptions {
  /** This channel's own folder: a device key, and sealed memory of the guests it serves. May be emptied between runs. */
  readonly dataDir: string;
  readonly url: string;
  /** As `foyer cloud channel-key` printed it; names the tenant and the companion. */
  readonly key: string;
  readonly log: Log;
  readonly vectors?: () => WordVectors | null;
  readonly fetch?: typeof fetch;
}

/** Memory of a companion's guests for another channel. `guest` is a handle that means nothing outside this folder. */
export interface Channel {
  /** Uses up the code that the kiosk showed the guest. @throws FoyerError "cloud-refused" for a wrong one */
  link(code: string): Promise<string>;
  /** By the badge itself, where the key has that scope. @throws FoyerError "bad-badge" */
  badge(payload: string): Promise<string>;
  /** What is known of the guest, with the turns that bear on `question`. @throws FoyerError "guest-unknown" */
  recall(guest: string, request: { readonly question?: string | undefined; readonly k?: number | undefined }): Promise<RecallAnswer>;
  /** Adds to the memory; resolves when the endpoint has it, or it is kept here to be sent. @throws FoyerError "guest-unknown" */
  append(guest: string, request: AppendRequest): Promise<void>;
  close(): Promise<void>;
}

/**
 * A channel is a kiosk without a screen: the same sealed store, sync and recall. The endpoint hands it sealed ops and the
 * guest's key against the guest's leave, and opens nothing itself.
 * @throws FoyerError code "bad-channel-key"
 */
export async function openChannel(options: ChannelOptions): Promise<Channel> {
  const { dataDir, url, key, log } = options;
  const [tenant, companionId] = readKey(key);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const ids = createIds();
  const store = openGuestStore({
    ...{ dataDir, companionId, tenant, ids, log, devicePrefix: CHANNEL_DEVICE },
    ...(options.vectors && { vectors: options.vectors }),
  });
  const sync = createCloudSync({
    store: store.sync,
    url,
    token: key,
    tenant,
    companionId,
    pushEveryMs: 2000,
    clock: createSystemClock(),
    log,
    onBadgeTrust: (trust) => mergeBadgeTrust(dataDir, tenant, trust),
    ...(options.fetch && { fetch: options.fetch }),
  });
  const verifier = createBadgeVerifier({ dataDir, tenant, log, makeKeys: false });
  const handles = createHandles(keptSecret(dataDir, 'channel-handles.key', () => randomBytes(KEY_BYTES)));

  /** Freshly pulled; the badge is shown where there is no link. */
  async function open(guest: string) {
    const who = handles.open(guest);
    const pulled = await sync.pull(who.guestId, who.badge, PULL_MS);
    // Without a network what is here serves; but not against the endpoint's word.
    if ((!pulled && sync.state === 'online') || store.consent(who.guestId) !== 'remember') throw unknownGuest(pulled);
    return store.open(who.guestId);
  }
  await sync.flush();
  return {
    link: async (code) => handles.make({ guestId: await sync.redeem(code), badge: '' }),
    async badge(payload) {
      const verdict = verifier.verify(payload);
      if (verdict.ok) return handles.make({ guestId: verdict.guestId, badge: payload });
      throw new FoyerError(`the badge is not accepted: ${verdict.reason}`, { fault: 'guest', code: 'bad-badge' });
    },
    async recall(guest, { question, k }) {
      const memory = await open(guest);
      try {
        const { facts, threads } = memory.profile();
        const turns =
          question === undefined ? [] : memory.recall(question, { ...(k !== undefined && { k }), now: new Date().toISOString() });
        return {
          facts: facts.map(({ kind, value, source }: Fact) => ({ kind, value, source })),
          threads: threads.map(({ topic, status, updatedAt }: Thread) => ({ topic, status, updatedAt })),
          turns: turns.map(({ turn: { role, text, at } }) => ({ role, text, at })),
        };
      } finally {
        memory.close();
      }
    },
    async append(guest, { session, turns = [], facts = [], threads = [] }) {
      const memory = await open(guest);
      try {
        if (memory.paused) throw new FoyerError('the guest wants nothing kept for now', { fault: 'guest', code: 'memory-paused' });
        const at = new Date().toISOString();
        memory.noteTurns(turns.map(({ role, text }) => ({ id: ids.next(), sessionId: session, role, text, at })));
        for (const fact of facts) memory.remember({ ...fact, source: 'explicit', sessionId: session, turn: 0 });
        for (const topic of threads) memory.openThread(topic);
      } finally {
        memory.close();
      }
      await sync.flush();
    },
    async close() {
      await sync.close();
      store.close();
    },
  };
}

const handleSchema = z.strictObject({ guestId: z.string(), badge: z.string() });

/** Handles hold the guest's id sealed: what calls this channel needs none, and can guess none. */
function createHandles(key: Uint8Array) {
  const CONTEXT = 'foyer channel guest';
  return {
    make: (who: z.infer<typeof handleSchema>) => seal(key.subarray(0, KEY_BYTES), JSON.stringify(who), CONTEXT).toString('base64url'),
    open(handle: string) {
      const plain = unseal(key.subarray(0, KEY_BYTES), Buffer.from(handle, 'base64url'), CONTEXT);
      if (plain !== null) return handleSchema.parse(JSON.parse(plain.toString('utf8')));
      throw new FoyerError('this guest handle is not one of this channel', { fault: 'guest', code: 'bad-handle' });
    },
  };
}

function readKey(key: string): readonly [string, string] {
  try {
    const [tenant, companion] = keyNameSchema.parse(JSON.parse(Buffer.from(key.split('.')[1] ?? '', 'base64url').toString('utf8')));
    return [tenant, companion];
  } catch (error) {
    throw new FoyerError('the channel key is not one', {
      fault: 'operator',
      code: 'bad-channel-key',
      remedy: 'Give it whole, as `foyer cloud channel-key` printed it.',
      cause: error,
    });
  }
}

function unknownGuest(pulled: boolean): FoyerError {
  return new FoyerError(pulled ? 'this guest is not remembered' : 'this guest is not known here, and the endpoint gave nothing', {
    fault: pulled ? 'guest' : 'network',
    code: 'guest-unknown',
    remedy: 'Guests agree to be remembered, and get a code for this channel, at the kiosk.',
  });
}
