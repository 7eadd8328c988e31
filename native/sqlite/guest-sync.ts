import { z } from 'zod';
import { consentContentSchema } from '../../core/memory/records.ts';
import type { ContentOp, SyncOp } from '../../core/sync/op.ts';
import { opSealContext, syncOpSchema } from '../../core/sync/op.ts';
import type { SyncStore } from '../../core/sync/sync-store.ts';
import type { OpResult, PullResponse } from '../../core/sync/wire.ts';
import { applyGuestOp } from './guest-apply.ts';
import { KEY_BYTES, unseal } from './guest-crypto.ts';
import { createGuestLease } from './guest-lease.ts';
import { isClockAhead, restampAhead } from './guest-restamp.ts';
import { type GuestRow, type OutboxRow, REBUILD } from './guest-rows.ts';
import type { GuestPlace, GuestVault, OpenGuest, VaultDeps } from './guest-vault.ts';
import { parseJson } from './guest-vault.ts';

export interface GuestSyncDeps extends VaultDeps {
  readonly vault: GuestVault;
  /** Guests who are here for just this visit, by row name in hex; memory of this process only. */
  readonly visitOnly: ReadonlySet<string>;
  /** Epochs heard of for guests of whom nothing is kept here. */
  readonly epochs: Map<string, number>;
}

export function createGuestSync(deps: GuestSyncDeps): SyncStore {
  const { rows, vault, keys, companionId, log } = deps;
  const lease = createGuestLease(deps);
  // Ops of kinds that the program before did not know are still with the cloud.
  if (rows.meta('kinds') !== KNOWN_KINDS) {
    vault.transact(() => {
      rows.forgetPulled();
      rows.setMeta('kinds', KNOWN_KINDS);
    });
  }
  return {
    ...lease,
    device: rows.meta('device') ?? '',
    pending(limit) {
      const batch: SyncOp[] = [];
      for (const row of rows.oldestOps(limit)) {
        const op = readOutboxOp(deps, row);
        if (op === null) {
          log.warn('sync.outbox-row-unreadable', { kind: row.kind });
          rows.removeOp(row.opId);
          continue;
        }
        batch.push(op);
        if (op.kind === 'guest.erase') break;
      }
      return batch;
    },
    depth: rows.outboxDepth,
    settle(results) {
      let wiped = false;
      vault.transact(() => {
        restampAhead(deps, results);
        for (const result of results) {
          const row = rows.outboxOp(result.id);
          if (row === null || isClockAhead(result) || waitsForConsent(deps, row, result)) continue;
          rows.removeOp(row.opId);
          if (result.outcome === 'refused') log.warn('sync.op-refused', { kind: row.kind, reason: result.reason });
          // An erasure of ours that ends a later epoch than we knew: another kiosk's came between, perhaps after what was said here
          // since. Nobody can tell, and an erasure wins.
          else if (row.kind === 'guest.erase' || result.outcome === 'erased') wiped = wipeBefore(deps, row.guest, result.epoch) || wiped;
        }
      });
      vault.scrub();
      if (wiped) log.info('sync.guest-erased-elsewhere');
    },
    pullFrom(guestId) {
      const place = vault.place(guestId);
      if (deps.visitOnly.has(place.row.toString('hex')) || rows.erasePending(place.row)) return null;
      const row = rows.guest(place.row);
      return { guest: place.ref, epoch: row?.epoch ?? 0, since: pulledUpTo(deps, place.row, row) };
    },
    applyPull(guestId, response, since = 0) {
      const place = vault.place(guestId);
      // Both may have changed while the request was on its way.
      if (deps.visitOnly.has(place.row.toString('hex')) || rows.erasePending(place.row)) return;
      const wiped = vault.transact(() => {
        const wiped = wipeBefore(deps, place.row, response.epoch);
        mergePull(deps, place, response, since);
        return wiped;
      });
      if (wiped) vault.scrub();
    },
    get erasuresSince() {
      return Number(rows.meta('erasures') ?? 0);
    },
    applyErasures({ erasures, sequence }) {
      let wiped = false;
      vault.transact(() => {
        for (const erasure of erasures.filter(({ companion }) => companion === companionId)) {
          const row = keys.rowName(companionId, erasure.guest);
          if (rows.erasePending(row)) continue;
          if (rows.guest(row) === null) rows.putGuest(row, erasure.epoch, null, vault.today());
          else wiped = wipeBefore(deps, row, erasure.epoch) || wiped;
        }
        rows.setMeta('erasures', String(sequence));
      });
      if (wiped) vault.scrub();
    },
  };
}

const KNOWN_KINDS = syncOpSchema.options.map(({ shape }) => shape.kind.value).join(' ');

const outboxOpSchema = z.looseObject({ guest: z.string(), epoch: z.number().optional(), guestKey: z.string().optional() });

function readOutboxOp({ keys, rows, vault, tenant, companionId }: GuestSyncDeps, row: OutboxRow): SyncOp | null {
  const plain = unseal(keys.outbox, row.sealed, `foyer outbox ${row.opId}`);
  const stored = outboxOpSchema.safeParse(plain === null ? null : parseJson(plain));
  if (!stored.success) return null;
  const guest = rows.guest(row.guest);
  // An erasure names the epoch it ended. Everything else belongs to the present one: had the guest
  // been erased since, the op would be gone from here.
  const epoch = row.kind === 'guest.erase' ? stored.data.epoch : guest?.epoch;
  // With the op itself where the guest is no longer here (guest-lease.ts).
  const takesKey = row.kind === 'consent.set' && stored.data.guestKey === undefined;
  const guestKey = takesKey ? wireKey(vault.unlock({ row: row.guest, ref: stored.data.guest }, guest)) : {};
  const op = syncOpSchema.safeParse({ ...stored.data, tenant, companion: companionId, epoch, ...guestKey });
  return op.success ? op.data : null;
}

/** The consent that brings its key was refused for its stamp alone and goes out again, in its place before this op. */
function waitsForConsent({ rows }: GuestSyncDeps, op: OutboxRow, result: OpResult): boolean {
  if (result.outcome !== 'refused' || result.reason !== 'unknown-key') return false;
  const ops = rows.opsOf(op.guest);
  return ops
    .slice(
      0,
      ops.findIndex(({ opId }) => opId === op.opId),
    )
    .some(({ kind }) => kind === 'consent.set');
}

function wireKey(guest: OpenGuest | null): { guestKey: string } | null {
  return guest === null ? null : { guestKey: Buffer.from(guest.key).toString('base64') };
}

/** Forgets the guest here if the cloud is at a later epoch; true when there was something to forget. */
function wipeBefore({ rows, vault, epochs }: GuestSyncDeps, row: Buffer, epoch: number): boolean {
  const kept = rows.guest(row);
  if (kept === null) {
    if (epoch > 0) epochs.set(row.toString('hex'), epoch);
    return false;
  }
  if (epoch <= kept.epoch) return false;
  vault.wipe(row, epoch);
  return kept.wrappedKey !== null;
}

function mergePull(deps: GuestSyncDeps, place: GuestPlace, response: PullResponse, since: number): void {
  const { rows, vault, clock, log } = deps;
  const kept = rows.guest(place.row);
  if (kept !== null && response.epoch < kept.epoch) return;
  const keys = new Map(response.keys.map(({ keyId, guestKey }) => [keyId, Buffer.from(guestKey, 'base64')]));
  const ops = response.ops.flatMap((op) => {
    const known = op.guest === place.ref && op.epoch === response.epoch ? syncOpSchema.safeParse(op).data : undefined;
    return known === undefined || known.kind === 'guest.erase' ? [] : [known];
  });
  const opened = ops.map((op) => ({ op, content: openOp(op, keys) }));
  const unreadable = opened.filter(({ content }) => content === null).length;
  if (unreadable > 0) log.warn('sync.ops-unreadable', { count: unreadable });
  const consented = opened.find(({ op, content }) => op.kind === 'consent.set' && consentContentSchema.safeParse(content).success);
  let guest = vault.unlock(place, kept);
  // With something still to push, what is here is more than what came.
  const marked = (kept?.pulled ?? 0) < 0;
  const rebuilds = marked && since === 0 && rows.opsOf(place.row).length === 0;
  if (rebuilds) rows.removeRecords(place.row);
  if (guest === null) {
    const key = consented === undefined ? undefined : keys.get(consented.op.keyId);
    // Nothing is kept of a guest whose consent has not arrived.
    if (consented === undefined || key === undefined) return;
    guest = { ...place, keyId: consented.op.keyId, key };
    rows.putGuest(place.row, response.epoch, { id: guest.keyId, wrapped: vault.wrap(place, key) }, vault.today());
  }
  for (const { op, content } of opened) {
    applyGuestOp(deps, guest, op, content);
    clock.see(op.stamp);
  }
  // An open memory reads everything again after this.
  if (opened.length > 0) rows.touchGuest(place.row, vault.today());
  // Else what came before `since` was forgotten meanwhile.
  if (since <= pulledUpTo(deps, place.row, kept))
    rows.setPulled(place.row, marked && !rebuilds ? REBUILD - response.sequence : response.sequence);
}

/** Where the next pull goes on: from the start, where what is kept gives way to it and nothing is left to push. */
function pulledUpTo({ rows }: GuestSyncDeps, row: Buffer, kept: GuestRow | null): number {
  const pulled = kept?.pulled ?? 0;
  if (pulled >= 0) return pulled;
  return rows.opsOf(row).length === 0 ? 0 : REBUILD - pulled;
}

function openOp(op: ContentOp, keys: ReadonlyMap<string, Buffer>): unknown {
  const key = keys.get(op.keyId);
  const plain = key?.length === KEY_BYTES ? unseal(key, Buffer.from(op.sealed, 'base64'), opSealContext(op)) : null;
  return plain === null ? null : parseJson(plain);
}
