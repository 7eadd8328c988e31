import type { SyncStore } from '../../core/sync/sync-store.ts';
import { seal, unseal } from './guest-crypto.ts';
import type { GuestVault, VaultDeps } from './guest-vault.ts';
import { parseJson } from './guest-vault.ts';

const DAY_MS = 86_400_000;
/** A lease is noted no oftener than this: the disk is written through each time. */
const NOTE_MS = 600_000;

/** Whose keys this kiosk may still use; see SyncStore. */
export function createGuestLease(
  deps: VaultDeps & { readonly vault: GuestVault },
): Pick<SyncStore, 'contacted' | 'expireLeases' | 'goBlind'> {
  const { rows, vault, wallMs, log } = deps;
  const read = (name: string) => Number(rows.meta(name) ?? Number.NaN);
  /** The latest time this kiosk has ever seen: a clock that is set back prolongs nothing. */
  const nowMs = () => {
    const [wall, seen] = [wallMs(), read('latest')];
    if (!(wall < seen + NOTE_MS)) rows.setMeta('latest', String(wall));
    return seen > wall ? seen : wall;
  };
  return {
    contacted() {
      const wall = wallMs();
      if (Math.abs(wall - read('contact')) < NOTE_MS) return;
      vault.transact(() => {
        rows.setMeta('contact', String(wall));
        rows.setMeta('latest', String(wall));
      });
    },
    expireLeases(leaseMs) {
      if (rows.meta('contact') === undefined) rows.setMeta('contact', String(wallMs()));
      const now = nowMs();
      const blind = now - read('contact') > leaseMs;
      const stale = rows.untouchedSince(blind ? Number.MAX_SAFE_INTEGER : Math.floor((now - leaseMs) / DAY_MS));
      if (stale.length === 0) return;
      vault.transact(() => {
        for (const row of stale) evict(deps, row);
        vault.dueForRewrite();
      });
      vault.scrub();
      log.info('sync.leases-expired', { guests: stale.length, blind });
    },
    goBlind() {
      const all = rows.untouchedSince(Number.MAX_SAFE_INTEGER);
      const unsent = rows.oldestOps(1).length > 0;
      if (all.length === 0 && !unsent) return false;
      vault.transact(() => {
        for (const row of all) {
          rows.removeRecords(row);
          rows.removeGuest(row);
        }
        for (const { opId } of rows.oldestOps(Number.MAX_SAFE_INTEGER)) rows.removeOp(opId);
        vault.dueForRewrite();
      });
      vault.scrub();
      return true;
    },
  };
}

/** Forgets the guest here, whom the cloud remembers. What it does not have yet stays in the outbox, with its key. */
function evict({ rows, keys, vault, wallMs }: VaultDeps & { readonly vault: GuestVault }, row: Buffer): void {
  const kept = rows.guest(row);
  const unsent = rows.opsOf(row);
  for (const { opId, kind, sealed } of unsent) {
    const context = `foyer outbox ${opId}`;
    const plain = kind === 'consent.set' ? unseal(keys.outbox, sealed, context) : null;
    const op = plain === null ? null : parseJson(plain);
    if (typeof op !== 'object' || op === null || !('guest' in op) || typeof op.guest !== 'string') continue;
    const guest = vault.unlock({ row, ref: op.guest }, kept);
    const guestKey = guest === null ? {} : { guestKey: Buffer.from(guest.key).toString('base64') };
    rows.replaceOp(opId, seal(keys.outbox, JSON.stringify({ ...guestKey, ...op }), context));
  }
  rows.removeRecords(row);
  if (unsent.length === 0 && kept?.epoch === 0) rows.removeGuest(row);
  else rows.putGuest(row, kept?.epoch ?? 0, null, Math.floor(wallMs() / DAY_MS));
}
