import type { Connection, Payload } from '../contract/index.ts';
import { createInbox, type Inbox } from './inbox.ts';
import { MAX_PAYLOAD_BYTES, OVERFLOWED, OVERSIZED, payloadBytes } from './limits.ts';

/**
 * Two ends of a link inside one process, for tests and for hosts without a screen of their own.
 * Payloads arrive in a later microtask, as copies.
 */
export function createMemoryPair(): [Connection, Connection] {
  let closed = false;
  const close = (reason: string) => {
    if (closed) return;
    closed = true;
    // Behind the payloads that are under way.
    queueMicrotask(() => {
      left.closed(reason);
      right.closed(reason);
    });
  };
  const left = createInbox({ onOverflow: () => close(OVERFLOWED) });
  const right = createInbox({ onOverflow: () => close(OVERFLOWED) });
  const end = (own: Inbox, other: Inbox): Connection => {
    let buffered = 0;
    return {
      send(payload) {
        if (closed) return;
        const bytes = payloadBytes(payload);
        if (bytes > MAX_PAYLOAD_BYTES) {
          close(OVERSIZED);
          return;
        }
        const sent = copy(payload);
        buffered += bytes;
        queueMicrotask(() => {
          buffered -= bytes;
          other.deliver(sent);
        });
      },
      onPayload: own.onPayload,
      onClose: own.onClose,
      close,
      get bufferedBytes() {
        return buffered;
      },
    };
  };
  return [end(left, right), end(right, left)];
}

function copy(payload: Payload): Payload {
  return typeof payload === 'string' ? payload : payload.slice();
}
