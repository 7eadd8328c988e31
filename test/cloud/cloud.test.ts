import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveCloud } from '../../cli/cloud/serve-cloud.ts';
import { openTenantDirectory } from '../../cloud/tenants.ts';
import type { SyncOp } from '../../core/sync/op.ts';
import { createBadgeIssuer } from '../../native/badge/badge-issuer.ts';
import type { TestCloud, TestGuest } from './cloud-client.ts';
import { callEndpoint, consentOp, eraseOp, factOp, issueGuest, startTestCloud } from './cloud-client.ts';
import { TEST_DATABASES } from './databases.ts';

let at: TestCloud;

const call = (path: string, body?: unknown, token = at.token) => callEndpoint(at.cloud.url, path, { body, token });
const push = (ops: SyncOp[], token?: string) => call('/v1/push', { tenant: 'demo', ops }, token);
const pull = (guest: TestGuest, more: object = {}) =>
  call('/v1/pull', { tenant: 'demo', companion: 'concierge', guest: guest.ref, badge: guest.badge, epoch: 0, since: 0, ...more });

for (const database of TEST_DATABASES)
  describe.skipIf(database.missing)(`over ${database.name}`, () => {
    let close = () => Promise.resolve();
    beforeAll(async () => {
      const server = await database.start();
      at = await startTestCloud({ database: await server.create() });
      close = async () => {
        await at.close();
        await server.stop();
      };
    }, 60_000);
    afterAll(() => close());
    describe('push and pull', () => {
      it('gives back, with the keys and in order, what was pushed', async () => {
        const guest = issueGuest(at.issuer);
        const ops = [consentOp(guest.ref), factOp(guest.ref), factOp(guest.ref)];
        expect((await push(ops)).body.results.map((r: { outcome: string }) => r.outcome)).toEqual(['stored', 'stored', 'stored']);
        const { body } = await pull(guest);
        expect(body.ops).toEqual(ops);
        const [consent] = ops;
        expect(body.keys).toEqual([
          { keyId: consent?.kind === 'consent.set' && consent.keyId, guestKey: consent?.kind === 'consent.set' && consent.guestKey },
        ]);
        expect(body).toMatchObject({ epoch: 0, sequence: 3, more: false });
        expect((await pull(guest, { since: 2 })).body.ops).toEqual([ops[2]]);
        expect((await pull(guest, { since: 3 })).body).toMatchObject({ ops: [], sequence: 3 });
      });

      it('stores an op once, however often and in whatever batch it comes', async () => {
        const guest = issueGuest(at.issuer);
        const [consent, fact] = [consentOp(guest.ref), factOp(guest.ref)];
        await push([consent, fact]);
        await push([fact]);
        await Promise.all([push([consent, fact, fact]), push([consent, fact])]);
        expect((await pull(guest)).body).toMatchObject({ ops: [consent, fact], sequence: 2 });
      });

      it('pages through a long memory without loss', async () => {
        const guest = issueGuest(at.issuer);
        const ops = [consentOp(guest.ref), ...Array.from({ length: 600 }, () => factOp(guest.ref))];
        for (let i = 0; i < ops.length; i += 100) await push(ops.slice(i, i + 100));
        const first = (await pull(guest)).body;
        expect(first).toMatchObject({ more: true, sequence: 500 });
        const second = (await pull(guest, { since: first.sequence })).body;
        expect([...first.ops, ...second.ops].map((op: SyncOp) => op.id)).toEqual(ops.map((op) => op.id));
        expect(second).toMatchObject({ more: false, sequence: 601 });
      });

      it('refuses content under a key that never came with a consent', async () => {
        const guest = issueGuest(at.issuer);
        expect((await push([factOp(guest.ref)])).body.results).toMatchObject([{ outcome: 'refused', reason: 'unknown-key' }]);
      });

      it('answers an unknown guest with nothing', async () => {
        expect((await pull(issueGuest(at.issuer))).body).toEqual({ epoch: 0, keys: [], ops: [], sequence: 0, more: false });
      });
    });

    describe('proof of a scan', () => {
      it("a pull needs this guest's own, genuine, valid badge", async () => {
        const guest = issueGuest(at.issuer);
        await push([consentOp(guest.ref)]);
        const other = issueGuest(at.issuer);
        const forger = createBadgeIssuer({ dataDir: join(at.dataDir, 'forger'), tenant: 'demo' });
        const expired = at.issuer.issue({ expiresAtMs: Date.now() - 120_000 }).token;
        const forged = forger.issue({ expiresAtMs: Date.now() + 86_400_000 }).token;
        for (const [badge, code] of [
          [other.badge, 'badge-of-another-guest'],
          [forged, 'badge-unknown-key'],
          [expired, 'badge-expired'],
          ['https://example.org', 'badge-foreign'],
          [guest.badge.slice(0, -2), 'badge-malformed'],
        ]) {
          expect(await pull(guest, { badge }), code).toMatchObject({ status: 403, body: { code } });
        }
        at.issuer.revoke(guest.badge);
        expect(await pull(guest)).toMatchObject({ status: 403, body: { code: 'badge-revoked' } });
      });
    });

    describe('erasure', () => {
      it('removes ops and keys, starts a new epoch and appears in the feed without content', async () => {
        const guest = issueGuest(at.issuer);
        await push([consentOp(guest.ref), factOp(guest.ref)]);
        const { sequence: since } = (await call('/v1/erasures')).body;
        expect((await push([eraseOp(guest.ref)])).body.results).toMatchObject([{ outcome: 'stored', epoch: 1 }]);
        expect((await pull(guest)).body).toMatchObject({ epoch: 1, keys: [], ops: [] });
        expect((await call(`/v1/erasures?since=${since}`)).body).toEqual({
          erasures: [{ companion: 'concierge', guest: guest.ref, epoch: 1 }],
          sequence: since + 1,
          more: false,
        });
      });

      it('stands against every op of the time before, and against repetition', async () => {
        const guest = issueGuest(at.issuer);
        const [consent, late, erase] = [consentOp(guest.ref), factOp(guest.ref), eraseOp(guest.ref)];
        await push([consent]);
        await push([erase]);
        expect((await push([late, consent, consentOp(guest.ref)])).body.results).toMatchObject([
          { outcome: 'erased', epoch: 1 },
          { outcome: 'erased', epoch: 1 },
          { outcome: 'erased', epoch: 1 },
        ]);
        await push([consentOp(guest.ref, 1), factOp(guest.ref, 1)]);
        expect((await push([erase])).body.results).toMatchObject([{ outcome: 'stored', epoch: 1 }]);
        expect((await pull(guest)).body.ops).toHaveLength(2);
        expect((await push([eraseOp(guest.ref)])).body.results).toMatchObject([{ outcome: 'stored', epoch: 2 }]);
        expect((await pull(guest)).body).toMatchObject({ epoch: 2, ops: [] });
      });

      it('that a kiosk knows of and this database lost is not undone by it', async () => {
        const guest = issueGuest(at.issuer);
        await push([consentOp(guest.ref), factOp(guest.ref)]);
        const fresh = consentOp(guest.ref, 3);
        expect((await push([fresh])).body.results).toMatchObject([{ outcome: 'stored', epoch: 3 }]);
        expect((await pull(guest, { since: 2 })).body).toMatchObject({ epoch: 3, ops: [fresh] });
      });
    });

    describe('strangers and bad input', () => {
      it('no token, a wrong one, or one of another tenant gets nothing', async () => {
        const guest = issueGuest(at.issuer);
        for (const token of ['', 'nonsense', `${at.token}x`]) {
          expect((await push([consentOp(guest.ref)], token)).status).toBe(401);
          expect((await call('/v1/erasures', undefined, token)).status).toBe(401);
        }
        expect(await call('/v1/push', { tenant: 'other', ops: [consentOp(guest.ref)] })).toMatchObject({
          status: 403,
          body: { code: 'wrong-tenant' },
        });
        const smuggled = { ...consentOp(guest.ref), tenant: 'other' };
        expect((await push([smuggled])).body.results).toMatchObject([{ outcome: 'refused', reason: 'wrong-tenant' }]);
      });

      it.each([
        ['no JSON', '{', 400],
        ['another shape', { tenant: 'demo', ops: 'all' }, 400],
        ['an unknown key', { tenant: 'demo', ops: [], extra: 1 }, 400],
        ['no ops', { tenant: 'demo', ops: [] }, 400],
        ['more ops than a batch may have', { tenant: 'demo', ops: Array.from({ length: 101 }, () => eraseOp('a'.repeat(64))) }, 400],
        ['an op id that is no UUIDv7', { tenant: 'demo', ops: [{ ...eraseOp('a'.repeat(64)), id: 'op-1' }] }, 400],
        ['a body over 2 MB', JSON.stringify({ tenant: 'x'.repeat(2_200_000) }), 413],
      ])('%s is refused', async (_what, body, status) => {
        expect((await call('/v1/push', body)).status).toBe(status);
      });

      it('health and readiness need no token; other paths are not there', async () => {
        expect(await call('/health', undefined, '')).toMatchObject({ status: 200 });
        expect(await call('/ready', undefined, '')).toMatchObject({ status: 200, body: { status: 'ready' } });
        expect(await call('/v1/guests')).toMatchObject({ status: 404, body: { code: 'no-such-route' } });
      });

      it('a log line names no guest, badge or token', async () => {
        const guest = issueGuest(at.issuer);
        await pull(guest, { badge: 'FOYER' });
        const lines = JSON.stringify(at.log.lines);
        expect(lines).toContain('badge-malformed');
        for (const secret of [guest.ref, guest.guestId, guest.badge, at.token]) expect(lines).not.toContain(secret);
      });
    });
  });

describe('on disk', () => {
  let kept: TestCloud;
  beforeAll(async () => {
    kept = await startTestCloud({ database: null });
  }, 60_000);
  afterAll(() => kept?.close());

  it('survives a restart, keeps no readable key or token, and gives each tenant its own token', async () => {
    const shared = at;
    at = kept;
    try {
      const guest = issueGuest(at.issuer);
      const consent = consentOp(guest.ref);
      await push([consent]);
      const other = openTenantDirectory(join(at.dataDir, 'cloud'), () => Buffer.alloc(24, 7)).addToken('other-house');
      await at.restart();
      expect((await pull(guest)).body.ops).toEqual([consent]);
      expect(await call('/v1/push', { tenant: 'demo', ops: [consent] }, other)).toMatchObject({ status: 403 });
      expect((await call('/v1/erasures', undefined, other)).status).toBe(200);
      const db = readdirSync(join(at.dataDir, 'cloud', 'db'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      const bytes = Buffer.concat(db.map((entry) => readFileSync(join(entry.parentPath, entry.name))));
      const key = consent.kind === 'consent.set' ? consent.guestKey : '';
      expect(bytes.includes(guest.ref)).toBe(true);
      for (const secret of [key, Buffer.from(key, 'base64'), guest.guestId, at.token]) expect(bytes.includes(secret)).toBe(false);
      expect(readFileSync(join(at.dataDir, 'cloud', 'tenants.json'), 'utf8')).not.toContain(other);
    } finally {
      at = shared;
    }
  }, 60_000);

  it('is opened by one endpoint at a time, and again after one was killed', async () => {
    const serve = () => serveCloud({ dataDir: kept.dataDir, port: 0, log: kept.log });
    await expect(serve()).rejects.toMatchObject({ code: 'cloud-already-running' });
    await kept.cloud.close();
    // A process id that no process can have.
    writeFileSync(join(kept.dataDir, 'cloud', 'db.lock'), '4194305');
    const next = await serve();
    await next.close();
  }, 60_000);

  it('a port that is taken and a database that is not there are named, and nothing is left open', async () => {
    await kept.restart();
    const port = Number(new URL(kept.cloud.url).port);
    const elsewhere = { dataDir: join(kept.dataDir, 'second'), log: kept.log, database: 'memory:' };
    await expect(serveCloud({ ...elsewhere, port })).rejects.toMatchObject({
      code: 'port-taken',
      message: expect.stringContaining(String(port)),
    });
    const nowhere = 'postgres://somebody:secret@127.0.0.1:9/none';
    await expect(serveCloud({ ...elsewhere, port: 0, database: nowhere })).rejects.toMatchObject({
      code: 'cloud-database-unreachable',
      message: expect.not.stringContaining('secret'),
    });
  }, 60_000);
});
