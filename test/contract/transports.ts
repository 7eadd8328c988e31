import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket as WsClient } from 'ws';
import { type Connection, configSchema } from '../../core/contract/index.ts';
import { createMemoryPair } from '../../core/transport/memory-pair.ts';
import { createMainPortConnection } from '../../electron/main-port.ts';
import { createMessagePortConnection } from '../../renderer/transport/message-port-connection.ts';
import { openWebSocketConnection } from '../../renderer/transport/web-socket-connection.ts';
import { createSocketConnection } from '../../web/socket-connection.ts';
import { SOCKET_PATH } from '../../web/socket-gate.ts';
import { createWebServer, type WebServer, type WebServerOptions } from '../../web/web-server.ts';
import { createChannel } from '../fakes/electron-ports.ts';
import { createRecordingLog } from '../fakes/plain.ts';

/** A link to whatever `serve` does with the kiosk's end. */
export interface Link {
  readonly screen: Connection;
  close(): Promise<void>;
}
export type Serve = (kiosk: Connection) => void;

/** Every way a screen reaches the kiosk, for suites that all of them must pass. */
export const TRANSPORTS: readonly (readonly [name: string, open: (serve: Serve) => Promise<Link>])[] = [
  ['memory', openMemory],
  ['WebSocket (ws client)', (serve) => openSocket(serve, connectWithWs)],
  ["WebSocket (the page's client)", (serve) => openSocket(serve, connectAsPage)],
  ['Electron message port', openPort],
];

async function openMemory(serve: Serve): Promise<Link> {
  const [screen, kiosk] = createMemoryPair();
  serve(kiosk);
  return { screen, close: async () => screen.close('test over') };
}

async function openPort(serve: Serve): Promise<Link> {
  const channel = createChannel();
  serve(createMainPortConnection(channel.main));
  return { screen: createMessagePortConnection(channel.page), close: async () => channel.close() };
}

async function openSocket(serve: Serve, connect: (server: WebServer, cookie: string) => Promise<Connection>): Promise<Link> {
  const { server, close } = await startWebServer({ host: { connect: serve } });
  const screen = await connect(server, await admittedCookie(server));
  return {
    screen,
    async close() {
      screen.close('test over');
      await close();
    },
  };
}

export interface StartedWebServer {
  readonly server: WebServer;
  readonly log: ReturnType<typeof createRecordingLog>;
  close(): Promise<void>;
}

/** A real server on a free port, serving a one-line page. */
export async function startWebServer(options: Partial<WebServerOptions> = {}): Promise<StartedWebServer> {
  const staticDir = mkdtempSync(join(tmpdir(), 'foyer-web-'));
  writeFileSync(join(staticDir, 'index.html'), '<!doctype html><title>Foyer</title>');
  const log = createRecordingLog();
  const config = configSchema.parse({ web: { port: 0 } });
  const server = await createWebServer({ host: { connect: () => undefined }, config, staticDir, log, ...options });
  return {
    server,
    log,
    async close() {
      await server.close();
      rmSync(staticDir, { recursive: true, force: true });
    },
  };
}

/** What a browser holds after it opened the launch address. */
export async function admittedCookie(server: WebServer): Promise<string> {
  const response = await fetch(server.url, { redirect: 'manual' });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

export function socketUrl(server: WebServer): string {
  return `${server.origin.replace('http', 'ws')}${SOCKET_PATH}`;
}

function connectWithWs(server: WebServer, cookie: string): Promise<Connection> {
  const socket = new WsClient(socketUrl(server), { headers: { cookie, origin: server.origin } });
  const connection = createSocketConnection(socket);
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(connection));
    socket.once('error', reject);
  });
}

/** Node's WebSocket is the browser's, but it has no cookies and no origin of its own. */
function connectAsPage(server: WebServer, cookie: string): Promise<Connection> {
  const options = { headers: { cookie, origin: server.origin } } as unknown as string[];
  return openWebSocketConnection(new WebSocket(socketUrl(server), options));
}
