import { consentRecordSchema, type PinContent, type PinRecord, pinRecordSchema } from '../../core/memory/records.ts';
import { readStamp } from '../../core/sync/hlc.ts';
import type { GuestRows } from '../sqlite/guest-rows.ts';
import type { GuestVault, OpenGuest } from '../sqlite/guest-vault.ts';
import { tellTries, triesElsewhere } from './guest-pin-tries.ts';

export interface PinTries {
  readonly failures: number;
  readonly lockedUntilMs: number;
  readonly elsewhere: { readonly failures: number; readonly lastMs: number };
}

/** Where a guest's PIN is kept: sealed with their key beside their record, so that it syncs and goes with it. */
export interface GuestPinRecords {
  /** null: none was set, or none that stands, or nothing is kept of this guest. */
  read(guestId: string): PinContent | null;
  /**
   * @param first only with the guest's first consent, where there is none; false: it was not.
   * @throws FoyerError code "no-consent" unless the guest agreed to be remembered.
   */
  keep(guestId: string, pin: Omit<PinContent, 'changes' | 'line'>, first?: 'first'): boolean;
  /** Wrong tries since the last right one, on this kiosk and elsewhere; each of these with the time of the last. */
  tries(guestId: string): PinTries;
  /** Counts on this kiosk's disk; before a try is weighed. */
  setTries(guestId: string, tries: Pick<PinTries, 'failures' | 'lockedUntilMs'>): void;
  /** Tells the other kiosks what this one has counted; 0: the right PIN was given. */
  tellTries(guestId: string, failures: number): void;
}

/** Stamps sort by time: after all of them. */
const LATEST = '~';

export function createGuestPinRecords({ vault, rows }: { readonly vault: GuestVault; readonly rows: GuestRows }): GuestPinRecords {
  const unlocked = (guestId: string): OpenGuest | null => {
    const place = vault.place(guestId);
    return vault.unlock(place, rows.guest(place.row));
  };
  return {
    read(guestId) {
      const guest = unlocked(guestId);
      const record = guest === null ? null : readPin(vault, rows, guest);
      return guest !== null && record !== null && stands(vault, guest, lineOf(record).since) ? record.pin : null;
    },
    keep(guestId, made, first) {
      const guest = unlocked(guestId);
      if (guest === null) throw vault.noConsent();
      return vault.transact(() => {
        const before = readPin(vault, rows, guest);
        if (first !== undefined && (before !== null || !stands(vault, guest, LATEST))) return false;
        const pin = before === null ? { ...made, changes: 0 } : { ...made, changes: before.pin.changes + 1, line: lineOf(before) };
        const { stamp } = vault.queue(guest, 'pin.set', pin);
        writePin(vault, rows, guest, { pin, stamp });
        rows.setPinTries(guest.row, 0, 0);
        return true;
      });
    },
    tries(guestId) {
      const { failures = 0, lockedUntilMs = 0 } = rows.pin(vault.place(guestId).row) ?? {};
      const guest = unlocked(guestId);
      return { failures, lockedUntilMs, elsewhere: guest === null ? { failures: 0, lastMs: 0 } : triesElsewhere({ vault, rows }, guest) };
    },
    setTries: (guestId, { failures, lockedUntilMs }) => rows.setPinTries(vault.place(guestId).row, failures, lockedUntilMs),
    tellTries(guestId, failures) {
      const guest = unlocked(guestId);
      if (guest !== null) vault.transact(() => tellTries({ vault, rows }, guest, failures));
    },
  };
}

/**
 * Only the PIN that was chosen with the guest's first consent stands. Whoever holds the badge of a guest who chose none, at a
 * kiosk that does not know them yet, agrees anew and chooses one: that is worth nothing as soon as the older consent is known.
 */
function stands(vault: GuestVault, guest: OpenGuest, since: string): boolean {
  const consents = [...vault.readRecords(guest, 'consent', consentRecordSchema).values()].map(({ stamp }) => stamp);
  const device = readStamp(since)?.device;
  const own = consents.filter((stamp) => stamp < since && (device === undefined || readStamp(stamp)?.device === device));
  const given = own.reduce<string | null>((last, stamp) => (last === null || stamp > last ? stamp : last), null);
  return !consents.some((stamp) => stamp < (given ?? since) && (given !== null || readStamp(stamp)?.device !== device));
}

/**
 * A PIN that another kiosk took. Of PINs that were each changed by proof of the one before, the last stands; of two that were
 * chosen apart the one chosen first does, with what it was changed to: whoever holds the badge at a kiosk that is cut off, and
 * chooses a PIN there, must not put it in the place of the owner's, however often they change it.
 */
export function mergePin(vault: GuestVault, rows: GuestRows, guest: OpenGuest, record: PinRecord): void {
  const kept = readPin(vault, rows, guest);
  if (kept === null || outranks(record, kept)) writePin(vault, rows, guest, record);
}

function outranks(a: PinRecord, b: PinRecord): boolean {
  const [mine, other] = [lineOf(a), lineOf(b)];
  if (mine.id !== other.id) return mine.since === other.since ? mine.id < other.id : mine.since < other.since;
  return a.pin.changes === b.pin.changes ? a.stamp < b.stamp : a.pin.changes > b.pin.changes;
}

function lineOf({ pin, stamp }: PinRecord): NonNullable<PinContent['line']> {
  return pin.line ?? { id: pin.salt, since: stamp };
}

function readPin(vault: GuestVault, rows: GuestRows, guest: OpenGuest): PinRecord | null {
  const sealed = rows.pin(guest.row)?.sealed ?? null;
  return sealed === null ? null : vault.openSealed(guest, { type: 'pin', id: '', sealed }, pinRecordSchema);
}

function writePin(vault: GuestVault, rows: GuestRows, guest: OpenGuest, record: PinRecord): void {
  rows.setPin(guest.row, vault.sealFor(guest, 'pin', '', record));
}
