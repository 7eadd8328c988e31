import type { Connection, Payload } from '../contract/index.ts';
import { createInbox } from './inbox.ts';
import { CONNECTION_LOST, MAX_PAYLOAD_BYTES, OVERFLOWED, OVERSIZED, payloadBytes } from './limits.ts';

/** What the message ports of a page, of Electron's main process and of a worker have in common. */
export interface PortLike {
  post(data: unknown): void;
  /** Starts delivery. */
  listen(onData: (data: unknown) => void, onClosed: () => void): void;
  close(): void;
}

/**
 * A connection over a message port. Ports neither count what is under way nor say why they closed,
 * so both travel beside the payloads: {ack: bytes taken} and {close: reason}.
 */
export function createPortConnection(port: PortLike): Connection {
  let unacknowledged = 0;
  const inbox = createInbox({ onOverflow: () => end(OVERFLOWED) });

  const gone = (reason: string) => {
    inbox.closed(reason);
    port.close();
  };
  const end = (reason: string) => {
    if (inbox.isClosed) return;
    port.post({ close: reason });
    gone(reason);
  };
  const receive = (payload: Payload) => {
    const bytes = payloadBytes(payload);
    if (bytes > MAX_PAYLOAD_BYTES) {
      end(OVERSIZED);
      return;
    }
    port.post({ ack: bytes });
    inbox.deliver(payload);
  };

  port.listen(
    (data) => {
      if (inbox.isClosed) return;
      if (typeof data === 'string' || data instanceof Uint8Array) receive(data);
      else if (hasNumber(data, 'ack')) unacknowledged = Math.max(0, unacknowledged - data.ack);
      else if (hasString(data, 'close')) gone(data.close);
    },
    () => gone(CONNECTION_LOST),
  );

  return {
    send(payload) {
      if (inbox.isClosed) return;
      const bytes = payloadBytes(payload);
      if (bytes > MAX_PAYLOAD_BYTES) {
        end(OVERSIZED);
        return;
      }
      unacknowledged += bytes;
      port.post(typeof payload === 'string' ? payload : compact(payload));
    },
    onPayload: inbox.onPayload,
    onClose: inbox.onClose,
    close: end,
    get bufferedBytes() {
      return unacknowledged;
    },
  };
}

/** A port clones the whole buffer behind a view, so a view of a part is cut out first. */
function compact(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
}

function hasNumber<K extends string>(data: unknown, key: K): data is Record<K, number> {
  return typeof data === 'object' && data !== null && key in data && Number.isFinite((data as Record<K, unknown>)[key]);
}

function hasString<K extends string>(data: unknown, key: K): data is Record<K, string> {
  return typeof data === 'object' && data !== null && key in data && typeof (data as Record<K, unknown>)[key] === 'string';
}
