/**
 * Notices a badge that is used at two places within minutes: whoever walks in with it may not be its owner. What other
 * kiosks did with it comes with the sync; the times are kept in memory only, and for no longer than they matter.
 */
export interface CopyWatch {
  /** The badge is shown here, now. True where it was in use elsewhere too short a time ago. */
  scanned(guestId: string): boolean;
  /** Another kiosk did something for this guest at `atMs` (since 1970, by its clock). */
  elsewhere(guestId: string, atMs: number): void;
  /** Called when a badge that is in use here turns out to be in use elsewhere. Returns an unsubscribe. */
  onCopied(listener: (guestId: string) => void): () => void;
}

export interface CopyWatchOptions {
  /** Two places within this time are one too many; 0: nothing is. */
  readonly withinMs: number;
  /** Milliseconds since 1970. */
  readonly wallMs: () => number;
}

interface Sighting {
  hereMs: number | null;
  elsewhereMs: number | null;
}

const MAX_GUESTS = 2000;

export function createCopyWatch({ withinMs, wallMs }: CopyWatchOptions): CopyWatch {
  const seen = new Map<string, Sighting>();
  const listeners = new Set<(guestId: string) => void>();

  const note = (guestId: string, what: Partial<Sighting>): boolean => {
    const sighting = { hereMs: null, elsewhereMs: null, ...seen.get(guestId), ...what };
    // Set anew, so that the order of the map is that of the last sighting.
    seen.delete(guestId);
    seen.set(guestId, sighting);
    forgetOld();
    const { hereMs, elsewhereMs } = sighting;
    return withinMs > 0 && hereMs !== null && elsewhereMs !== null && Math.abs(hereMs - elsewhereMs) <= withinMs;
  };
  const forgetOld = () => {
    const nowMs = wallMs();
    for (const [guestId, { hereMs, elsewhereMs }] of seen) {
      const last = Math.max(hereMs ?? 0, elsewhereMs ?? 0);
      if (seen.size <= MAX_GUESTS && nowMs - last <= withinMs) return;
      seen.delete(guestId);
    }
  };
  return {
    scanned: (guestId) => note(guestId, { hereMs: wallMs() }),
    elsewhere(guestId, atMs) {
      const before = seen.get(guestId)?.elsewhereMs ?? Number.NEGATIVE_INFINITY;
      if (atMs <= before || !note(guestId, { elsewhereMs: atMs })) return;
      for (const listener of listeners) listener(guestId);
    },
    onCopied(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
