import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askAdmin } from '../../../cli/cloud/open-admin.ts';
import { startTestCloud, type TestCloud } from '../cloud-client.ts';
import type { DatabaseServer } from '../databases.ts';
import { TEST_DATABASES } from '../databases.ts';
import { createOperatorClient, FAST, finishSetup, PASSWORD, type SetUpOperator, setUpOperator } from './operator-client.ts';

const MINUTE = 60_000;

for (const database of TEST_DATABASES)
  describe.skipIf(database.missing)(`accounts of operators over ${database.name}`, () => {
    let nowMs = Date.UTC(2026, 10, 22, 12);
    let server: DatabaseServer;
    let at: TestCloud;
    const people: Record<string, SetUpOperator> = {};
    const who = (name: string) => {
      const found = people[name];
      if (found === undefined) throw new Error(`nobody is called ${name}`);
      return found;
    };
    const ask = (name: string, path: string, body?: unknown) => who(name).client.call(path, body);
    const idOf = async (name: string) =>
      (await ask('admin', 'accounts')).body.accounts.find((one: { name: string }) => one.name === name)?.id;
    beforeAll(async () => {
      server = await database.start();
      at = await startTestCloud({ database: await server.create(), wallMs: () => nowMs, passwordCost: FAST });
      for (const role of ['viewer', 'operator', 'admin'] as const)
        people[role] = await setUpOperator(at, { tenant: 'demo', name: role, role, nowMs });
      people.foreign = await setUpOperator(at, { tenant: 'other', name: 'admin', role: 'admin', nowMs });
    }, 60_000);
    afterAll(async () => {
      await at?.close();
      await server?.stop();
    });

    it.each([
      ['accounts', undefined],
      ['accounts', { name: 'Eve', role: 'admin' }],
      ['accounts/role', { id: '00000000-0000-4000-8000-000000000000', role: 'admin' }],
      ['accounts/reset', { id: '00000000-0000-4000-8000-000000000000' }],
      ['accounts/remove', { id: '00000000-0000-4000-8000-000000000000' }],
      ['audit', undefined],
    ])('%s %j is for admins alone', async (path, body) => {
      expect((await createOperatorClient(at.cloud.url).call(path, body)).status).toBe(401);
      for (const role of ['viewer', 'operator'])
        expect(await ask(role, path, body)).toMatchObject({ status: 403, body: { code: 'role-too-low' } });
      expect([200, 404]).toContain((await ask('admin', path, body)).status);
    });

    it('no role may be anything but one of the three, and no field may be slipped in', async () => {
      const id = await idOf('viewer');
      for (const body of [{ id, role: 'root' }, { id, role: 'admin', tenant: 'other' }, { id }, [], 'x'])
        expect((await ask('admin', 'accounts/role', body)).status).toBe(400);
    });

    it('an admin of another house sees and changes nobody here', async () => {
      const { accounts } = (await ask('foreign', 'accounts')).body;
      expect(accounts.map(({ name }: { name: string }) => name)).toEqual(['admin']);
      const id = await idOf('viewer');
      for (const [path, body] of [
        ['accounts/role', { id, role: 'admin' }],
        ['accounts/reset', { id }],
        ['accounts/remove', { id }],
      ] as const)
        expect(await ask('foreign', path, body)).toMatchObject({ status: 404, body: { code: 'no-such-account' } });
      const { rows } = (await ask('foreign', 'audit')).body;
      expect(rows.map(({ target }: { target: string }) => target)).not.toContain('viewer');
      // The session names its house itself: that of another finds nothing there.
      const cookie = who('viewer').client.cookie.replace(/=[^.]+/, `=${Buffer.from('other').toString('base64url')}`);
      expect((await who('viewer').client.call('session', undefined, { cookie })).status).toBe(401);
    });

    it('a role counts at once, and an account that is removed is out at once', async () => {
      const { body: link } = await ask('admin', 'accounts', { name: 'Fay', role: 'viewer' });
      people.fay = await finishSetup(at.cloud.url, link, nowMs);
      expect((await ask('fay', 'audit')).status).toBe(403);
      const id = await idOf('Fay');
      expect((await ask('admin', 'accounts/role', { id, role: 'admin' })).status).toBe(200);
      expect((await ask('fay', 'audit')).status).toBe(200);
      expect((await ask('admin', 'accounts/remove', { id })).status).toBe(200);
      expect((await ask('fay', 'session')).status).toBe(401);
    });

    it('the last admin stays admin; of two who remove each other at once one stays', async () => {
      const own = await idOf('admin');
      expect(await ask('admin', 'accounts/role', { id: own, role: 'viewer' })).toMatchObject({ status: 409, body: { code: 'last-admin' } });
      expect(await ask('admin', 'accounts/remove', { id: own })).toMatchObject({ status: 409, body: { code: 'last-admin' } });
      // One who has never signed in lets nobody in.
      const { body: link } = await ask('admin', 'accounts', { name: 'Gil', role: 'admin' });
      expect((await ask('admin', 'accounts/remove', { id: own })).status).toBe(409);
      people.gil = await finishSetup(at.cloud.url, link, nowMs);
      const [first, second] = await Promise.all([
        ask('admin', 'accounts/role', { id: await idOf('Gil'), role: 'viewer' }),
        ask('gil', 'accounts/role', { id: own, role: 'viewer' }),
      ]);
      expect([first.status, second.status].filter((status) => status === 200)).toHaveLength(1);
      if (second.status === 200) expect((await ask('gil', 'accounts/role', { id: own, role: 'admin' })).status).toBe(200);
    });

    it('a reset ends every way in and gives a link for others', async () => {
      const id = await idOf('operator');
      const { body: link } = await ask('admin', 'accounts/reset', { id });
      expect((await ask('operator', 'session')).status).toBe(401);
      const again = { tenant: 'demo', name: 'operator', password: PASSWORD, totp: who('operator').code(nowMs + 30_000) };
      expect((await createOperatorClient(at.cloud.url).call('session', again)).status).toBe(401);
      people.operator = await finishSetup(at.cloud.url, link, nowMs);
      expect((await ask('operator', 'session')).status).toBe(200);
      expect((await ask('admin', 'accounts/reset', { id: await idOf('admin') })).status).toBe(409);
    });

    it('another password ends the other sessions; another TOTP secret ends the old codes; both need a fresh sign-in', async () => {
      nowMs += MINUTE;
      const { code } = who('viewer');
      const other = createOperatorClient(at.cloud.url);
      const given = { tenant: 'demo', name: 'viewer', password: PASSWORD };
      expect((await other.call('session', { ...given, totp: code(nowMs) })).status).toBe(200);
      expect((await ask('viewer', 'account/password', { password: 'another long password' })).status).toBe(200);
      expect((await other.call('session')).status).toBe(401);
      expect((await ask('viewer', 'session')).status).toBe(200);
      expect((await ask('viewer', 'account/totp', { ticket: 'x', totp: '123456' })).body.code).toBe('bad-totp');
      nowMs += 16 * MINUTE;
      for (const [path, body] of [
        ['account/password', { password: 'a third long password' }],
        ['account/totp/offer', {}],
        ['account/passkeys/options', {}],
        ['account/passkeys/remove', { id: 'x' }],
      ] as const)
        expect(await ask('viewer', path, body)).toMatchObject({ status: 403, body: { code: 'sign-in-again' } });
    });

    it('all of it is in the audit log, newest first, page by page, and nothing secret is', async () => {
      const first = (await ask('admin', 'audit')).body;
      const actions = first.rows.map(({ action }: { action: string }) => action);
      for (const action of ['account-added', 'set-up', 'role-changed', 'account-removed', 'account-reset', 'password-changed'])
        expect(actions).toContain(action);
      expect(first.rows).toContainEqual(
        expect.objectContaining({ who: 'admin', action: 'role-changed', target: 'Fay', detail: 'admin', address: '127.0.0.1' }),
      );
      const times = first.rows.map(({ atMs }: { atMs: number }) => atMs);
      expect(times).toEqual([...times].sort((a, b) => b - a));
      const before = first.rows[0].id;
      expect((await ask('admin', `audit?before=${before}`)).body.rows[0].id).toBe(first.rows[1].id);
      const everything = JSON.stringify(first);
      for (const secret of [PASSWORD, 'another long password']) expect(everything).not.toContain(secret);
    });

    it('a wrong sign-in is noted under the account it was tried on', async () => {
      const client = createOperatorClient(at.cloud.url);
      await client.call('session', { tenant: 'demo', name: 'viewer', password: 'wrong', totp: '000000' });
      await client.call('session', { tenant: 'demo', name: 'my password', password: 'wrong', totp: '000000' });
      await expect
        .poll(async () => (await ask('admin', 'audit')).body.rows[0])
        .toMatchObject({ action: 'sign-in-failed', target: 'viewer', who: '' });
    });

    it('the command line lists, resets and removes, but for the last admin', async () => {
      const { operators = [] } = await askAdmin({ dataDir: at.dataDir }, { action: 'operators', tenant: 'demo' });
      expect(operators.map(({ name, ready }) => [name, ready])).toContainEqual(['viewer', true]);
      await expect(askAdmin({ dataDir: at.dataDir }, { action: 'operator-remove', tenant: 'other', name: 'admin' })).rejects.toThrow(
        /last-admin/,
      );
      await expect(askAdmin({ dataDir: at.dataDir }, { action: 'operators' })).rejects.toThrow(/which-tenant/);
      await askAdmin({ dataDir: at.dataDir }, { action: 'operator-remove', tenant: 'demo', name: 'Viewer' });
      expect((await ask('viewer', 'session')).status).toBe(401);
      const { setUp } = await askAdmin({ dataDir: at.dataDir }, { action: 'operator-reset', tenant: 'other', name: 'ADMIN' });
      expect((await ask('foreign', 'session')).status).toBe(401);
      await finishSetup(at.cloud.url, { tenant: 'other', code: setUp?.code ?? '' }, nowMs);
    });
  });
