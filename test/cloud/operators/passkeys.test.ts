import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCloud, type TestCloud } from '../cloud-client.ts';
import { createOperatorClient, FAST, type OperatorClient, type SetUpOperator, setUpOperator } from './operator-client.ts';
import { type Assertion, createAuthenticator } from './software-authenticator.ts';

const ORIGIN = 'https://memory.example';
const MINUTE = 60_000;

/** What a browser, a security key or somebody in between may send; the way it should go is in test/e2e/operator.test.ts too. */
describe('passkeys', () => {
  let nowMs = Date.UTC(2026, 10, 22, 12);
  let at: TestCloud;
  let ada: SetUpOperator;
  const key = createAuthenticator();
  const stranger = () => createOperatorClient(at.cloud.url, ORIGIN);
  const challenge = async (client: OperatorClient = stranger(), path = 'session/passkey/options'): Promise<string> =>
    (await client.call(path, {})).body.challenge;
  const signIn = async (given: Partial<Assertion> = {}, tenant = 'demo', authenticator = key) => {
    const client = stranger();
    const response = authenticator.answer({ challenge: await challenge(client), origin: ORIGIN, ...given });
    return { client, response, ...(await client.call('session/passkey', { tenant, response })) };
  };
  const add = async (given: Partial<Assertion> = {}, authenticator = key) => {
    const response = authenticator.register({
      challenge: await challenge(ada.client, 'account/passkeys/options'),
      origin: ORIGIN,
      ...given,
    });
    return ada.client.call('account/passkeys', { name: 'key', response });
  };
  beforeAll(async () => {
    at = await startTestCloud({ wallMs: () => nowMs, passwordCost: FAST, publicUrl: ORIGIN });
    const account = { name: 'Ada', role: 'admin', nowMs, origin: ORIGIN } as const;
    ada = await setUpOperator(at, { tenant: 'demo', ...account });
    await setUpOperator(at, { tenant: 'other', ...account });
  }, 60_000);
  afterAll(() => at?.close());

  it.each([
    ['another origin', { origin: 'https://memory.example.evil.example' }],
    ['another host’s key', { rpId: 'evil.example' }],
    ['nobody checked who holds it', { verified: false }],
    ['a challenge that was made up', { challenge: Buffer.from('made up').toString('base64url') }],
  ])('none is added with %s', async (_what, given) => {
    expect(await add(given, createAuthenticator())).toMatchObject({ status: 400, body: { code: 'bad-passkey' } });
  });

  it('one is added, and lets in', async () => {
    expect((await add()).status).toBe(200);
    const { client, status } = await signIn({ counter: 2 });
    expect(status).toBe(200);
    expect((await client.call('session')).body.operator).toMatchObject({ name: 'Ada', tenant: 'demo' });
  });

  it.each([
    ['another origin', { origin: 'https://evil.example', rpId: 'memory.example' }],
    ['plain http', { origin: 'http://memory.example' }],
    ['another host’s key', { rpId: 'evil.example' }],
    ['nobody checked who holds it', { verified: false }],
    ['a challenge that was made up', { challenge: Buffer.from('x.y').toString('base64url') }],
    ['a counter that went back', { counter: 1 }],
  ])('none lets in with %s', async (_what, given) => {
    expect(await signIn({ counter: 5, ...given })).toMatchObject({ status: 401, body: { code: 'wrong-sign-in' } });
  });

  it('nor in another house, nor by a key that nobody added, nor with a challenge for adding one', async () => {
    expect((await signIn({ counter: 6 }, 'other')).status).toBe(401);
    expect((await signIn({ counter: 6 }, 'nowhere')).status).toBe(401);
    expect((await signIn({ counter: 6 }, 'demo', createAuthenticator())).status).toBe(401);
    expect((await signIn({ counter: 6, challenge: await challenge(ada.client, 'account/passkeys/options') })).status).toBe(401);
  });

  it('an answer works once, however it is spelled, and a challenge for five minutes', async () => {
    const { response, status } = await signIn({ counter: 7 });
    expect(status).toBe(200);
    expect((await stranger().call('session/passkey', { tenant: 'demo', response })).status).toBe(401);
    const zero = createAuthenticator();
    expect((await add({ counter: 0 }, zero)).status).toBe(200);
    // Keys that sync have no counter: the challenge alone tells a replay.
    const first = await signIn({ counter: 0 }, 'demo', zero);
    expect(first.status).toBe(200);
    const spelled = {
      ...first.response,
      response: { ...first.response.response, clientDataJSON: `${first.response.response.clientDataJSON}=` },
    };
    for (const again of [first.response, spelled])
      expect([400, 401]).toContain((await stranger().call('session/passkey', { tenant: 'demo', response: again })).status);
    const old = await challenge();
    nowMs += 6 * MINUTE;
    expect((await signIn({ counter: 8, challenge: old })).status).toBe(401);
  });

  it('one that was removed lets in no more', async () => {
    const { passkeys } = (await ada.client.call('account')).body;
    expect(passkeys).toHaveLength(2);
    for (const { id } of passkeys) expect((await ada.client.call('account/passkeys/remove', { id })).status).toBe(200);
    expect((await signIn({ counter: 9 })).status).toBe(401);
  });
});
