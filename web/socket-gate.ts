import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Connection } from '../core/contract/index.ts';
import type { Log } from '../core/ports.ts';
import { MAX_PAYLOAD_BYTES } from '../core/transport/limits.ts';
import type { Access } from './access.ts';
import type { RateLimit } from './rate-limit.ts';
import { createSocketConnection } from './socket-connection.ts';

/** Path of the WebSocket that carries the kiosk protocol. */
export const SOCKET_PATH = '/kiosk';
const MAX_SOCKETS = 32;

export interface SocketGateOptions {
  readonly server: Server;
  readonly access: Access;
  readonly limit: RateLimit;
  readonly host: { connect(connection: Connection): void };
  readonly log: Log;
  readonly pingEveryMs?: number | undefined;
}

/** Lets screens in by WebSocket: our own page only, with the cookie, on one path, not too many. */
export function openSocketGate(options: SocketGateOptions): { readonly open: number; close(): void } {
  const { access, limit, log, host } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_PAYLOAD_BYTES, perMessageDeflate: false });
  options.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Without a listener a reset before the handshake would end the process.
    socket.on('error', () => socket.destroy());
    const why = refuseSocket(request, access, limit, sockets.clients.size);
    if (why !== null) {
      // A flood must not fill the log as well.
      if (why.why !== 'rate') log.warn('web.socket-refused', { why: why.why });
      socket.end(`HTTP/1.1 ${why.status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      host.connect(createSocketConnection(client, { pingEveryMs: options.pingEveryMs }));
    });
  });
  return {
    get open() {
      return sockets.clients.size;
    },
    close() {
      for (const client of sockets.clients) client.close(1001, 'the kiosk is closing');
      sockets.close();
    },
  };
}

function refuseSocket(request: IncomingMessage, access: Access, limit: RateLimit, open: number): Refusal | null {
  const text = '';
  const refusal = refuse(request, access, limit);
  if (refusal !== null) return refusal;
  if (request.url?.split('?')[0] !== SOCKET_PATH) return { status: 404, why: 'path', text };
  if (!access.knowsOrigin(request)) return { status: 403, why: 'origin', text };
  if (!access.isAdmitted(request)) return { status: 401, why: 'token', text };
  if (open >= MAX_SOCKETS) return { status: 503, why: 'too many', text };
  return null;
}

export interface Refusal {
  readonly status: number;
  readonly why: string;
  readonly text: string;
}

/** Reasons to refuse any request, page or socket. */
export function refuse(request: IncomingMessage, access: Access, limit: RateLimit): Refusal | null {
  if (!limit.allow(request.socket.remoteAddress ?? '')) return { status: 429, why: 'rate', text: 'Too many requests.' };
  if (!access.knowsHost(request)) return { status: 421, why: 'host', text: 'This kiosk is not reached under this name.' };
  return null;
}
