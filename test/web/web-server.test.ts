import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket as WsClient } from 'ws';
import { type Connection, configSchema } from '../../core/contract/index.ts';
import { SOCKET_PATH } from '../../web/socket-gate.ts';
import { createWebServer, type WebServerOptions } from '../../web/web-server.ts';
import { closed } from '../contract/connection-suite.ts';
import { admittedCookie, type StartedWebServer, socketUrl, startWebServer } from '../contract/transports.ts';
import { createRecordingLog } from '../fakes/plain.ts';

const open: StartedWebServer[] = [];
afterEach(async () => {
  for (const started of open.splice(0)) await started.close();
});

async function start(options: Partial<WebServerOptions> = {}): Promise<StartedWebServer> {
  const started = await startWebServer(options);
  open.push(started);
  return started;
}

/** A plain request whose every header is ours, Host included. */
function get(origin: string, path: string, headers: Record<string, string>): Promise<{ status: number; headers: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${origin}${path}`, { headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

/** The answer to a request just as it is written; what makes an address tidy first would hide what is sent. */
function send(origin: string, text: string): Promise<{ status: number; headers: string; body: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (data: Buffer) => {
      answer += data.toString('latin1');
    });
    socket.on('error', reject);
    socket.on('close', () => {
      const [head = '', ...body] = answer.split('\r\n\r\n');
      resolve({ status: Number(head.split(' ')[1]), headers: head, body: body.join('\r\n\r\n') });
    });
    socket.write(`${text}\r\nConnection: close\r\n\r\n`);
  });
}

/** "open", or the status the handshake was refused with. */
function tryToConnect(url: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WsClient(url, { headers });
    socket.on('open', () => {
      socket.close();
      resolve('open');
    });
    socket.on('unexpected-response', (_request, response) => resolve(String(response.statusCode)));
    socket.on('error', (error) => resolve(error.message));
  });
}

describe('the page', () => {
  test('files of the theme go to who was let in, as pictures and nothing else', async () => {
    const themeDir = mkdtempSync(join(tmpdir(), 'foyer-theme-'));
    writeFileSync(join(themeDir, 'logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    writeFileSync(join(themeDir, 'theme.yaml'), 'name: Ours');
    const { server } = await start({ themeDir });
    const at = (path: string, headers: Record<string, string>) =>
      get(server.origin, path, { host: new URL(server.origin).host, ...headers });
    expect((await at('/theme/logo.svg', {})).status).toBe(401);
    const cookie = await admittedCookie(server);
    const { status, headers } = await at('/theme/logo.svg?v=0123456789ab', { cookie });
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('image/svg+xml');
    expect(headers['content-security-policy']).toContain('sandbox');
    for (const path of ['/theme/theme.yaml', '/theme/../theme.yaml', '/theme/%2e%2e%2fsecret', '/theme/'])
      expect((await at(path, { cookie })).status).toBe(404);
    rmSync(themeDir, { recursive: true, force: true });
  });

  test('the launch address lets the browser in and leaves no secret in the address bar', async () => {
    const { server } = await start();
    const first = await fetch(server.url, { redirect: 'manual' });
    expect(first.status).toBe(303);
    expect(first.headers.get('location')).toBe('/');
    expect(first.headers.get('set-cookie')).toMatch(/^foyer-\d+=\d+\.[\w-]+; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Strict$/);
    const cookie = await admittedCookie(server);
    const page = await fetch(`${server.origin}/`, { headers: { cookie } });
    expect(await page.text()).toContain('<title>Foyer</title>');
  });

  describe('a ticket, for the address that a browser is started with', () => {
    const TOKEN = 'ticket-test-0123456789';
    const ask = async (origin: string, token: string, headers: Record<string, string> = {}) => {
      const answer = await fetch(`${origin}/ticket`, { method: 'POST', headers: { authorization: `Bearer ${token}`, ...headers } });
      return { status: answer.status, ticket: answer.ok ? String(((await answer.json()) as { ticket: unknown }).ticket) : '' };
    };
    const open = async (origin: string, ticket: string) => (await fetch(`${origin}/?t=${ticket}`, { redirect: 'manual' })).status;

    test('lets one browser in, once', async () => {
      const { server } = await start({ token: TOKEN });
      const { ticket } = await ask(server.origin, TOKEN);
      expect(ticket).not.toContain(TOKEN);
      expect(await open(server.origin, `${ticket}x`)).toBe(401);
      expect((await fetch(`${server.origin}/assets/x.js?t=${ticket}`)).status).toBe(401);
      expect(await open(server.origin, ticket)).toBe(303);
      expect(await open(server.origin, ticket)).toBe(401);
    });

    test('is given to a program of this machine that has the secret, and to nobody else', async () => {
      const { server } = await start({ token: TOKEN });
      expect((await ask(server.origin, 'ticket-test-9876543210')).status).toBe(401);
      expect((await ask(server.origin, '')).status).toBe(401);
      expect((await ask(server.origin, TOKEN, { 'x-forwarded-for': '203.0.113.9' })).status).toBe(404);
      const cookie = await admittedCookie(server);
      expect((await fetch(`${server.origin}/ticket`, { method: 'POST', headers: { cookie } })).status).toBe(401);
      expect((await fetch(`${server.origin}/ticket`, { headers: { authorization: `Bearer ${TOKEN}` } })).status).toBe(401);
    });
  });

  test('the staff route is the same page and keeps its path through the launch address', async () => {
    const { server } = await start();
    const token = new URL(server.url).searchParams.get('t');
    const first = await fetch(`${server.origin}/staff?t=${token}`, { redirect: 'manual' });
    expect(first.headers.get('location')).toBe('/staff');
    const page = await fetch(`${server.origin}/staff`, { headers: { cookie: await admittedCookie(server) } });
    expect(await page.text()).toContain('<title>Foyer</title>');
  });

  test.each([
    ['no secret', '/', ''],
    ['a wrong secret', '/?t=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', ''],
    ['an invented cookie', '/', 'foyer-PORT=99999999999999.AAAA'],
  ])('stays shut with %s', async (_what, path, cookie) => {
    const { server } = await start();
    const port = new URL(server.origin).port;
    const response = await fetch(`${server.origin}${path}`, { headers: { cookie: cookie.replace('PORT', port) }, redirect: 'manual' });
    expect(response.status).toBe(401);
    expect(await response.text()).toContain('address it printed');
  });

  test('a browser stays let in over a restart that keeps the signing key, and only then', async () => {
    const sessionKey = Buffer.from('kept over restarts');
    const first = await start({ sessionKey });
    const cookie = await admittedCookie(first.server);
    await first.close();
    const port = Number(new URL(first.server.origin).port);
    const config = configSchema.parse({ web: { port } });
    const second = await start({ sessionKey, config });
    expect((await fetch(`${second.server.origin}/`, { headers: { cookie } })).status).toBe(200);
    await second.close();
    const third = await start({ config });
    expect((await fetch(`${third.server.origin}/`, { headers: { cookie } })).status).toBe(401);
  });

  test('refuses a foreign name for this address (DNS rebinding)', async () => {
    const { server, log } = await start();
    const cookie = await admittedCookie(server);
    const port = new URL(server.origin).port;
    expect((await get(server.origin, '/', { host: `evil.example:${port}`, cookie })).status).toBe(421);
    expect((await get(server.origin, '/', { host: `127.0.0.1:${Number(port) + 1}`, cookie })).status).toBe(421);
    expect((await get(server.origin, '/', { host: `localhost:${port}`, cookie })).status).toBe(200);
    expect(log.lines.map((line) => line.event)).toContain('web.refused');
  });

  test('sends its policy with everything, refusals too', async () => {
    const { server } = await start();
    const cookie = await admittedCookie(server);
    for (const headers of [{ cookie }, {}]) {
      const response = await fetch(`${server.origin}/`, { headers });
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
      expect(response.headers.get('permissions-policy')).toContain('microphone=(self), camera=(self)');
      expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(response.headers.get('referrer-policy')).toBe('no-referrer');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  test('does not serve what lies beside the page, however it is asked for, and says nothing of this machine', async () => {
    const staticDir = mkdtempSync(join(tmpdir(), 'foyer-page-'));
    writeFileSync(join(staticDir, 'index.html'), '<!doctype html><title>Foyer</title>');
    writeFileSync(join(staticDir, 'plain.txt'), 'plain');
    symlinkSync('/etc/hostname', join(staticDir, 'link.txt'));
    symlinkSync('/etc', join(staticDir, 'etc'));
    const themeDir = mkdtempSync(join(tmpdir(), 'foyer-theme-'));
    writeFileSync(join(staticDir, 'beside.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    symlinkSync(join(staticDir, 'beside.svg'), join(themeDir, 'logo.svg'));
    const { server } = await start({ staticDir, themeDir });
    const cookie = await admittedCookie(server);
    const host = new URL(server.origin).host;
    expect((await send(server.origin, `GET /plain.txt HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}`)).status).toBe(200);
    for (const path of [
      ...[
        '/../../etc/passwd',
        '/%2e%2e/%2e%2e/etc/passwd',
        '/..%2f..%2fetc/passwd',
        '/.env',
        '//etc/hostname',
        '/link.txt',
        '/etc/hostname',
      ],
      ...['/%', '/%zz', '/%c0%ae%c0%ae/etc/hostname', '/..%5c..%5cetc', '/plain.txt%00.html', `/${'a'.repeat(9000)}`, '/./plain.txt'],
      ...['/theme/logo.svg', '/theme//logo.svg', '/theme/%252e%252e%252fbeside.svg', '/theme/..%5cbeside.svg', `//${host}/?t=x`],
    ]) {
      const answer = await send(server.origin, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}`);
      expect([path, answer.status]).toEqual([path, expect.toBeOneOf([400, 403, 404])]);
      expect([path, answer.body]).toEqual([path, 'There is nothing here.\n']);
      expect(answer.headers).toMatch(/content-security-policy: default-src 'none'/i);
      expect(answer.headers).toMatch(/x-content-type-options: nosniff/i);
    }
    for (const dir of [staticDir, themeDir]) rmSync(dir, { recursive: true, force: true });
  });

  test('stands up to requests that are none', async () => {
    const { server } = await start();
    const cookie = await admittedCookie(server);
    const own = `Host: ${new URL(server.origin).host}\r\nCookie: ${cookie}`;
    const status = async (text: string) => (await send(server.origin, text)).status;
    expect(await status(`GET / HTTP/1.1\r\n${own}\r\nX: ${'a'.repeat(20_000)}`)).toBe(431);
    expect(await status(`GET / HTTP/1.1\r\nHost: evil.example\r\n${own}`)).toBe(421);
    expect(await status(`POST /alive HTTP/1.1\r\n${own}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked`)).toBe(400);
    expect(await status(`POST /alive HTTP/1.1\r\n${own}\r\nContent-Type: application/json\r\nContent-Length: 99999`)).toBe(413);
    expect(await status(`TRACE / HTTP/1.1\r\n${own}`)).toBe(404);
    expect(await status(`GET / HTTP/1.1\r\n${own}`)).toBe(200);
  });

  test('turns away who asks too often', async () => {
    const { server } = await start({ rate: { burst: 3, perSecond: 0.001 } });
    const statuses: number[] = [];
    for (let i = 0; i < 4; i++) statuses.push((await fetch(`${server.origin}/health`)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
  });
});

describe('the socket', () => {
  test.each([
    ['our own page', {}, 'open'],
    ['another page in the same browser', { origin: 'http://localhost:1' }, '403'],
    ['a page of a like name', { origin: 'http://127.0.0.1.evil.example' }, '403'],
    ['a sandboxed or local file', { origin: 'null' }, '403'],
    ['a program that names no page', { origin: '' }, '403'],
    ['our page without a cookie', { cookie: '' }, '401'],
    ['a foreign name for this address', { host: 'evil.example' }, '421'],
  ])('%s', async (_who, changed: Record<string, string>, expected) => {
    const { server } = await start();
    const headers = { origin: server.origin, cookie: await admittedCookie(server), ...changed };
    expect(await tryToConnect(socketUrl(server), headers)).toBe(expected);
  });

  test('lets in a page that the configuration names', async () => {
    const config = configSchema.parse({ web: { port: 0, allowedOrigins: ['https://kiosk.example'] } });
    const { server } = await start({ config });
    const cookie = await admittedCookie(server);
    expect(await tryToConnect(socketUrl(server), { origin: 'https://kiosk.example', host: 'kiosk.example', cookie })).toBe('open');
    expect(await tryToConnect(socketUrl(server), { origin: 'https://kiosk.example.evil', cookie })).toBe('403');
  });

  test('lets in no page without an origin, whatever the configuration names', async () => {
    const config = configSchema.parse({ web: { port: 0, allowedOrigins: ['foyer://kiosk', 'file:///', 'null'] } });
    const { server } = await start({ config });
    expect(await tryToConnect(socketUrl(server), { origin: 'null', cookie: await admittedCookie(server) })).toBe('403');
  });

  test('is on one path only', async () => {
    const { server } = await start();
    const headers = { origin: server.origin, cookie: await admittedCookie(server) };
    expect(await tryToConnect(socketUrl(server).replace(SOCKET_PATH, '/other'), headers)).toBe('404');
  });

  test('an address that is none ends nothing', async () => {
    const { server } = await start();
    const { port } = new URL(server.origin);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(`GET //:%zz HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
      });
      socket.on('data', (data) => resolve(String(data)));
    });
    expect(answer).toMatch(/^HTTP\/1.1 404/);
    expect((await fetch(`${server.origin}/health`)).status).toBe(200);
  });

  test('a screen that stops answering pings is let go', async () => {
    const served = Promise.withResolvers<Connection>();
    const { server } = await start({ host: { connect: served.resolve }, pingEveryMs: 20 });
    const headers = { origin: server.origin, cookie: await admittedCookie(server) };
    const socket = new WsClient(socketUrl(server), { headers, autoPong: false });
    expect(await closed(await served.promise)).toBe('the connection was lost');
    socket.terminate();
  });

  test('closing the server tells every screen', async () => {
    const served = Promise.withResolvers<Connection>();
    const { server } = await start({ host: { connect: served.resolve } });
    const socket = new WsClient(socketUrl(server), { headers: { origin: server.origin, cookie: await admittedCookie(server) } });
    const end = closed(await served.promise);
    await server.close();
    expect(await end).toBe('the kiosk is closing');
    socket.terminate();
  });
});

describe('start', () => {
  test('names a port that is taken, and the way out', async () => {
    const { server } = await start();
    const port = Number(new URL(server.origin).port);
    await expect(start({ config: configSchema.parse({ web: { port } }) })).rejects.toMatchObject({
      code: 'port-in-use',
      message: `port ${port} is in use`,
      remedy: expect.stringContaining('--port'),
    });
  });

  test('says so when the screen is not built', async () => {
    const options = { host: { connect: () => undefined }, config: configSchema.parse({}), log: createRecordingLog() };
    await expect(createWebServer({ ...options, staticDir: '/nowhere' })).rejects.toMatchObject({ code: 'screen-not-built' });
  });

  test.each(['abc123', 'sixteen characters?!'])('refuses %j as the secret of the launch address', async (token) => {
    await expect(start({ token })).rejects.toMatchObject({ code: 'weak-token', message: expect.not.stringContaining(token) });
  });

  test('warns when it listens beyond this machine', async () => {
    const { log } = await start({ config: configSchema.parse({ web: { port: 0, host: '0.0.0.0' } }) });
    expect(log.lines).toContainEqual(expect.objectContaining({ level: 'warn', event: 'web.open-to-network' }));
    const loopback = await start();
    expect(loopback.log.lines).toEqual([]);
  });
});
