import type { GuestMemory } from '../ports.ts';

/** The badge of this session, once the guest has shown one. */
export interface RecognisedGuest {
  readonly guestId: string;
  /** "May I remember you?" was put to this guest and is not answered. */
  askedConsent: boolean;
  /** Open only for guests who agreed to be remembered. */
  memory: GuestMemory | null;
  /** The badge was in use elsewhere minutes ago: nothing personal without the guest's PIN, whatever else would do. */
  copied?: boolean;
  /** The name on a badge that others printed; kept only if the guest agrees to be remembered. */
  contactName?: string;
  /** They gave their PIN in this session. */
  verified?: boolean;
  /**
   * The endpoint has told what it knows of them, or there is none. Until then somebody else may hold their badge at a kiosk that is
   * cut off, and have chosen a PIN of their own: it opens what was learnt since, and nothing is erased elsewhere.
   */
  heard: boolean;
  /** What was scanned: it proves to the endpoint that their badge was here. In this session's memory alone. */
  readonly scanned: string;
  /** By which of their PINs (GuestPins.mark()). */
  provedBy?: string;
  /** Their pseudonym in the store; there once they are remembered. */
  ref?: string;
}

/** Whether a PIN of theirs was given that no other kiosk can contradict. */
export function isProven({ verified, heard }: RecognisedGuest): boolean {
  return verified === true && heard;
}

/** Memory that may be used for this guest: of a badge that may be a copy, none before the PIN. */
export function memoryOf(guest: RecognisedGuest | null): GuestMemory | null {
  return guest === null || (guest.copied && !guest.verified) ? null : guest.memory;
}
