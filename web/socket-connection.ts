import type { WebSocket } from 'ws';
import type { Connection } from '../core/contract/index.ts';
import { createInbox } from '../core/transport/inbox.ts';
import { CONNECTION_LOST, MAX_PAYLOAD_BYTES, OVERFLOWED, OVERSIZED, payloadBytes } from '../core/transport/limits.ts';

const NORMAL = 1000;
const TOO_BIG = 1009;
const ABNORMAL = 1006;
/** A socket that did not answer the last ping by the next one is dead. */
const PING_EVERY_MS = 15_000;

/** A Connection over one socket of the `ws` package, either side. */
export function createSocketConnection(socket: WebSocket, options: { readonly pingEveryMs?: number | undefined } = {}): Connection {
  const inbox = createInbox({ onOverflow: () => end(OVERFLOWED) });
  const stopPings = keepAlive(socket, options.pingEveryMs ?? PING_EVERY_MS);
  socket.binaryType = 'nodebuffer';

  const end = (reason: string) => {
    if (inbox.isClosed) return;
    socket.close(NORMAL, closeText(reason));
    inbox.closed(reason);
  };

  socket.on('message', (data: Buffer, isBinary) => {
    inbox.deliver(isBinary ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : data.toString('utf8'));
  });
  socket.on('close', (code, reason) => {
    stopPings();
    inbox.closed(closeReason(code, reason.toString('utf8')));
  });
  // "close" follows with the same cause.
  socket.on('error', () => undefined);

  return {
    send(payload) {
      if (inbox.isClosed || socket.readyState !== socket.OPEN) return;
      if (payloadBytes(payload) > MAX_PAYLOAD_BYTES) end(OVERSIZED);
      else socket.send(payload);
    },
    onPayload: inbox.onPayload,
    onClose: inbox.onClose,
    close: end,
    get bufferedBytes() {
      return socket.bufferedAmount;
    },
  };
}

function keepAlive(socket: WebSocket, everyMs: number): () => void {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered) {
      socket.terminate();
      return;
    }
    answered = false;
    socket.ping();
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

function closeReason(code: number, text: string): string {
  if (code === TOO_BIG) return OVERSIZED;
  if (code === ABNORMAL) return CONNECTION_LOST;
  return text === '' ? CONNECTION_LOST : text;
}

/** A close frame holds 123 bytes of text. */
function closeText(reason: string): string {
  let text = reason.slice(0, 123);
  while (Buffer.byteLength(text) > 123) text = text.slice(0, -1);
  return text;
}
