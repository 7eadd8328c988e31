import type { MemoryView } from '../contract/index.ts';
import type { Clock, CloudSync, Log } from '../ports.ts';
import { LINK_CODE_MS } from '../sync/channel.ts';
import type { RecognisedGuest } from './recognised-guest.ts';

export type LinkView = NonNullable<MemoryView['link']>;

export interface MemoryLinkDeps {
  readonly sync: CloudSync | null;
  /** Page of the other channel, with {code} in it; left out: the code is typed there. */
  readonly linkUrl?: string | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/** Codes by which a guest goes on with this companion on another channel. */
export interface MemoryLink {
  /** There is an endpoint that other channels read from. */
  readonly possible: boolean;
  /** null: the endpoint cannot be reached, or refused. Never rejects. */
  make(guest: RecognisedGuest): Promise<LinkView | null>;
  /** Runs `over` when a code made now is good no longer; the returned function cancels it. */
  whenOver(over: () => void): () => void;
}

export function createMemoryLink({ sync, linkUrl, clock, log }: MemoryLinkDeps): MemoryLink {
  return {
    get possible() {
      return sync?.link !== undefined && sync.state !== 'off';
    },
    async make({ guestId, scanned }) {
      try {
        const code = await sync?.link?.(guestId, scanned);
        if (code === undefined) return null;
        return { code, text: linkUrl?.replaceAll('{code}', encodeURIComponent(code)) ?? code, expiresInMs: LINK_CODE_MS };
      } catch (error) {
        log.warn('link code not made', { error });
        return null;
      }
    },
    whenOver: (over) => clock.after(LINK_CODE_MS, over),
  };
}
