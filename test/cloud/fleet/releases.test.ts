import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { artefactsDir, publishRelease } from '../../../cli/cloud/fleet-release.ts';
import { askAdmin } from '../../../cli/cloud/open-admin.ts';
import { openArtefacts } from '../../../cloud/fleet/artefacts.ts';
import type { UpdatePlan } from '../../../core/contract/fleet.ts';
import { startTestCloud, type TestCloud } from '../cloud-client.ts';
import { TEST_DATABASES } from '../databases.ts';
import { FAST, type OperatorClient, setUpOperator } from '../operators/operator-client.ts';
import { enrolTestKiosk, type TestKiosk } from './fleet-client.ts';

const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

const files = mkdtempSync(join(tmpdir(), 'foyer-release-'));
afterAll(() => rmSync(files, { recursive: true, force: true }));

function file(name: string, content: Uint8Array = randomBytes(3000)) {
  writeFileSync(join(files, name), content);
  return { path: join(files, name), content, sha256: sha256(content) };
}
for (const database of TEST_DATABASES)
  describe.skipIf(database.missing)(`releases over ${database.name}`, () => {
    let at: TestCloud;
    let close = () => Promise.resolve();
    let admin: OperatorClient;
    let kiosk: TestKiosk;
    let channel = '';
    beforeAll(async () => {
      const server = await database.start();
      at = await startTestCloud({ database: await server.create(), passwordCost: FAST });
      close = async () => {
        await at.close();
        await server.stop();
      };
      ({ client: admin } = await setUpOperator(at, { tenant: 'house', name: 'Ada', role: 'admin', nowMs: Date.now() }));
    }, 60_000);
    afterAll(async () => {
      await close();
    });
    beforeEach(async () => {
      kiosk = await enrolTestKiosk(at, 'house');
      // Each test has a channel of its own.
      channel = `c${randomBytes(4).toString('hex')}`;
      await admin.call('groups', { id: channel, name: 'G', channel, window: { from: '23:00', to: '04:30' } });
      await admin.call('kiosks/group', { kiosk: kiosk.id, group: channel });
    });
    const publish = (kind: 'app' | 'model' | 'venue', paths: string[], given: Partial<Parameters<typeof publishRelease>[0]> = {}) =>
      publishRelease({
        ...{ dataDir: at.dataDir, tenant: 'house', kind, files: paths, channel, version: '1', name: '' },
        ask: (request) => askAdmin({ dataDir: at.dataDir }, request),
        ...given,
      });
    const plan = async (): Promise<UpdatePlan | null> => (await kiosk.beat()).body.updates;
    const fetchAs = (one: TestKiosk, path: string, headers: Record<string, string> = {}) =>
      fetch(new URL(path, `${at.cloud.url}/`), { headers: { authorization: `Bearer ${one.token}`, ...headers } });

    it('a venue, a model and a program reach the kiosks of their channel, in its window, as they were published', async () => {
      expect(await plan()).toBeNull();
      const [venue, model, app, notes] = [
        file('lobby.sqlite'),
        file('model.zip'),
        file('Foyer.AppImage'),
        file('latest-linux.yml', Buffer.from('version: 0.2.0\n')),
      ];
      await publish('venue', [venue.path], { version: '2026-11-22' });
      await publish('model', [model.path], { name: 'foyer-whisper-small', version: '3' });
      await publish('app', [app.path, notes.path], { version: '0.2.0' });
      const updates = await plan();
      expect(updates).toEqual({
        app: { channel, version: '0.2.0', url: `v1/fleet/app/${channel}/` },
        model: { name: 'foyer-whisper-small', url: expect.any(String), sha256: model.sha256, bytes: 3000 },
        venue: { version: '2026-11-22', url: expect.any(String), sha256: venue.sha256, bytes: 3000 },
        window: { from: '23:00', to: '04:30' },
      });
      for (const [url = '', content] of [
        [updates?.venue?.url, venue.content],
        [updates?.model?.url, model.content],
        [`${updates?.app?.url}latest-linux.yml?noCache=1h2`, notes.content],
        [`${updates?.app?.url}Foyer.AppImage`, app.content],
      ] as const) {
        const answer = await fetchAs(kiosk, url);
        expect([url, answer.status, Number(answer.headers.get('content-length'))]).toEqual([url, 200, content.length]);
        expect(Buffer.from(await answer.arrayBuffer()).equals(content), url).toBe(true);
      }
    });

    it('a program that was built for one channel is found by kiosks of another', async () => {
      const named = (name: string) => file(name, Buffer.from(`of ${name}`));
      const built = ['beta.yml', 'beta-linux.yml', 'beta-linux-arm64.yml', 'beta-mac.yml', 'notes.txt'].map(named);
      await publish(
        'app',
        built.map(({ path }) => path),
        { version: '0.3.0' },
      );
      const text = async (name: string) => {
        const answer = await fetchAs(kiosk, `v1/fleet/app/${channel}/${name}`);
        return answer.status === 200 ? answer.text() : answer.status;
      };
      for (const end of ['.yml', '-linux.yml', '-linux-arm64.yml', '-mac.yml'])
        expect(await text(`${channel}${end}`)).toBe(`of beta${end}`);
      expect([await text('notes.txt'), await text('other-linux.yml'), await text(`${channel}-linux-riscv.yml`)]).toEqual([
        'of notes.txt',
        404,
        404,
      ]);
    });

    it('a download goes on where it was cut off', async () => {
      const venue = file('part.sqlite');
      await publish('venue', [venue.path]);
      const url = (await plan())?.venue?.url ?? '';
      const part = async (range: string) => {
        const answer = await fetchAs(kiosk, url, { range });
        return [answer.status, answer.headers.get('content-range'), Buffer.from(await answer.arrayBuffer())] as const;
      };
      expect(await part('bytes=1000-')).toEqual([206, 'bytes 1000-2999/3000', venue.content.subarray(1000)]);
      expect(await part('bytes=0-9')).toEqual([206, 'bytes 0-9/3000', venue.content.subarray(0, 10)]);
      expect(await part('bytes=-5')).toEqual([206, 'bytes 2995-2999/3000', venue.content.subarray(2995)]);
      expect((await part('bytes=10-9999'))[1]).toBe('bytes 10-2999/3000');
      expect((await part('bytes=3000-'))[0]).toBe(416);
      expect((await part('bytes=0-1,5-6'))[0]).toBe(200);
    });

    it('gives a kiosk nothing but what its own channel gives now', async () => {
      const [old, present] = [file('old.sqlite'), file('new.sqlite')];
      await publish('venue', [old.path]);
      const path = (hash: string) => `v1/fleet/artefact?sha256=${hash}`;
      expect((await fetchAs(kiosk, path(old.sha256))).status).toBe(200);
      await publish('venue', [present.path], { version: '2' });
      expect((await fetchAs(kiosk, path(old.sha256))).status).toBe(404);
      const [outside, stranger] = [await enrolTestKiosk(at, 'house'), await enrolTestKiosk(at, 'demo')];
      for (const one of [outside, stranger]) expect((await fetchAs(one, path(present.sha256))).status).toBe(404);
      const app = file('Foyer.deb');
      await publish('app', [app.path]);
      expect((await fetchAs(outside, `v1/fleet/app/${channel}/Foyer.deb`)).status).toBe(404);
      for (const name of ['..%2F..%2Fmaster.key', '%2e%2e', present.sha256, 'new.sqlite'])
        expect([400, 404], name).toContain((await fetchAs(kiosk, `v1/fleet/app/${channel}/${name}`)).status);
      expect((await fetch(new URL(path(present.sha256), `${at.cloud.url}/`))).status).toBe(401);
    });

    it('is tried in one channel, promoted to another, and withdrawn', async () => {
      const [first, second] = [file('first.sqlite'), file('second.sqlite')];
      await publish('venue', [first.path], { version: 'first' });
      const id = await publish('venue', [second.path], { version: 'second', channel: `${channel}-beta` });
      expect((await plan())?.venue?.version).toBe('first');
      expect(await admin.call('releases/promote', { release: id, channel })).toMatchObject({ status: 200 });
      expect((await plan())?.venue).toMatchObject({ version: 'second', sha256: second.sha256 });
      const { releases } = (await admin.call('releases')).body;
      const promoted = releases.find((one: { channel: string; version: string }) => one.channel === channel && one.version === 'second');
      expect(promoted.current).toBe(true);
      expect(await admin.call('releases/withdraw', { release: promoted.id })).toMatchObject({ status: 200 });
      expect((await plan())?.venue?.version).toBe('first');
      expect(await admin.call('releases/promote', { release: promoted.id, channel: 'other' })).toMatchObject({ status: 404 });
      const actions = (await admin.call('audit')).body.rows.map((row: { action: string; target: string }) => `${row.action} ${row.target}`);
      for (const one of ['release-published venue first', 'release-promoted venue second', 'release-withdrawn venue second'])
        expect(actions).toContain(one);
    });

    it.each([
      ['no file', () => publish('venue', [join(files, 'missing')]), 'artefact-unreadable'],
      ['another file than was meant', () => publish('venue', [file('x.sqlite').path], { sha256: 'a'.repeat(64) }), 'artefact-hash'],
      ['a model without a name', () => publish('model', [file('m.zip').path]), 'bad-release'],
      ['a venue of two files', () => publish('venue', [file('a').path, file('b').path]), 'bad-release'],
      ['a name that is a path to a kiosk', () => publish('app', [file('.hidden').path]), 'bad-release'],
      ['a channel that is none', () => publish('app', [file('a').path], { channel: '../x' }), 'bad-release'],
    ])('refuses %s, and keeps nothing of it', async (_what, act, code) => {
      const before = existsSync(artefactsDir(at.dataDir)) ? readdirSync(artefactsDir(at.dataDir)) : [];
      await expect(act()).rejects.toMatchObject({ code });
      expect(existsSync(artefactsDir(at.dataDir)) ? readdirSync(artefactsDir(at.dataDir)) : []).toEqual(before);
    });

    it('an endpoint that does not have the file says so', async () => {
      const release = { kind: 'venue' as const, channel, name: '', version: '1', files: [{ name: 'x', bytes: 3, sha256: 'b'.repeat(64) }] };
      await expect(askAdmin({ dataDir: at.dataDir }, { action: 'fleet-release', tenant: 'house', release })).rejects.toMatchObject({
        message: expect.stringContaining('no-such-file'),
      });
    });
  });

it('an endpoint that ends waits for no download; nothing reads a file for HEAD', async () => {
  const own = await startTestCloud({ passwordCost: FAST });
  try {
    const one = await enrolTestKiosk(own, 'house');
    // More than the buffers on the way hold.
    const large = file('large.sqlite', Buffer.alloc(64_000_000, 7));
    await publishRelease({
      ...{ dataDir: own.dataDir, tenant: 'house', kind: 'venue', files: [large.path], channel: 'stable', version: '1', name: '' },
      ask: (request) => askAdmin({ dataDir: own.dataDir }, request),
    });
    const url = new URL(`v1/fleet/artefact?sha256=${large.sha256}`, `${own.cloud.url}/`);
    const headers = { authorization: `Bearer ${one.token}` };
    expect((await fetch(url, { method: 'HEAD', headers })).status).toBe(404);
    const answer = await fetch(url, { headers });
    expect(answer.status).toBe(200);
    await own.cloud.close();
    await expect(answer.arrayBuffer()).rejects.toThrow();
  } finally {
    await own.close();
  }
}, 60_000);

describe('artefacts', () => {
  it('are bounded, private to the endpoint, and the same file is there once', async () => {
    const dir = join(files, 'store');
    const artefacts = openArtefacts(dir, 4000);
    const one = file('one', randomBytes(4000));
    expect(await artefacts.put(one.path, one.sha256.toUpperCase())).toEqual({ sha256: one.sha256, bytes: 4000 });
    await artefacts.put(one.path);
    expect(readdirSync(dir)).toEqual([one.sha256]);
    expect(statSync(join(dir, one.sha256)).mode & 0o077).toBe(0);
    expect(readFileSync(artefacts.find(one.sha256)?.path ?? '').equals(one.content)).toBe(true);
    await expect(artefacts.put(file('large', randomBytes(4001)).path)).rejects.toMatchObject({ code: 'artefact-too-large' });
    await expect(artefacts.put(file('empty', Buffer.alloc(0)).path)).rejects.toMatchObject({ code: 'artefact-too-large' });
    for (const name of ['', '..', '../one', one.sha256.slice(1)]) expect(artefacts.find(name)).toBeNull();
  });
});
