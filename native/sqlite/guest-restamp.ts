import { z } from 'zod';
import { opSealContext, syncOpSchema } from '../../core/sync/op.ts';
import type { OpResult } from '../../core/sync/wire.ts';
import { applyGuestOp } from './guest-apply.ts';
import { seal, unseal } from './guest-crypto.ts';
import type { OutboxRow } from './guest-rows.ts';
import type { GuestVault, OpenGuest, VaultDeps } from './guest-vault.ts';
import { parseJson } from './guest-vault.ts';

type Deps = VaultDeps & { readonly vault: GuestVault };

export function isClockAhead(result: OpResult): boolean {
  return result.outcome === 'refused' && result.reason === 'clock-ahead';
}

/**
 * This kiosk's clock was so far ahead that its word would stand against every later one. What is not acknowledged of the
 * guests in question is stamped anew from the endpoint's time, in its order; the rest of their memory comes again with the
 * next pull. Inside transact().
 */
export function restampAhead(deps: Deps, results: readonly OpResult[]): void {
  const { rows, clock, log } = deps;
  const guests = new Map<string, Buffer>();
  for (const result of results) {
    if (result.outcome !== 'refused' || !isClockAhead(result) || result.nowMs === undefined) continue;
    if (guests.size === 0) clock.setBack(result.nowMs);
    const guest = rows.outboxOp(result.id)?.guest;
    if (guest !== undefined) guests.set(guest.toString('hex'), guest);
  }
  if (guests.size > 0) log.warn('sync.clock-ahead', { remedy: "Set this kiosk's clock; network time keeps it right." });
  for (const guest of guests.values()) restampGuest(deps, guest);
}

function restampGuest(deps: Deps, row: Buffer): void {
  const { rows, vault } = deps;
  const kept = rows.guest(row);
  if (kept !== null && kept.wrappedKey !== null && kept.keyId !== null) {
    rows.putGuest(row, kept.epoch, { id: kept.keyId, wrapped: kept.wrappedKey }, vault.today());
    rows.removeRecords(row);
  }
  for (const op of rows.opsOf(row)) {
    if (op.kind === 'guest.erase') continue;
    const stored = openRow(deps, op);
    const guest = stored === null ? null : vault.unlock({ row, ref: stored.guest }, kept);
    // Without the key it could not be sealed again, and would be refused for ever.
    if (stored === null || guest === null || guest.keyId !== stored.keyId || !restampOp(deps, guest, op, stored)) rows.removeOp(op.opId);
  }
}

const storedSchema = z.looseObject({
  id: z.string(),
  guest: z.string(),
  keyId: z.string(),
  stamp: z.string(),
  sealed: z.string(),
});
type Stored = z.infer<typeof storedSchema>;

function openRow({ keys }: Deps, { opId, sealed }: OutboxRow): Stored | null {
  const plain = unseal(keys.outbox, sealed, `foyer outbox ${opId}`);
  return plain === null ? null : (storedSchema.safeParse(parseJson(plain)).data ?? null);
}

function restampOp(deps: Deps, guest: OpenGuest, { opId, kind }: OutboxRow, stored: Stored): boolean {
  const { rows, keys, tenant, companionId, clock } = deps;
  const name = { id: opId, tenant, companion: companionId, guest: guest.ref, kind };
  const content = unseal(guest.key, Buffer.from(stored.sealed, 'base64'), opSealContext({ ...name, stamp: stored.stamp }));
  if (content === null) return false;
  const stamp = clock.next();
  const sealed = seal(guest.key, content, opSealContext({ ...name, stamp })).toString('base64');
  rows.replaceOp(opId, seal(keys.outbox, JSON.stringify({ ...stored, stamp, sealed }), `foyer outbox ${opId}`));
  const key = kind === 'consent.set' ? { guestKey: Buffer.from(guest.key).toString('base64') } : {};
  const op = syncOpSchema.safeParse({ ...name, keyId: guest.keyId, stamp, sealed, epoch: 0, ...key }).data;
  if (op !== undefined && op.kind !== 'guest.erase') applyGuestOp(deps, guest, op, parseJson(content));
  return true;
}
