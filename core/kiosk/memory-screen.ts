import type { MemoryView, ToScreen } from '../contract/index.ts';
import type { GuestSession } from './guest-session.ts';
import type { MemoryAccess } from './memory-access.ts';
import type { MemoryExport } from './memory-export.ts';
import type { LinkView, MemoryLink } from './memory-link.ts';
import type { PinDesk } from './pin-desk.ts';

/** What is on the screen. */
export interface OpenMemory {
  /** False: only what is asked is shown, for a guest without a PIN. */
  readonly full: boolean;
  asks: { readonly what: 'erase' | 'delete'; readonly text: string; readonly yes: () => void } | null;
  codes: ({ readonly format: 'text' | 'json' } & MemoryExport) | null;
  link: LinkView | null;
  /** The entry that "that" means. */
  that: string | null;
}

export interface MemoryScreenDeps {
  readonly access: MemoryAccess;
  readonly pin: PinDesk;
  readonly link: MemoryLink;
  readonly send: (message: ToScreen) => void;
  /** Something personal is, or is no longer, on the screen. */
  readonly onPrivate: (shown: boolean) => void;
}

/** The guest's own screen as it stands: opened, drawn anew after each change, and closed with whoever proved it is theirs. */
export interface MemoryScreen {
  readonly open: OpenMemory | null;
  show(full: boolean): OpenMemory;
  /** With everything on it: as it is, or opened. */
  full(): OpenMemory;
  refresh(): void;
  close(): void;
}

export function createMemoryScreen({ access, pin, link, send, onPrivate }: MemoryScreenDeps): MemoryScreen {
  let open: OpenMemory | null = null;
  /** What is said while it is open: what is kept of the guest, as a rule. */
  let said: { readonly session: GuestSession; readonly since: number } | null = null;
  const close = () => {
    if (open === null) return;
    open = null;
    onPrivate(false);
    send({ type: 'memory', view: null });
    said?.session.withdrawSince(said.since);
    said = null;
  };
  const show = (full: boolean): OpenMemory => {
    onPrivate(true);
    const session = access.known()?.session;
    if (session !== undefined) said ??= { session, since: session.nextTurn };
    open = { full, asks: null, codes: null, link: null, that: null };
    return open;
  };
  return {
    get open() {
      return open;
    },
    show,
    full: () => (open?.full ? open : show(true)),
    refresh() {
      if (open === null) return;
      const who = access.known();
      const { full, asks, codes } = open;
      if (who === null || (full && !who.guest.verified)) return close();
      const view: MemoryView = {
        ...(full ? access.viewOf(who) : { groups: [], consent: '' }),
        paused: who.memory.paused,
        pinSet: pin.isSet(who.guest),
        asks: asks && { what: asks.what, text: asks.text },
        codes: codes && { format: codes.format, parts: codes.parts, leftOut: codes.leftOut },
        canLink: link.possible,
        link: open.link,
      };
      send({ type: 'memory', view });
    },
    close,
  };
}
