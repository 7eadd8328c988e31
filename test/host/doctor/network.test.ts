import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { certificatesProbe } from '../../../host/doctor/certificates.ts';
import { clockProbe } from '../../../host/doctor/clock.ts';
import { cloudProbe } from '../../../host/doctor/cloud.ts';
import { createCertificate, type TestCertificate } from '../../fakes/certificate.ts';
import { contextOf, newDir, programs } from './support.ts';

const open: Server[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});
const listen = async (server: Server): Promise<number> => {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};
const days = (count: number) => new Date(Date.now() + count * 86_400_000);

describe('certificates', () => {
  const of = async (pair: TestCertificate, host = 'localhost') => {
    const port = await listen(createTlsServer(pair, (_request, response) => response.end()));
    const [check] = await certificatesProbe.run(contextOf({ config: { webhook: { url: `https://${host}:${port}/in` } } }));
    return check;
  };

  test.each([
    ['that has run out', -100, -3, 'fail', /ran out on \d{4}-\d{2}-\d{2}/],
    ['that is not good yet', 3, 100, 'fail', /not good yet/],
    ['that nobody vouches for', -1, 100, 'fail', /not trusted here \(DEPTH_ZERO_SELF_SIGNED_CERT\)/],
  ])('one %s', async (_which, from, until, state, said) => {
    const check = await of(createCertificate({ name: 'localhost', from: days(from), until: days(until) }));
    expect(check).toMatchObject({ name: 'certificate of webhook.url', state, message: expect.stringMatching(said) });
    expect(check?.remedy).toMatch(/\S/);
  });

  test('none where the server is not there; none are asked for without TLS', async () => {
    const port = await listen(createServer());
    const config = { webhook: { url: `https://127.0.0.1:${port}/` }, sync: { url: 'http://127.0.0.1:1/' } };
    const checks = await certificatesProbe.run(contextOf({ config }));
    expect(checks).toMatchObject([{ name: 'certificate of webhook.url', state: 'warn' }]);
  });

  test('an own authority whose file is gone is told', async () => {
    const env = { NODE_EXTRA_CA_CERTS: '/no/such/authority.pem' };
    expect(await certificatesProbe.run(contextOf({ env }))).toMatchObject([{ name: 'own authority', state: 'fail' }]);
  });
});

/** An endpoint as far as the doctor asks it. */
async function endpoint(answer: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(answer))}/`;
}
const json = (response: Parameters<RequestListener>[1], status: number, body: object) => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};
const TOKEN = { FOYER_SYNC_TOKEN: 'a-static-token-of-the-tenant' };

describe('the cloud', () => {
  test('off, and named without anything to show to it', async () => {
    expect(await cloudProbe.run(contextOf())).toMatchObject([{ name: 'sync', state: 'ok' }]);
    expect(await cloudProbe.run(contextOf({ config: { sync: { url: 'https://memory.example' } } }))).toMatchObject([
      { name: 'sync', state: 'warn', remedy: expect.stringContaining('foyer kiosk enrol') },
    ]);
  });

  test('that answers and lets the kiosk in', async () => {
    const asked: string[] = [];
    const url = await endpoint((request, response) => {
      asked.push(`${request.url} ${request.headers.authorization ?? ''}`.trim());
      if (request.url === '/health') return json(response, 200, { status: 'ok' });
      json(response, 200, { list: null });
    });
    const checks = await cloudProbe.run(contextOf({ config: { sync: { url } }, env: TOKEN }));
    expect(checks[0]).toMatchObject({ name: 'cloud', state: 'ok' });
    expect(asked).toEqual(['/health', `/v1/badge-trust Bearer ${TOKEN.FOYER_SYNC_TOKEN}`]);
  });

  test('that turns the kiosk away will not let it in by waiting', async () => {
    const url = await endpoint((request, response) =>
      request.url === '/health' ? json(response, 200, { status: 'ok' }) : json(response, 401, { code: 'device-revoked', message: 'no' }),
    );
    const checks = await cloudProbe.run(contextOf({ config: { sync: { url } }, env: TOKEN }));
    expect(checks[0]).toMatchObject({ name: 'cloud', state: 'ok' });
    expect(checks.at(-1)).toMatchObject({ name: 'sync', state: 'fail', remedy: expect.stringContaining('Enrol it again') });
  });

  test('that is not there is waited for; something else in its place is told apart', async () => {
    const gone = await cloudProbe.run(contextOf({ config: { sync: { url: 'http://127.0.0.1:9/' } }, env: TOKEN }));
    expect(gone).toMatchObject([{ name: 'cloud', state: 'warn', message: expect.stringContaining('cannot be reached') }]);
    const url = await endpoint((_request, response) => response.end('<h1>It works!</h1>'));
    const other = await cloudProbe.run(contextOf({ config: { sync: { url } }, env: TOKEN }));
    expect(other).toMatchObject([{ name: 'sync', state: 'warn', remedy: expect.stringContaining('sync.url') }]);
  });
});

describe('the clock', () => {
  const ask = async (scripts: Readonly<Record<string, string>>, url?: string) => {
    const env = { PATH: Object.keys(scripts).length === 0 ? newDir() : programs(scripts) };
    return clockProbe.run(contextOf({ env, ...(url === undefined ? {} : { config: { sync: { url } } }) }));
  };

  test.each([
    ['NTP=yes\\nNTPSynchronized=yes', 'ok', 'in step'],
    ['NTP=yes\\nNTPSynchronized=no', 'warn', 'not reached a server'],
    ['NTP=no\\nNTPSynchronized=no', 'warn', 'off'],
  ])('as the system says it: %s', async (says, state, message) => {
    const [check] = await ask({ timedatectl: `console.log("${says}")` });
    expect(check).toMatchObject({ name: 'clock', state, message: expect.stringContaining(message) });
  });

  test('against the endpoint’s, an hour off', async () => {
    const url = await endpoint((_request, response) => {
      response.writeHead(200, { date: new Date(Date.now() + 3_600_000).toUTCString() }).end('{}');
    });
    const checks = await ask({}, url);
    expect(checks[0]).toMatchObject({ state: 'ok', message: expect.stringContaining('cannot be asked') });
    expect(checks[1]).toMatchObject({ name: 'clock against the cloud', state: 'fail', message: expect.stringMatching(/3[56]\d\d s slow/) });
  });
});
