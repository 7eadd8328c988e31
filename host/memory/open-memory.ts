import type { CopyWatch } from '../../core/badge/copy-watch.ts';
import type { Capability, KioskConfig } from '../../core/contract/index.ts';
import type { CloudSync, GuestPins, GuestStore, Log } from '../../core/ports.ts';
import { createGuestPins } from '../../native/badge/guest-pin.ts';
import { mergeBadgeTrust } from '../../native/badge/trust-list.ts';
import { openGuestStore } from '../../native/sqlite/guest-store.ts';
import { createCloudSync, type KioskCloudSync } from '../cloud/create-cloud-sync.ts';
import { loadDeviceIdentity } from '../cloud/device-identity.ts';
import { type HostParts, unavailable } from '../parts.ts';
import { createIds, createSystemClock } from '../system.ts';
import { createWordVectors } from '../word-vectors.ts';

export interface OpenMemoryOptions {
  readonly dataDir: string;
  readonly config: KioskConfig;
  readonly parts: Pick<HostParts, 'set'>;
  readonly copies: CopyWatch;
  readonly log: Log;
}

export interface OpenedMemory {
  readonly guests: GuestStore | null;
  readonly pins: GuestPins | null;
  readonly sync: CloudSync | null;
  /** Ops that wait to be sent. */
  readonly queueDepth: () => number;
}

const NO_MEMORY: OpenedMemory = { guests: null, pins: null, sync: null, queueDepth: () => 0 };

/**
 * Guests' memory, their PINs, and its sync with the endpoint. Where it cannot be opened, guests are served without.
 * @param onErased told the pseudonym of a guest who was forgotten
 */
export function openMemory(
  { dataDir, config, parts, copies, log }: OpenMemoryOptions,
  onErased: (pseudonym: string) => void,
): OpenedMemory {
  if (!config.memory.enabled) return NO_MEMORY;
  const { tenant, url, tokenEnv, pushEveryMs, leaseDays } = config.sync;
  const companionId = config.companion.id;
  try {
    const guests = openGuestStore({
      dataDir,
      companionId,
      tenant,
      ids: createIds(),
      log,
      retentionDays: config.memory.retentionDays,
      turnDays: config.memory.turnDays,
      retention: config.memory.retention,
      vectors: createWordVectors(log),
      onErased,
    });
    const pins = createGuestPins({ records: guests.pins });
    parts.set('memory', { state: 'ready' });
    const queueDepth = () => guests.sync.depth?.() ?? 0;
    if (url === undefined) return { guests, pins, sync: null, queueDepth };
    const clock = createSystemClock();
    const sync = createCloudSync({
      store: guests.sync,
      url,
      token: process.env[tokenEnv],
      identity: () => loadDeviceIdentity(dataDir),
      leaseMs: leaseDays * 86_400_000,
      tenant,
      companionId,
      pushEveryMs,
      clock,
      log,
      // Badges issued elsewhere are good here as soon as the endpoint has told who signs them.
      onElsewhere: copies.elsewhere,
      onBadgeTrust: (trust) => mergeBadgeTrust(dataDir, tenant, trust, { trustKey: config.badges.trustKey }),
    });
    const tell = () => parts.set('sync', syncCapability(sync));
    tell();
    sync.onState(tell);
    return { guests, pins, sync, queueDepth };
  } catch (error) {
    log.error('no memory', { error });
    parts.set('memory', unavailable(error));
    return NO_MEMORY;
  }
}

function syncCapability(sync: KioskCloudSync): Capability {
  if (sync.problem !== null) return unavailable(sync.problem);
  // Without a problem, and not there: it has not been tried yet.
  return { state: sync.state === 'online' ? 'ready' : 'starting' };
}
