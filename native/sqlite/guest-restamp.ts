import { z } from 'zod';
import { type ContentOp, opSealContext, syncOpSchema } from '../../core/sync/op.ts';
import type { OpResult } from '../../core/sync/wire.ts';
import { applyGuestOp } from './guest-apply.ts';
import { seal, unseal } from './guest-crypto.ts';
import { type OutboxRow, REBUILD } from './guest-rows.ts';
import type { GuestVault, VaultDeps } from './guest-vault.ts';
import { parseJson } from './guest-vault.ts';

type Deps = VaultDeps & { readonly vault: GuestVault };

export function isClockAhead(result: OpResult): boolean {
  return result.outcome === 'refused' && result.reason === 'clock-ahead';
}

/**
 * This kiosk's clock was so far ahead that its word would stand against every later one. What is not acknowledged of the
 * guests in question is stamped anew from the endpoint's time, in its order; the rest of their memory comes again with the
 * next pull. The endpoint may have stored some of it before, and its answer been lost: it keeps the stamps it has, so once all
 * is pushed a pull from the start takes the place of what is here. Inside transact().
 */
export function restampAhead(deps: Deps, results: readonly OpResult[]): void {
  const { rows, clock, log } = deps;
  const guests = new Map<string, Buffer>();
  const ahead = new Set<string>();
  for (const result of results) {
    if (result.outcome !== 'refused' || !isClockAhead(result) || result.nowMs === undefined) continue;
    if (guests.size === 0) clock.setBack(result.nowMs);
    ahead.add(result.id);
    const guest = rows.outboxOp(result.id)?.guest;
    if (guest !== undefined) guests.set(guest.toString('hex'), guest);
  }
  if (guests.size > 0) log.warn('sync.clock-ahead', { remedy: "Set this kiosk's clock; network time keeps it right." });
  for (const guest of guests.values()) restampGuest(deps, guest, ahead);
}

function restampGuest(deps: Deps, row: Buffer, ahead: ReadonlySet<string>): void {
  const { rows, vault } = deps;
  const kept = rows.guest(row);
  if (kept !== null && kept.wrappedKey !== null && kept.keyId !== null) {
    const pin = rows.pin(row);
    rows.putGuest(row, kept.epoch, { id: kept.keyId, wrapped: kept.wrappedKey }, vault.today());
    // A clock that was wrong opens no door: neither is the PIN away until the next pull, nor are its wrong tries.
    if (pin?.sealed) rows.setPin(row, pin.sealed);
    if (pin !== null) rows.setPinTries(row, pin.failures, pin.lockedUntilMs);
    rows.setPulled(row, REBUILD);
    rows.removeRecords(row);
  }
  const ops = rows.opsOf(row).flatMap((op) => {
    const stored = op.kind === 'guest.erase' ? null : openRow(deps, op);
    return stored === null ? [] : [{ op, stored }];
  });
  for (const { op, stored } of ops) {
    const guest = vault.unlock({ row, ref: stored.guest }, kept);
    // Of a guest who is not here any more the key went along with the consent (guest-lease.ts).
    const gone = ops.find(({ stored: one }) => one.keyId === stored.keyId && one.guestKey !== undefined)?.stored.guestKey;
    const key = guest?.keyId === stored.keyId ? guest.key : gone === undefined ? null : Buffer.from(gone, 'base64');
    const content = key === null ? null : restampOp(deps, key, op, stored);
    if (content !== null && content.op !== undefined && guest?.keyId === stored.keyId) applyGuestOp(deps, guest, content.op, content.value);
    // Without its key it cannot be sealed again, and would be refused for ever.
    if (content === null && ahead.has(op.opId)) rows.removeOp(op.opId);
  }
}

const storedSchema = z.looseObject({
  id: z.string(),
  guest: z.string(),
  keyId: z.string(),
  stamp: z.string(),
  sealed: z.string(),
  guestKey: z.string().optional(),
});
type Stored = z.infer<typeof storedSchema>;

function openRow({ keys }: Deps, { opId, sealed }: OutboxRow): Stored | null {
  const plain = unseal(keys.outbox, sealed, `foyer outbox ${opId}`);
  return plain === null ? null : (storedSchema.safeParse(parseJson(plain)).data ?? null);
}

/** The op as it is now, with its content; null when the key is not the one. */
function restampOp(
  { rows, keys, tenant, companionId, clock }: Deps,
  key: Uint8Array,
  { opId, kind }: OutboxRow,
  stored: Stored,
): { readonly op: ContentOp | undefined; readonly value: unknown } | null {
  const name = { id: opId, tenant, companion: companionId, guest: stored.guest, kind };
  const content = unseal(key, Buffer.from(stored.sealed, 'base64'), opSealContext({ ...name, stamp: stored.stamp }));
  if (content === null) return null;
  const stamp = clock.next();
  const sealed = seal(key, content, opSealContext({ ...name, stamp })).toString('base64');
  rows.replaceOp(opId, seal(keys.outbox, JSON.stringify({ ...stored, stamp, sealed }), `foyer outbox ${opId}`));
  const guestKey = kind === 'consent.set' ? { guestKey: Buffer.from(key).toString('base64') } : {};
  const op = syncOpSchema.safeParse({ ...name, keyId: stored.keyId, stamp, sealed, epoch: 0, ...guestKey }).data;
  return { op: op?.kind === 'guest.erase' ? undefined : op, value: parseJson(content) };
}
