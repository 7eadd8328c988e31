import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { TestCloud, TestCloudOptions } from './cloud-client.ts';
import { callEndpoint, consentOp, factOp, issueGuest, startTestCloud } from './cloud-client.ts';

const DAY_MS = 86_400_000;
const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const OPENAPI = fileURLToPath(new URL('../../docs/openapi.json', import.meta.url));

let at: TestCloud | null = null;
afterEach(async () => {
  await at?.close();
  at = null;
});
async function start(options: TestCloudOptions = {}): Promise<TestCloud> {
  at = await startTestCloud(options);
  return at;
}

describe('limits', () => {
  it('a client that asks too often waits, and others do not', async () => {
    const cloud = await start({ limits: { perClient: 3 } });
    const statuses = [];
    for (let i = 0; i < 5; i++) statuses.push((await callEndpoint(cloud.cloud.url, '/v1/erasures', { token: cloud.token })).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    expect((await callEndpoint(cloud.cloud.url, '/v1/challenge', { body: { tenant: 'demo', device: crypto.randomUUID() } })).status).toBe(
      200,
    );
  }, 60_000);

  it('an address that guesses tokens or codes is not listened to, even with a good one', async () => {
    const cloud = await start({ limits: { guesses: 2 } });
    const ask = (token: string) => callEndpoint(cloud.cloud.url, '/v1/erasures', { token });
    expect([await ask('a'), await ask('b')].map(({ status }) => status)).toEqual([401, 401]);
    expect(await ask(cloud.token)).toMatchObject({ status: 429, body: { code: 'too-many' } });
  }, 60_000);

  it('behind a proxy an address is what the proxy saw, whatever the client says besides', async () => {
    const cloud = await start({ limits: { guesses: 2 }, proxies: 1 });
    const ask = async (token: string, forwarded: string) =>
      (
        await fetch(new URL('/v1/erasures', cloud.cloud.url), {
          headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': forwarded },
        })
      ).status;
    const guesses = [await ask('a', '198.51.100.1, 203.0.113.7'), await ask('b', '198.51.100.2, 203.0.113.7')];
    expect([...guesses, await ask(cloud.token, '198.51.100.3, 203.0.113.7')]).toEqual([401, 401, 429]);
    expect(await ask(cloud.token, '203.0.113.7, 203.0.113.8')).toBe(200);
  }, 60_000);

  it('a stranger is turned away before the body is read', async () => {
    const cloud = await start();
    const { hostname, port } = new URL(cloud.cloud.url);
    const socket = connect(Number(port), hostname);
    socket.write(`POST /v1/push HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2000000\r\n\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 401 /);
    socket.destroy();
  }, 60_000);
});

describe('watching', () => {
  it('metrics count requests, refusals and ops, and name nobody', async () => {
    const cloud = await start();
    const guest = issueGuest(cloud.issuer);
    const push = (ops: unknown[]) => callEndpoint(cloud.cloud.url, '/v1/push', { token: cloud.token, body: { tenant: 'demo', ops } });
    await push([consentOp(guest.ref), factOp(guest.ref)]);
    await push([factOp(issueGuest(cloud.issuer).ref)]);
    await callEndpoint(cloud.cloud.url, '/v1/erasures', { token: 'nonsense' });
    const shown = await (await fetch(new URL('/metrics', cloud.cloud.url))).text();
    expect(shown).toMatch(/^foyer_cloud_ops_total\{outcome="stored"\} 2$/m);
    expect(shown).toMatch(/^foyer_cloud_ops_total\{outcome="refused"\} 1$/m);
    expect(shown).toMatch(/^foyer_cloud_refusals_total\{code="unknown-token"\} 1$/m);
    expect(shown).toMatch(/^foyer_cloud_request_seconds_count\{route="\/v1\/push",status="200"\} 2$/m);
    for (const secret of [guest.ref, guest.badge, cloud.token, 'demo']) expect(shown).not.toContain(secret);
    for (const secret of [guest.ref, guest.badge, cloud.token]) expect(JSON.stringify(cloud.log.lines)).not.toContain(secret);
  }, 60_000);

  it('the OpenAPI document is served as it is committed, and names every refusal', async () => {
    const cloud = await start();
    const { body } = await callEndpoint(cloud.cloud.url, '/openapi.json');
    // FOYER_UPDATE_OPENAPI=1 writes it anew after a change of the interface.
    if (process.env.FOYER_UPDATE_OPENAPI === '1') writeFileSync(OPENAPI, `${JSON.stringify(body, null, 2)}\n`);
    expect(body).toEqual(JSON.parse(readFileSync(OPENAPI, 'utf8')));
    const document = z
      .object({
        openapi: z.literal('3.1.0'),
        paths: z.record(z.string(), z.record(z.string(), z.looseObject({ responses: z.looseObject({ 429: z.object() }) }))),
      })
      .parse(body);
    for (const [path, methods] of Object.entries(document.paths))
      for (const method of Object.keys(methods)) {
        const answer = await fetch(new URL(path, cloud.cloud.url), {
          method: method.toUpperCase(),
          headers: { 'content-type': 'application/json' },
          ...(method === 'post' && { body: '{}' }),
        });
        expect([400, 401], `${method} ${path}`).toContain(answer.status);
      }
  }, 60_000);
});

describe('retention', () => {
  it('erases, here and by the feed, guests whom nobody asked for in time, and no others', async () => {
    let aheadMs = 0;
    const cloud = await start({ retentionDays: 30, wallMs: () => Date.now() + aheadMs });
    const call = (path: string, body?: unknown) => callEndpoint(cloud.cloud.url, path, { token: cloud.token, body });
    const [gone, back] = [issueGuest(cloud.issuer), issueGuest(cloud.issuer)];
    const pull = (guest: typeof gone) => {
      const badge = cloud.issuer.issue({ expiresAtMs: Date.now() + 400 * DAY_MS, guestId: guest.guestId }).token;
      return call('/v1/pull', { tenant: 'demo', companion: 'concierge', guest: guest.ref, badge, epoch: 0, since: 0 });
    };
    await call('/v1/push', { tenant: 'demo', ops: [consentOp(gone.ref), consentOp(back.ref)] });
    aheadMs = 20 * DAY_MS;
    expect((await pull(back)).body.ops).toHaveLength(1);
    expect(await cloud.cloud.forgetStale()).toBe(0);
    aheadMs = 31 * DAY_MS;
    expect(await cloud.cloud.forgetStale()).toBe(1);
    expect((await pull(gone)).body).toMatchObject({ epoch: 1, ops: [], keys: [] });
    expect((await pull(back)).body.ops).toHaveLength(1);
    expect((await call('/v1/erasures')).body.erasures).toEqual([{ companion: 'concierge', guest: gone.ref, epoch: 1 }]);
    expect(await cloud.cloud.forgetStale()).toBe(0);
  }, 60_000);
});

describe('clocks', () => {
  it('what is stamped further ahead than clocks may drift is refused with the true time; an erasure is obeyed', async () => {
    const cloud = await start();
    const guest = issueGuest(cloud.issuer);
    const stamped = (ms: number) => `${ms.toString(36).padStart(9, '0')}.0000.device`;
    const ops = [
      { ...consentOp(guest.ref), stamp: stamped(Date.now() + DAY_MS) },
      { ...factOp(guest.ref), stamp: stamped(Date.now() + 3 * DAY_MS) },
    ];
    const { body } = await callEndpoint(cloud.cloud.url, '/v1/push', { token: cloud.token, body: { tenant: 'demo', ops } });
    expect(body.results).toMatchObject([{ outcome: 'stored' }, { outcome: 'refused', reason: 'clock-ahead', nowMs: expect.any(Number) }]);
  }, 60_000);
});

describe('the process', () => {
  it('finishes the request under way when it is told to stop, takes no other, and leaves no lock', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'foyer-cloud-process-'));
    const child = spawn(process.execPath, [MAIN, 'cloud', 'serve', '--port', '0', '--data', dataDir], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    try {
      const logged = text(child.stderr);
      let url = '';
      for await (const line of createInterface(child.stdout)) {
        url = /http:\S+/.exec(line)?.[0] ?? '';
        if (line.includes('ready at')) break;
      }
      const token = readFileSync(join(dataDir, 'cloud', 'demo-token'), 'utf8').trim();
      const { hostname, port } = new URL(url);
      const socket = connect(Number(port), hostname);
      await once(socket, 'connect');
      const body = JSON.stringify({ tenant: 'demo', ops: [consentOp('a'.repeat(64))] });
      const head = `POST /v1/push HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
      socket.write(head + body.slice(0, 40));
      // Answered behind the half-sent one: the endpoint has read its head.
      await callEndpoint(url, '/ready');
      child.kill('SIGTERM');
      await closed(hostname, Number(port));
      socket.write(body.slice(40));
      const answer = (await text(socket)) as string;
      expect(answer).toMatch(/^HTTP\/1\.1 200 /);
      expect(answer).toContain('"outcome":"stored"');
      const [status] = child.exitCode === null ? ((await once(child, 'exit')) as [number]) : [child.exitCode];
      expect(status).toBe(0);
      expect(() => readFileSync(join(dataDir, 'cloud', 'db.lock'))).toThrow(/ENOENT/);
      expect(await logged).not.toContain('a'.repeat(64));
    } finally {
      child.kill('SIGKILL');
      rmSync(dataDir, { recursive: true, force: true });
    }
  }, 90_000);
});

/** Resolves when nobody listens there any more. */
async function closed(host: string, port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, host);
    const refused = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(false));
      socket.once('error', () => resolve(true));
    });
    socket.destroy();
    if (refused) return;
  }
}
