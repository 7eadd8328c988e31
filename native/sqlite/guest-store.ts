import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { FoyerError } from '../../core/contract/errors.ts';
import { consentEffect } from '../../core/memory/consent.ts';
import type { FactHistoryEntry } from '../../core/memory/facts.ts';
import { factHistory } from '../../core/memory/facts.ts';
import type { WordVectors } from '../../core/memory/recall/word-vectors.ts';
import type { ConsentRecord, EpisodeContent, TurnContent } from '../../core/memory/records.ts';
import { consentRecordSchema, turnRecordSchema } from '../../core/memory/records.ts';
import type { Consent, GuestStore, Ids, Log, LoggedConsent, Thread } from '../../core/ports.ts';
import { createHybridClock } from '../../core/sync/hlc.ts';
import type { SyncStore } from '../../core/sync/sync-store.ts';
import { createGuestPinRecords, type GuestPinRecords } from '../badge/guest-pin-records.ts';
import { deriveDeviceKeys, KEY_BYTES } from './guest-crypto.ts';
import { loadDeviceKey } from './guest-device-key.ts';
import { createGuestMemory } from './guest-memory.ts';
import type { GuestRows } from './guest-rows.ts';
import { createGuestRows } from './guest-rows.ts';
import { GUEST_MIGRATIONS } from './guest-schema.ts';
import { type GuestRetention, profileOf, readRecords } from './guest-state.ts';
import { createGuestSync } from './guest-sync.ts';
import { bySaid } from './guest-turns.ts';
import type { GuestPlace, GuestVault, OpenGuest } from './guest-vault.ts';
import { createGuestVault, pseudonymOf } from './guest-vault.ts';
import { openDatabase } from './open-database.ts';

export interface GuestStoreOptions {
  /** Holds memory.sqlite and keys/device.key; both are made when missing. */
  readonly dataDir: string;
  readonly companionId: string;
  /** Whose guests they are; `sync.tenant` of the configuration. */
  readonly tenant: string;
  /** UUIDv7, or the cloud refuses the ops. */
  readonly ids: Ids;
  readonly log: Log;
  /** Guests who did not come for this long are forgotten on this kiosk when the store opens. Default: never. */
  readonly retentionDays?: number;
  /** How long each kind of memory is kept. Default: as long as the guest. */
  readonly retention?: GuestRetention;
  /** `retention.turns`, for those who set no other. */
  readonly turnDays?: number;
  /** Milliseconds since 1970, the real ones even where the venue's clock is pinned. */
  readonly wallMs?: () => number;
  readonly random?: (bytes: number) => Uint8Array;
  /** A guest was erased, here or by another kiosk: what else is kept of theirs under this pseudonym has to go, too. */
  readonly onErased?: (pseudonym: string) => void;
  /** Goes before the name of this device in stamps, when it gets one: CHANNEL_DEVICE. Default: nothing. */
  readonly devicePrefix?: string;
  /** Word vectors for recall by meaning, asked for at the first recall. Default: none. */
  readonly vectors?: () => WordVectors | null;
}

/** Everything known of one guest, for staff with a reason and for the guest's own export. */
export interface GuestRecord {
  readonly consents: readonly LoggedConsent[];
  readonly facts: readonly FactHistoryEntry[];
  readonly threads: readonly Thread[];
  /** Earlier visits in short, oldest first. */
  readonly episodes: readonly EpisodeContent[];
  /** Nothing is kept until the guest takes this back. */
  readonly paused: boolean;
  /** What was said, oldest first. */
  readonly turns: readonly TurnContent[];
}

export interface SqliteGuestStore extends GuestStore {
  /** What host/cloud/create-cloud-sync.ts works on. */
  readonly sync: SyncStore;
  /** Everything known of the guest, or null when nothing is kept. */
  inspect(guestId: string): GuestRecord | null;
  /** A name for log lines by which nobody can tell the badge. */
  pseudonym(guestId: string): string;
  /** For native/badge/guest-pin.ts. */
  readonly pins: GuestPinRecords;
}

/**
 * Guest memory in DIR/memory.sqlite: sealed per guest, keyed by (companion, guest).
 * @throws FoyerError code "memory-key-mismatch" when the database was written with another device key.
 */
export function openGuestStore(options: GuestStoreOptions): SqliteGuestStore {
  const { dataDir, companionId, tenant, ids, log, wallMs = Date.now, random = randomBytes, vectors = () => null } = options;
  const keys = deriveDeviceKeys(loadDeviceKey(dataDir, { log, random }));
  const path = join(dataDir, 'memory.sqlite');
  const db = openDatabase(path, GUEST_MIGRATIONS);
  // A guest was told "noted": that must also survive a power cut.
  db.pragma('synchronous = FULL');
  const rows = createGuestRows(db, companionId);
  try {
    settleMeta(rows, { path, fingerprint: keys.fingerprint, device: `${options.devicePrefix ?? ''}${ids.next()}` });
  } catch (error) {
    db.close();
    throw error;
  }
  const clock = createHybridClock({ device: rows.meta('device') ?? '', wallMs, last: rows.meta('clock') });
  const deps = { db, rows, keys, clock, companionId, tenant, ids, log, wallMs, onErased: options.onErased };
  const vault = createGuestVault(deps);
  const retention: GuestRetention = { ...options.retention, turns: options.retention?.turns ?? options.turnDays };
  const state = { vault, rows, random, retention, visitOnly: new Set<string>(), epochs: new Map<string, number>() };
  // An erasure that a power cut kept from its end.
  vault.scrub();
  if (options.retentionDays !== undefined) forgetStale(vault, rows, options.retentionDays, log);

  return {
    consent: (guestId) => consentOf(state, vault.place(guestId)),
    setConsent: (guestId, answer, textVersion, kiosk) => setConsent(state, vault.place(guestId), answer, textVersion, kiosk),
    open(guestId) {
      const place = vault.place(guestId);
      const guest = vault.unlock(place, rows.guest(place.row));
      if (guest !== null) {
        rows.touchGuest(place.row, vault.today());
        return createGuestMemory({ vault, rows, ids, vectors, retention }, guest);
      }
      throw vault.noConsent();
    },
    erase(guestId) {
      const place = vault.place(guestId);
      erase(state, place);
      state.visitOnly.delete(place.row.toString('hex'));
    },
    eraseHere(guestId) {
      const { row } = vault.place(guestId);
      vault.transact(() => vault.forgetHere(row));
      vault.scrub();
    },
    heardOf: (guestId) => (rows.guest(vault.place(guestId).row)?.pulled ?? 0) > 0,
    inspect: (guestId) => inspect(state, vault.place(guestId)),
    pseudonym: (guestId) => pseudonymOf(vault.place(guestId).row),
    consents(guestId) {
      const place = vault.place(guestId);
      const guest = vault.unlock(place, rows.guest(place.row));
      return guest === null ? [] : consentsOf(vault, guest);
    },
    pins: createGuestPinRecords({ vault, rows }),
    sync: createGuestSync({ ...deps, ...state }),
    close() {
      if (!db.open) return;
      vault.scrub();
      db.close();
    },
  };
}

interface State {
  readonly vault: GuestVault;
  readonly rows: GuestRows;
  readonly random: (bytes: number) => Uint8Array;
  readonly retention: GuestRetention;
  readonly visitOnly: Set<string>;
  readonly epochs: Map<string, number>;
}

function consentOf({ vault, rows, visitOnly }: State, place: GuestPlace): Consent {
  if (visitOnly.has(place.row.toString('hex'))) return 'visit-only';
  return vault.unlock(place, rows.guest(place.row)) === null ? 'unknown' : 'remember';
}

function setConsent(state: State, place: GuestPlace, answer: Exclude<Consent, 'unknown'>, textVersion: string, kiosk?: string): void {
  const { vault, rows, visitOnly } = state;
  const guest = vault.unlock(place, rows.guest(place.row));
  const present = guest === null ? null : (latestConsent(vault, guest)?.consent.textVersion ?? null);
  const effect = consentEffect({ consent: guest === null ? 'unknown' : 'remember', textVersion: present }, answer, textVersion);
  if (effect === 'forget') erase(state, place);
  if (answer === 'visit-only') visitOnly.add(place.row.toString('hex'));
  else visitOnly.delete(place.row.toString('hex'));
  if (effect === 'grant' || effect === 'renew') logConsent(state, place, guest, { textVersion, kiosk });
}

function logConsent(
  { vault, rows, random, epochs }: State,
  place: GuestPlace,
  known: OpenGuest | null,
  { textVersion, kiosk }: { readonly textVersion: string; readonly kiosk: string | undefined },
): void {
  vault.transact(() => {
    const guest = known ?? { ...place, keyId: crypto.randomUUID(), key: random(KEY_BYTES) };
    if (known === null) {
      const epoch = Math.max(rows.guest(place.row)?.epoch ?? 0, epochs.get(place.row.toString('hex')) ?? 0);
      rows.putGuest(place.row, epoch, { id: guest.keyId, wrapped: vault.wrap(place, guest.key) }, vault.today());
    }
    const consent = { consent: 'remember' as const, textVersion, at: vault.nowIso(), ...(kiosk === undefined ? {} : { kiosk }) };
    const { id, stamp } = vault.queue(guest, 'consent.set', consent);
    vault.writeRecord(guest, 'consent', id, { consent, stamp });
    rows.touchGuest(place.row, vault.today());
  });
}

function erase({ vault, rows, epochs }: State, place: GuestPlace): void {
  vault.transact(() => {
    const epoch = Math.max(rows.guest(place.row)?.epoch ?? 0, epochs.get(place.row.toString('hex')) ?? 0);
    vault.wipe(place.row, epoch + 1);
    vault.queueErasure(place, epoch);
  });
  vault.scrub();
}

function inspect({ vault, rows, retention }: State, place: GuestPlace): GuestRecord | null {
  const guest = vault.unlock(place, rows.guest(place.row));
  if (guest === null) return null;
  const records = readRecords(vault, guest, retention, rows);
  const { threads, episodes } = profileOf(records, vault.nowIso());
  const turns = [...vault.readRecords(guest, 'turn', turnRecordSchema).values()].sort(bySaid).map(({ turn }) => turn);
  const paused = records.settings.get('paused')?.setting.value === true;
  return { consents: consentsOf(vault, guest), facts: factHistory(records.facts.all()), threads, episodes, paused, turns };
}

function consentsOf(vault: GuestVault, guest: OpenGuest): LoggedConsent[] {
  return [...vault.readRecords(guest, 'consent', consentRecordSchema).values()].map(({ consent }) => ({
    at: consent.at,
    textVersion: consent.textVersion,
    ...(consent.kiosk === undefined ? {} : { kiosk: consent.kiosk }),
  }));
}

function latestConsent(vault: GuestVault, guest: OpenGuest): ConsentRecord | null {
  const all = [...vault.readRecords(guest, 'consent', consentRecordSchema).values()];
  return all.reduce<ConsentRecord | null>((last, next) => (last === null || next.stamp > last.stamp ? next : last), null);
}

function forgetStale(vault: GuestVault, rows: GuestRows, retentionDays: number, log: Log): void {
  const stale = rows.untouchedSince(vault.today() - retentionDays);
  if (stale.length === 0) return;
  vault.transact(() => {
    for (const row of stale) {
      rows.removeRecords(row);
      rows.removeContentOps(row);
      rows.removeGuest(row);
    }
    vault.dueForRewrite();
  });
  vault.scrub();
  log.info('memory.retention', { forgotten: stale.length });
}

function settleMeta(rows: GuestRows, { path, fingerprint, device }: { path: string; fingerprint: string; device: string }): void {
  if (rows.meta('device') === undefined) rows.setMeta('device', device);
  const written = rows.meta('device-key');
  if (written === undefined) rows.setMeta('device-key', fingerprint);
  else if (written !== fingerprint) {
    throw new FoyerError(`${path} was written with another device key than the one in keys/device.key`, {
      fault: 'device',
      code: 'memory-key-mismatch',
      remedy: 'Restore keys/device.key from a backup, or move memory.sqlite away to start with an empty memory.',
    });
  }
}
