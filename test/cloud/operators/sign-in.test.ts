import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askAdmin } from '../../../cli/cloud/open-admin.ts';
import { startTestCloud, type TestCloud } from '../cloud-client.ts';
import { createOperatorClient, FAST, finishSetup, PASSWORD, type SetUpOperator, setUpOperator } from './operator-client.ts';

const MINUTE = 60_000;

/** Each step goes on from the one before, at a clock that the test sets. */
describe('signing in as an operator', () => {
  let nowMs = Date.UTC(2026, 10, 22, 12);
  let at: TestCloud;
  let ada: SetUpOperator;
  const stranger = () => createOperatorClient(at.cloud.url);
  const signIn = (given: object, client = stranger()) =>
    client.call('session', { tenant: 'demo', name: 'Ada', password: PASSWORD, totp: ada.code(nowMs), ...given });
  const signedIn = async () => {
    const client = stranger();
    await signIn({}, client);
    return (await client.call('session')).body;
  };
  beforeAll(async () => {
    at = await startTestCloud({ wallMs: () => nowMs, passwordCost: FAST });
    ada = await setUpOperator(at, { tenant: 'demo', name: 'Ada', role: 'admin', nowMs });
  }, 60_000);
  afterAll(() => at?.close());

  it('the account is set up with its one-time code, once, and is signed in', async () => {
    expect(await ada.client.call('session')).toMatchObject({
      status: 200,
      body: { operator: { name: 'Ada', tenant: 'demo', role: 'admin' } },
    });
    const { setUp } = await askAdmin({ dataDir: at.dataDir }, { action: 'operator-add', name: 'Ben', role: 'viewer' });
    const link = { tenant: 'demo', code: setUp?.code ?? '' };
    await finishSetup(at.cloud.url, link, nowMs);
    expect(await stranger().call('session/setup', link)).toMatchObject({ status: 403, body: { code: 'bad-setup-code' } });
    await expect(askAdmin({ dataDir: at.dataDir }, { action: 'operator-add', name: ' BEN ', role: 'viewer' })).rejects.toThrow(
      /name-taken/,
    );
  });

  it('a set-up code ends after a day, and takes no weak password or wrong TOTP code', async () => {
    const { setUp } = await askAdmin({ dataDir: at.dataDir }, { action: 'operator-add', name: 'Cleo', role: 'viewer' });
    const link = { tenant: 'demo', code: setUp?.code.toLowerCase() ?? '' };
    const { body } = await stranger().call('session/setup', link);
    const finish = (given: object) =>
      stranger().call('session/setup/finish', { ...link, password: PASSWORD, ticket: body.totp.ticket, totp: '000000', ...given });
    expect(await finish({})).toMatchObject({ status: 400, body: { code: 'bad-totp' } });
    expect(await finish({ ticket: `${body.totp.ticket}x` })).toMatchObject({ status: 400, body: { code: 'bad-totp' } });
    expect(await finish({ password: 'short' })).toMatchObject({ status: 400, body: { code: 'bad-request' } });
    expect(await finish({ password: 'aaaaaaaaaaaaaaa' })).toMatchObject({ status: 400, body: { code: 'password-weak' } });
    nowMs += 25 * 60 * MINUTE;
    expect(await stranger().call('session/setup', link)).toMatchObject({ status: 403, body: { code: 'bad-setup-code' } });
  });

  it('takes password and TOTP code together, and says of nothing else what was wrong', async () => {
    const client = stranger();
    expect((await signIn({ name: ' ada' }, client)).status).toBe(200);
    expect(client.lastSetCookie).toMatch(/^foyer-operator=\S+; Path=\/; HttpOnly; SameSite=Strict$/);
    expect((await client.call('session')).body.operator.name).toBe('Ada');
    nowMs += MINUTE;
    const refused = await Promise.all([
      signIn({ password: 'wrong horse battery' }),
      signIn({ totp: '000000' }),
      signIn({ name: 'Nobody' }),
      signIn({ tenant: 'elsewhere' }),
      signIn({ name: 'Cleo' }),
    ]);
    for (const answer of refused) expect(answer).toEqual(refused[0]);
    expect(refused[0]).toMatchObject({ status: 401, body: { code: 'wrong-sign-in' } });
  });

  it('a code that has been used is refused, and so is an older one', async () => {
    nowMs += MINUTE;
    expect((await signIn({})).status).toBe(200);
    expect((await signIn({})).status).toBe(401);
    expect((await signIn({ totp: ada.code(nowMs - 30_000) })).status).toBe(401);
    nowMs += 30_000;
    expect((await signIn({})).status).toBe(200);
  });

  it('of many who send the same code at once one gets in, and of many guesses at once five are weighed', async () => {
    nowMs += MINUTE;
    const same = await Promise.all(Array.from({ length: 3 }, () => signIn({})));
    expect(same.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    const guesses = await Promise.all(Array.from({ length: 12 }, () => signIn({ name: 'Ben', totp: '000000' })));
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(5);
    nowMs += 25 * 60 * MINUTE;
  });

  it('nobody signs in by the id of an account, for which other tries are counted than for its name', async () => {
    nowMs += MINUTE;
    const { id } = (await signedIn()).operator;
    nowMs += MINUTE;
    expect((await signIn({ name: 'Ada\0' })).status).toBe(400);
    expect(await signIn({ name: id })).toMatchObject({ status: 401, body: { code: 'wrong-sign-in' } });
    expect((await signIn({})).status).toBe(200);
  });

  it('over https the cookie is for this very host and secure', async () => {
    nowMs += MINUTE;
    const client = stranger();
    const { host } = new URL(at.cloud.url);
    const given = { tenant: 'demo', name: 'Ada', password: PASSWORD, totp: ada.code(nowMs) };
    expect((await client.call('session', given, { origin: `https://${host}` })).status).toBe(200);
    expect(client.lastSetCookie).toMatch(/^__Host-foyer-operator=\S+; Path=\/; HttpOnly; SameSite=Strict; Secure$/);
    expect((await client.call('session')).status).toBe(200);
  });

  it('whoever guesses has to wait, longer each time; nobody is told of an account that does not exist', async () => {
    nowMs += MINUTE;
    const guess = (name: string) => signIn({ name, password: 'wrong horse battery' });
    for (const name of ['Ada', 'Nemo']) {
      const answers = [];
      for (let i = 0; i < 6; i++) answers.push((await guess(name)).body.code);
      expect(answers).toEqual([...Array(5).fill('wrong-sign-in'), 'wait']);
    }
    expect(await signIn({})).toMatchObject({ status: 429, body: { code: 'wait' } });
    nowMs += 31_000;
    expect((await guess('Ada')).status).toBe(401);
    nowMs += 31_000;
    expect(await signIn({})).toMatchObject({ status: 429, body: { code: 'wait', message: expect.stringContaining('29 s') } });
    nowMs += 30_000;
    expect((await signIn({})).status).toBe(200);
    nowMs += MINUTE;
    expect((await guess('Ada')).status).toBe(401);
    expect((await signIn({})).status).toBe(200);
  });

  it('an address that tries many names has to wait as well', async () => {
    nowMs += 25 * 60 * MINUTE;
    const answers = [];
    for (let i = 0; i < 21; i++) answers.push((await signIn({ name: `guess ${i}` })).status);
    expect(answers).toEqual([...Array(20).fill(401), 429]);
    expect((await stranger().call('session/setup', { tenant: 'demo', code: 'AAAA-AAAA-AAAA' })).status).toBe(429);
    nowMs += 25 * 60 * MINUTE;
  });

  it('a session ends when nobody is there, and after twelve hours whatever happens', async () => {
    const client = stranger();
    expect((await signIn({}, client)).status).toBe(200);
    for (let i = 0; i < 3; i++) {
      nowMs += 25 * MINUTE;
      expect((await client.call('session')).status).toBe(200);
    }
    nowMs += 20 * MINUTE;
    expect((await client.call('session', undefined, { 'x-foyer-background': '1' })).status).toBe(200);
    nowMs += 11 * MINUTE;
    expect(await client.call('session')).toMatchObject({ status: 401, body: { code: 'session-over' } });

    await signIn({}, client);
    for (let i = 0; i < 28; i++) {
      nowMs += 25 * MINUTE;
      expect((await client.call('session')).status).toBe(200);
    }
    nowMs += 25 * MINUTE;
    expect((await client.call('session')).status).toBe(401);
  });

  it('signing out ends this session, or all, or one of the others', async () => {
    const clients = [stranger(), stranger(), stranger()] as const;
    for (const client of clients) {
      nowMs += MINUTE;
      expect((await signIn({}, client)).status).toBe(200);
    }
    const [first, second, third] = clients;
    const { sessions } = (await first.call('account')).body;
    expect(sessions).toHaveLength(3);
    const newest = sessions.find((one: { current: boolean }) => !one.current);
    expect((await first.call('session/end', { which: newest.id })).status).toBe(200);
    expect((await third.call('session')).status).toBe(401);
    expect((await second.call('session')).status).toBe(200);
    const cookie = first.cookie;
    expect((await first.call('session/end', { which: 'this' })).status).toBe(200);
    expect((await first.call('session', undefined, { cookie })).status).toBe(401);
    expect((await second.call('session/end', { which: 'all' })).status).toBe(200);
    expect((await second.call('session')).status).toBe(401);
  });

  it('takes nothing that another site could have a browser send', async () => {
    nowMs += MINUTE;
    const client = stranger();
    await signIn({}, client);
    const end = (headers: Record<string, string | undefined>) => client.call('session/end', { which: 'this' }, headers);
    for (const headers of [
      { 'x-foyer-operator': undefined },
      { origin: undefined },
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
    ])
      expect(await end(headers)).toMatchObject({ status: 403, body: { code: 'not-from-the-page' } });
    expect((await client.call('session')).status).toBe(200);
  });

  it.each([
    'x',
    '..',
    `${Buffer.from('demo').toString('base64url')}.${'A'.repeat(43)}`,
    `${Buffer.from('a\0b').toString('base64url')}.${'A'.repeat(43)}`,
  ])('the cookie %j opens nothing', async (value) => {
    expect((await stranger().call('session', undefined, { cookie: `foyer-operator=${value}` })).status).toBe(401);
  });
});
