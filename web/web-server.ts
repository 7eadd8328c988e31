import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type Connection, FoyerError, type KioskConfig } from '../core/contract/index.ts';
import type { Log } from '../core/ports.ts';
import { isPagePath, PAGE_HEADERS } from '../core/transport/page-policy.ts';
import { serveTheme, THEME_HEADERS } from '../host/theme/serve-theme.ts';
import { type Access, createAccess, isLoopback, randomToken } from './access.ts';
import { addLaunchTickets, TICKET_PATH } from './launch-tickets.ts';
import { peerUser } from './peer-user.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';
import { addScreenSigns, SCREEN_PATH } from './screen-signs.ts';
import { openSocketGate, refuse } from './socket-gate.ts';
import { serveStatic } from './static-files.ts';

const PLAIN = 'text/plain; charset=utf-8';
/** Every connection holds a file open; sockets of screens have a limit of their own. */
const MAX_CONNECTIONS = 256;
/** To send all of a request; nothing that the page sends is large. */
const REQUEST_TIMEOUT_MS = 30_000;

export interface WebServerOptions {
  /** `metrics`: Prometheus text, served at /metrics to programs of this machine. */
  readonly host: { connect(connection: Connection): void; metrics?(): string };
  readonly config: Pick<KioskConfig, 'web'>;
  /** The built screen, dist/renderer. */
  readonly staticDir: string;
  /** Folder of the venue's theme, whose files are served under /theme/; left out: there is none. */
  readonly themeDir?: string;
  readonly log: Log;
  /** Secret of the launch address; made up for each launch when left out. */
  readonly token?: string;
  /** Signs cookies; browsers stay let in over a restart when it is kept. */
  readonly sessionKey?: Uint8Array;
  readonly pingEveryMs?: number;
  /** Requests at once and per second from one address. */
  readonly rate?: { readonly burst: number; readonly perSecond: number };
}

export interface WebServer {
  /** The launch address: lets the browser in and then shows the plain address. */
  readonly url: string;
  /** "http://127.0.0.1:4310" */
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * Serves the screen and the kiosk protocol to a browser. Loopback only unless config.web.host says
 * otherwise, which is warned of: the traffic is not encrypted.
 * @throws FoyerError code "port-in-use" | "cannot-listen" | "screen-not-built"
 */
export async function createWebServer(options: WebServerOptions): Promise<WebServer> {
  const { config, log, staticDir } = options;
  if (!existsSync(join(staticDir, 'index.html'))) throw notBuilt(staticDir);
  const { host } = config.web;
  if (!isLoopback(host)) log.warn('web.open-to-network', { host, remedy: 'Put a TLS proxy in front, or set web.host to 127.0.0.1.' });
  const token = options.token ?? randomToken();
  if (!/^[\w-]{16,}$/.test(token)) throw weakToken();
  let port = config.web.port;
  const access = createAccess({
    token,
    sessionKey: options.sessionKey ?? Buffer.from(randomToken()),
    port: () => port,
    host,
    allowedOrigins: config.web.allowedOrigins,
    nowMs: Date.now,
    userOf: peerUser,
  });
  const limit = createRateLimit({ ...(options.rate ?? { burst: 300, perSecond: 50 }), nowMs: () => performance.now() });
  const app = createApp({ access, limit, staticDir, themeDir: options.themeDir, log, metrics: options.host.metrics });
  let connected = () => 0;
  addLaunchTickets({ app, access, isOwnMachine });
  addScreenSigns({ app, isOwnMachine, connected: () => connected(), nowMs: () => performance.now() });
  const sockets = openSocketGate({ server: app.server, access, limit, host: options.host, log, pingEveryMs: options.pingEveryMs });
  connected = () => sockets.open;
  await app.ready();
  port = await listen(app, host, port);
  const origin = `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`;
  return {
    url: `${origin}/?t=${token}`,
    origin,
    async close() {
      sockets.close();
      await app.close();
    },
  };
}

interface AppDeps {
  readonly access: Access;
  readonly limit: RateLimit;
  readonly staticDir: string;
  readonly themeDir: string | undefined;
  readonly log: Log;
  readonly metrics: (() => string) | undefined;
}

function createApp({ access, limit, staticDir, themeDir, log, metrics }: AppDeps): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit: 1024,
    forceCloseConnections: true,
    trustProxy: false,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // An address that cannot be read never reaches the hooks.
    frameworkErrors: (_error, _request, reply) => void nothingHere(reply as unknown as FastifyReply, 400),
  });
  app.server.maxConnections = MAX_CONNECTIONS;
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(PAGE_HEADERS);
    const refusal = refuse(request.raw, access, limit);
    if (refusal !== null) {
      // A flood must not fill the log as well.
      if (refusal.why !== 'rate') log.warn('web.refused', { why: refusal.why });
      return reply.code(refusal.status).type(PLAIN).send(`${refusal.text}\n`);
    }
    if (request.url === '/health') return;
    if (request.url === TICKET_PATH && request.method === 'POST') return;
    if ((request.url === '/metrics' || request.url === SCREEN_PATH) && isOwnMachine(request)) return;
    return admit(request, reply, access);
  });
  app.get('/health', async () => ({ status: 'ok' }));
  if (metrics !== undefined) {
    app.get('/metrics', async (_request, reply) => reply.type('text/plain; version=0.0.4; charset=utf-8').send(metrics()));
  }
  if (themeDir !== undefined) {
    app.get('/theme/*', async (request, reply) => {
      const file = serveTheme(themeDir, request.url.split('?')[0] ?? '');
      if (file === null) return reply.callNotFound();
      return reply.headers(THEME_HEADERS).type(file.type).send(Buffer.from(file.bytes));
    });
  }
  serveStatic(app, staticDir);
  for (const path of ['/', '/staff', '/staff/*']) {
    app.get(path, async (_request, reply) => reply.sendFile('index.html'));
  }
  app.setNotFoundHandler(async (_request, reply) => nothingHere(reply, 404));
  app.setErrorHandler<FastifyError>(async (error, _request, reply) => {
    const status = error.statusCode ?? 500;
    // Its message may name a file of this machine.
    if (status >= 500) log.error('web.failed', { error });
    return nothingHere(reply, status);
  });
  return app;
}

function nothingHere(reply: FastifyReply, status: number): FastifyReply {
  return reply.headers(PAGE_HEADERS).code(status).type(PLAIN).send('There is nothing here.\n');
}

/** A program on this machine itself; what a proxy hands on comes from elsewhere. */
function isOwnMachine({ raw, headers }: FastifyRequest): boolean {
  const address = raw.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
  return isLoopback(address) && headers['x-forwarded-for'] === undefined && headers.forwarded === undefined;
}

/** Lets in who has the launch address, and takes the secret out of the address bar. */
async function admit(request: FastifyRequest, reply: FastifyReply, access: Access): Promise<FastifyReply | undefined> {
  const [path = '', query] = request.url.split('?');
  const token = new URLSearchParams(query).get('t');
  if (token !== null && isPagePath(path) && (access.tokenMatches(token) || access.takeTicket(token, request.raw))) {
    return reply.header('set-cookie', access.admission()).header('cache-control', 'no-store').redirect(path, 303);
  }
  if (access.isAdmitted(request.raw)) return undefined;
  return reply.code(401).type(PLAIN).send('Open this kiosk with the address it printed when it started.\n');
}

async function listen(app: FastifyInstance, host: string, port: number): Promise<number> {
  try {
    await app.listen({ host: host.replace(/^\[|\]$/g, ''), port });
  } catch (error) {
    const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    await app.close();
    throw new FoyerError(inUse ? `port ${port} is in use` : `cannot listen on ${host} port ${port}`, {
      fault: 'operator',
      code: inUse ? 'port-in-use' : 'cannot-listen',
      remedy: inUse
        ? 'Stop the other program, or choose a port with --port or web.port (0 takes any free one).'
        : 'Correct web.host and web.port.',
      cause: error,
    });
  }
  const address = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

function weakToken(): FoyerError {
  return new FoyerError('FOYER_WEB_TOKEN is too short, or has other characters than letters, digits, - and _', {
    fault: 'operator',
    code: 'weak-token',
    remedy: 'Set it to at least 16 random characters, or leave it out: a new one is then made up for each start.',
  });
}

function notBuilt(staticDir: string): FoyerError {
  return new FoyerError(`the screen is not built: ${join(staticDir, 'index.html')} is missing`, {
    fault: 'operator',
    code: 'screen-not-built',
    remedy: 'Run npm start, which builds it, or npm run build.',
  });
}
