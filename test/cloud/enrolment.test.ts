import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askAdmin } from '../../cli/cloud/open-admin.ts';
import { challengeMessage, enrolMessage } from '../../core/sync/enrolment.ts';
import { loadDeviceIdentity } from '../../host/cloud/device-identity.ts';
import { enrolKiosk } from '../../host/cloud/enrol-kiosk.ts';
import type { Answer, TestCloud } from './cloud-client.ts';
import { callEndpoint, consentOp, issueGuest, startTestCloud } from './cloud-client.ts';
import { TEST_DATABASES } from './databases.ts';

const HOUR_MS = 3_600_000;

for (const database of TEST_DATABASES)
  describe.skipIf(database.missing)(`enrolment over ${database.name}`, () => {
    let at: TestCloud;
    let close = () => Promise.resolve();
    let aheadMs = 0;
    let kiosk = '';
    beforeAll(async () => {
      const server = await database.start();
      at = await startTestCloud({ database: await server.create(), wallMs: () => Date.now() + aheadMs });
      close = async () => {
        await at.close();
        await server.stop();
      };
    }, 60_000);
    afterAll(() => close());
    beforeEach(() => {
      kiosk = mkdtempSync(join(tmpdir(), 'foyer-enrol-'));
    });
    afterEach(() => {
      aheadMs = 0;
      rmSync(kiosk, { recursive: true, force: true });
    });

    const call = (path: string, body?: unknown, token?: string): Promise<Answer> =>
      callEndpoint(at.cloud.url, path, { ...(body !== undefined && { body }), ...(token !== undefined && { token }) });
    async function code(tenant: string): Promise<string> {
      const { secret } = await askAdmin({ dataDir: at.dataDir }, { action: 'enrol-code', tenant, hours: 24 });
      return `${tenant}/${secret}`;
    }
    async function enrol(tenant: string, name = 'Lobby', dataDir = kiosk) {
      await enrolKiosk({ dataDir, code: await code(tenant), url: at.cloud.url, name });
      const identity = loadDeviceIdentity(dataDir);
      if (identity === null) throw new Error('not enrolled');
      return identity;
    }
    type Identity = Awaited<ReturnType<typeof enrol>>;
    async function signed({ tenant, device, sign: signWith }: Identity) {
      const { challenge } = (await call('/v1/challenge', { tenant, device })).body;
      return { tenant, device, challenge, signature: signWith(challengeMessage({ tenant, device, challenge })) };
    }
    const token = async (identity: Identity): Promise<string> => (await call('/v1/token', await signed(identity))).body.token;

    it('a code makes a device whose key stays on the kiosk; its tokens push, pull and read', async () => {
      const identity = await enrol('demo', 'Lobby east');
      const file = join(kiosk, 'keys', 'cloud-device.json');
      expect(statSync(file).mode & 0o077).toBe(0);
      const bearer = await token(identity);
      const guest = issueGuest(at.issuer);
      const op = consentOp(guest.ref);
      expect((await call('/v1/push', { tenant: 'demo', ops: [op] }, bearer)).body.results).toMatchObject([{ outcome: 'stored' }]);
      const pull = { tenant: 'demo', companion: 'concierge', guest: guest.ref, badge: guest.badge, epoch: 0, since: 0 };
      expect((await call('/v1/pull', pull, bearer)).body.ops).toEqual([op]);
      expect((await call('/v1/erasures', undefined, bearer)).status).toBe(200);
      const { devices } = await askAdmin({ dataDir: at.dataDir }, { action: 'devices', tenant: 'demo' });
      expect(devices).toMatchObject([{ id: identity.device, name: 'Lobby east', revokedMs: null }]);
      expect(JSON.stringify(at.log.lines)).not.toContain(JSON.parse(readFileSync(file, 'utf8')).privateKey);
    });

    it('a code works once, for its own tenant and in its time; the same kiosk may ask again', async () => {
      const given = await code('house');
      const { device } = await enrolKiosk({ dataDir: kiosk, code: given, url: at.cloud.url, name: 'A' });
      const other = mkdtempSync(join(tmpdir(), 'foyer-enrol-'));
      const again = { dataDir: other, url: at.cloud.url, name: 'B' };
      await expect(enrolKiosk({ ...again, code: given })).rejects.toMatchObject({ message: expect.stringContaining('bad-enrol-code') });
      const late = await code('house');
      await expect(enrolKiosk({ ...again, code: late.replace('house', 'demo') })).rejects.toMatchObject({ code: 'cloud-refused' });
      aheadMs = 25 * HOUR_MS;
      await expect(enrolKiosk({ ...again, code: late })).rejects.toMatchObject({ code: 'cloud-refused' });
      expect(loadDeviceIdentity(other)).toBeNull();
      expect(loadDeviceIdentity(kiosk)?.device).toBe(device);
      rmSync(other, { recursive: true, force: true });
    });

    it('an enrolment whose answer is lost is repeated with the same key and is the same device', async () => {
      const given = await code('house');
      const lost: typeof fetch = async (...request) => {
        await fetch(...request);
        throw new TypeError('the cable is out');
      };
      const options = { dataDir: kiosk, code: given, url: at.cloud.url, name: 'A' };
      await expect(enrolKiosk({ ...options, fetch: lost })).rejects.toMatchObject({ code: 'cloud-unreachable' });
      expect(loadDeviceIdentity(kiosk)).toBeNull();
      const { device } = await enrolKiosk(options);
      const { devices = [] } = await askAdmin({ dataDir: at.dataDir }, { action: 'devices', tenant: 'house' });
      expect(devices.filter(({ id }) => id === device)).toHaveLength(1);
    });

    it('enrols nobody who cannot sign with the key', async () => {
      const given = (await code('house')).split('/')[1]?.replaceAll('-', '') ?? '';
      const mine = generateKeyPairSync('ed25519');
      const publicKey = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? '';
      const request = { tenant: 'house', code: given, publicKey, name: 'Thief' };
      const signature = sign(null, Buffer.from(enrolMessage(request)), mine.privateKey).toString('base64url');
      expect(await call('/v1/enrol', { ...request, signature })).toMatchObject({ status: 403, body: { code: 'bad-enrol-code' } });
    });

    it('gives tokens for its own fresh challenges only, signed by that device', async () => {
      const [a, b] = [await enrol('house', 'A'), await enrol('house', 'B', join(kiosk, 'b'))];
      const good = await signed(a);
      const forged = { ...good, signature: b.sign(challengeMessage(good)) };
      expect(await call('/v1/token', forged)).toMatchObject({ status: 401, body: { code: 'unknown-device' } });
      expect(await call('/v1/token', { ...good, device: b.device })).toMatchObject({ status: 401, body: { code: 'bad-challenge' } });
      expect(await call('/v1/token', { ...good, tenant: 'demo' })).toMatchObject({ status: 401, body: { code: 'bad-challenge' } });
      const made = { ...good, challenge: `${good.challenge.slice(0, -4)}AAAA` };
      expect(await call('/v1/token', made)).toMatchObject({ status: 401, body: { code: 'bad-challenge' } });
      aheadMs = 61_000;
      expect(await call('/v1/token', good)).toMatchObject({ status: 401, body: { code: 'bad-challenge' } });
      const stranger = await call('/v1/challenge', { tenant: 'nowhere', device: a.device });
      expect(stranger.status).toBe(200);
    });

    it('a token runs out, and is worth nothing when a byte of it is changed', async () => {
      const bearer = await token(await enrol('demo'));
      expect((await call('/v1/erasures', undefined, bearer)).status).toBe(200);
      const [body = '', mac] = bearer.split('.');
      const claims = { ...JSON.parse(Buffer.from(body, 'base64url').toString()), tenant: 'house' };
      const forged = `${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${mac}`;
      expect(await call('/v1/erasures', undefined, forged)).toMatchObject({ status: 401, body: { code: 'unknown-token' } });
      aheadMs = 16 * 60_000;
      expect(await call('/v1/erasures', undefined, bearer)).toMatchObject({ status: 401, body: { code: 'token-expired' } });
    });

    it('a revoked device is refused at once, with the token it has and for another', async () => {
      const identity = await enrol('demo');
      const bearer = await token(identity);
      const { found } = await askAdmin({ dataDir: at.dataDir }, { action: 'revoke-device', tenant: 'demo', device: identity.device });
      expect(found).toBe(true);
      expect(await call('/v1/erasures', undefined, bearer)).toMatchObject({ status: 401, body: { code: 'device-revoked' } });
      expect(await call('/v1/token', await signed(identity))).toMatchObject({ status: 401, body: { code: 'device-revoked' } });
    });

    it('a device of one tenant gets nothing of another, whatever it claims', async () => {
      const bearer = await token(await enrol('house'));
      const guest = issueGuest(at.issuer);
      await call('/v1/push', { tenant: 'demo', ops: [consentOp(guest.ref)] }, at.token);
      const pull = { companion: 'concierge', guest: guest.ref, badge: guest.badge, epoch: 0, since: 0 };
      expect(await call('/v1/pull', { ...pull, tenant: 'demo' }, bearer)).toMatchObject({ status: 403, body: { code: 'wrong-tenant' } });
      // As its own tenant: another house's badge proves nothing there.
      expect(await call('/v1/pull', { ...pull, tenant: 'house' }, bearer)).toMatchObject({ status: 403 });
      expect((await call('/v1/erasures', undefined, bearer)).body.erasures).toEqual([]);
      expect(await call('/v1/push', { tenant: 'demo', ops: [consentOp(guest.ref)] }, bearer)).toMatchObject({ status: 403 });
    });

    it('the operator interface needs the key beside the database', async () => {
      const body = { action: 'enrol-code', tenant: 'demo', hours: 1 };
      expect(await call('/v1/admin', body)).toMatchObject({ status: 401, body: { code: 'not-the-operator' } });
      expect(await call('/v1/admin', body, at.token)).toMatchObject({ status: 401 });
    });
  });
