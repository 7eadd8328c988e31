import type { Connection, Payload } from '../contract/index.ts';
import { payloadBytes } from './limits.ts';

/** Bytes that may wait for a listener before the link is given up. */
const MAX_WAITING_BYTES = 32 * 1024 * 1024;

export interface Inbox {
  /** A payload arrived. */
  deliver(payload: Payload): void;
  /** The link is gone; what arrived before is still delivered first. */
  closed(reason: string): void;
  readonly isClosed: boolean;
  readonly onPayload: Connection['onPayload'];
  readonly onClose: Connection['onClose'];
}

/**
 * The receiving half that every transport shares: one listener at a time, payloads kept in order
 * until there is one, and the end told once, after the last payload.
 * @param options.onOverflow called once when too much waits for a listener; the transport closes.
 */
export function createInbox(options: { readonly onOverflow: () => void }): Inbox {
  const waiting: Payload[] = [];
  const closeListeners = new Set<(reason: string) => void>();
  let listener: ((payload: Payload) => void) | null = null;
  let waitingBytes = 0;
  let closeReason: string | null = null;
  let told = false;

  const drain = () => {
    while (listener !== null && waiting.length > 0) {
      const payload = waiting.shift() as Payload;
      waitingBytes -= payloadBytes(payload);
      listener(payload);
    }
    if (closeReason === null || told) return;
    // With nobody listening there is nobody to deliver the rest to.
    waiting.length = 0;
    told = true;
    for (const tell of closeListeners) tell(closeReason);
    closeListeners.clear();
  };

  return {
    get isClosed() {
      return closeReason !== null;
    },
    deliver(payload) {
      if (closeReason !== null) return;
      waiting.push(payload);
      waitingBytes += payloadBytes(payload);
      if (waitingBytes > MAX_WAITING_BYTES) options.onOverflow();
      else drain();
    },
    closed(reason) {
      if (closeReason !== null) return;
      closeReason = reason;
      drain();
    },
    onPayload(next) {
      if (listener !== null) throw new Error('this connection has a payload listener already');
      listener = next;
      // Later, so that the caller has its unsubscribe before the first payload comes.
      queueMicrotask(drain);
      return () => {
        if (listener === next) listener = null;
      };
    },
    onClose(next) {
      if (told) {
        next(closeReason ?? '');
        return () => undefined;
      }
      closeListeners.add(next);
      return () => {
        closeListeners.delete(next);
      };
    },
  };
}
