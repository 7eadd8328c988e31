import type { Connection } from '../../core/contract/index.ts';
import { createInbox } from '../../core/transport/inbox.ts';
import { CONNECTION_LOST, MAX_PAYLOAD_BYTES, OVERFLOWED, OVERSIZED, payloadBytes } from '../../core/transport/limits.ts';

const NORMAL = 1000;
const TOO_BIG = 1009;

/**
 * A Connection over a browser's WebSocket.
 * @returns once the socket is open
 * @throws Error when it cannot be opened (refused, no kiosk there)
 */
export function openWebSocketConnection(socket: WebSocket): Promise<Connection> {
  socket.binaryType = 'arraybuffer';
  return new Promise((resolve, reject) => {
    const connection = wrap(socket);
    socket.addEventListener('open', () => resolve(connection), { once: true });
    connection.onClose(() => reject(new Error('the kiosk cannot be reached')));
  });
}

function wrap(socket: WebSocket): Connection {
  const inbox = createInbox({ onOverflow: () => end(OVERFLOWED) });
  const end = (reason: string) => {
    if (inbox.isClosed) return;
    socket.close(NORMAL, closeText(reason));
    inbox.closed(reason);
  };
  socket.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (typeof event.data === 'string') inbox.deliver(event.data);
    else if (event.data instanceof ArrayBuffer) inbox.deliver(new Uint8Array(event.data));
  });
  socket.addEventListener('close', (event) => {
    inbox.closed(event.code === TOO_BIG ? OVERSIZED : event.reason || CONNECTION_LOST);
  });
  return {
    send(payload) {
      if (inbox.isClosed || socket.readyState !== WebSocket.OPEN) return;
      if (payloadBytes(payload) > MAX_PAYLOAD_BYTES) end(OVERSIZED);
      // A shared buffer never comes from our own encoders; the type cannot say so.
      else socket.send(payload as string | Uint8Array<ArrayBuffer>);
    },
    onPayload: inbox.onPayload,
    onClose: inbox.onClose,
    close: end,
    get bufferedBytes() {
      return socket.bufferedAmount;
    },
  };
}

/** A close frame holds 123 bytes of text. */
function closeText(reason: string): string {
  const encoder = new TextEncoder();
  let text = reason.slice(0, 123);
  while (encoder.encode(text).length > 123) text = text.slice(0, -1);
  return text;
}
