import type { MemoryItem } from '../contract/index.ts';
import type { GuestMemory, GuestStore, Log } from '../ports.ts';
import type { GuestSession } from './guest-session.ts';
import { type Kept, memoryView } from './memory-view.ts';
import { kioskMessages } from './messages.ts';
import { memoryOf, type RecognisedGuest } from './recognised-guest.ts';

/** A guest whose memory may be used, here and now. */
export interface KnownGuest {
  readonly session: GuestSession;
  readonly guest: RecognisedGuest;
  readonly memory: GuestMemory;
}

export interface MemoryAccessDeps {
  readonly guests: GuestStore | null;
  readonly log: Log;
  readonly current: () => GuestSession | null;
  /** IANA zone of the venue. */
  readonly timezone: () => string;
  /** The kiosk has said something that is answered in few words. */
  readonly expectAnswer: () => void;
  /** Memory failed; the guest is to be told. */
  readonly onFailed: (who: KnownGuest) => void;
}

export type MemoryAccess = ReturnType<typeof createMemoryAccess>;

/** ISO 8601 sorts by time: before and after all of them. */
const FIRST = '0';
const LAST = '9';

/** What work on a guest's memory begins with: who it is, what may be read, how it fails, how it is said. */
export function createMemoryAccess(deps: MemoryAccessDeps) {
  const known = (): KnownGuest | null => {
    const session = deps.current();
    const guest = session?.guest ?? null;
    const memory = memoryOf(guest);
    return session === null || guest === null || memory === null ? null : { session, guest, memory };
  };

  /** What fails is said; what the log gets holds nothing of the guest. */
  const guarded = (work: (who: KnownGuest) => void): void => {
    const who = known();
    if (who === null) return;
    try {
      work(who);
    } catch (error) {
      deps.log.error('guest memory failed', { error });
      deps.onFailed(who);
    }
  };

  const keptOf = ({ guest, memory }: KnownGuest): Kept => ({
    profile: memory.profile(),
    consents: deps.guests?.consents?.(guest.guestId) ?? [],
    turns: memory.said(FIRST, LAST),
  });
  const viewOf = (who: KnownGuest) => memoryView({ kept: keptOf(who), locale: who.session.locale, timezone: deps.timezone() });

  return {
    known,
    guarded,
    /** For what a badge alone must not do: nothing happens without the PIN. */
    verified: (work: (who: KnownGuest) => void) => () =>
      guarded((who) => {
        if (who.guest.verified) work(who);
      }),
    keptOf,
    viewOf,
    itemsOf: (who: KnownGuest): readonly MemoryItem[] => viewOf(who).groups.flatMap(({ items }) => items),
    wordsOf: ({ session }: KnownGuest) => kioskMessages(session.locale),
    say(who: KnownGuest, ...lines: readonly string[]): void {
      who.session.announce(...lines);
      deps.expectAnswer();
    },
  };
}
