import { type PinTriesRecord, pinTriesRecordSchema } from '../../core/memory/records.ts';
import { readStamp } from '../../core/sync/hlc.ts';
import type { GuestRows } from '../sqlite/guest-rows.ts';
import type { GuestVault, OpenGuest } from '../sqlite/guest-vault.ts';

interface Deps {
  readonly vault: GuestVault;
  readonly rows: GuestRows;
}

/**
 * Wrong tries of a PIN at other kiosks. Each kiosk keeps one counter a guest, beside those of the others, and starts it anew when a
 * right PIN was given anywhere: whoever goes from kiosk to kiosk has no more tries than at one.
 */
export function triesElsewhere({ vault, rows }: Deps, guest: OpenGuest): { readonly failures: number; readonly lastMs: number } {
  const all = [...vault.readRecords(guest, 'tries', pinTriesRecordSchema)];
  const cleared = all.reduce((last, [, record]) => (record.cleared > last ? record.cleared : last), '');
  const counted = all.filter(([device, { stamp, failures }]) => device !== rows.meta('device') && stamp > cleared && failures > 0);
  return {
    failures: counted.reduce((sum, [, record]) => sum + record.failures, 0),
    lastMs: Math.max(0, ...counted.map(([, { stamp }]) => readStamp(stamp)?.ms ?? 0)),
  };
}

/** Tells the other kiosks of this one's counter; 0: the right PIN was given. Inside transact(). */
export function tellTries({ vault, rows }: Deps, guest: OpenGuest, failures: number): void {
  const { stamp } = vault.queue(guest, 'pin.tries', { failures });
  keep({ vault, rows }, guest, rows.meta('device') ?? '', { failures, stamp, cleared: failures === 0 ? stamp : '' });
}

/** What another kiosk told. */
export function mergeTries({ vault, rows }: Deps, guest: OpenGuest, failures: number, stamp: string): void {
  const device = readStamp(stamp)?.device;
  const own = rows.meta('device');
  if (device === undefined || device === own) return;
  keep({ vault, rows }, guest, device, { failures, stamp, cleared: failures === 0 ? stamp : '' });
  const mine = own === undefined ? null : vault.readRecord(guest, 'tries', own, pinTriesRecordSchema);
  if (failures === 0 && (mine === null || mine.stamp < stamp)) rows.setPinTries(guest.row, 0, 0);
}

function keep({ vault }: Deps, guest: OpenGuest, device: string, next: PinTriesRecord): void {
  const kept = vault.readRecord(guest, 'tries', device, pinTriesRecordSchema);
  const latest = kept === null || next.stamp > kept.stamp ? next : kept;
  const cleared = kept !== null && kept.cleared > next.cleared ? kept.cleared : next.cleared;
  vault.writeRecord(guest, 'tries', device, { ...latest, cleared });
}
