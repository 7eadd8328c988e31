import { askAdmin } from '../../../cli/cloud/open-admin.ts';
import { totpCode } from '../../../cloud/operators/totp.ts';
import type { OperatorRole } from '../../../core/contract/operator.ts';
import type { Answer, TestCloud } from '../cloud-client.ts';

/** Fast: what is tested is not how long scrypt takes. */
export const FAST = { n: 1024, r: 8, p: 1 } as const;
export const PASSWORD = 'correct horse battery';

export interface OperatorClient {
  /** One request as the page sends it. @param headers instead of the page's own; undefined leaves one out */
  call(path: string, body?: unknown, headers?: Readonly<Record<string, string | undefined>>): Promise<Answer>;
  cookie: string;
  readonly lastSetCookie: string;
}

export function createOperatorClient(url: string, origin = new URL(url).origin): OperatorClient {
  let lastSetCookie = '';
  const client: OperatorClient = {
    cookie: '',
    get lastSetCookie() {
      return lastSetCookie;
    },
    async call(path, body, headers = {}) {
      const wanted: Record<string, string | undefined> = {
        ...(client.cookie !== '' && { cookie: client.cookie }),
        ...(body !== undefined && { 'content-type': 'application/json', origin, 'x-foyer-operator': '1' }),
        ...headers,
      };
      const sent = Object.fromEntries(Object.entries(wanted).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
      const response = await fetch(new URL(`/v1/operator/${path}`, url), {
        headers: sent,
        ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      });
      const set = response.headers.get('set-cookie');
      if (set !== null) {
        lastSetCookie = set;
        client.cookie = set.split(';')[0] ?? '';
      }
      return { status: response.status, body: await response.json() };
    },
  };
  return client;
}

export interface SetUpOperator {
  readonly client: OperatorClient;
  readonly secret: Uint8Array;
  /** A code of a step after the last one given, which is right at `nowMs`; waits for none. */
  code(nowMs: number): string;
}

/** An account made by the command line and set up at the page; its client is signed in. */
export async function setUpOperator(
  at: TestCloud,
  {
    tenant,
    name,
    role,
    nowMs,
    origin,
  }: { readonly tenant: string; readonly name: string; readonly role: OperatorRole; readonly nowMs: number; readonly origin?: string },
): Promise<SetUpOperator> {
  const { setUp } = await askAdmin({ dataDir: at.dataDir }, { action: 'operator-add', tenant, name, role });
  return finishSetup(at.cloud.url, { tenant, code: setUp?.code ?? '' }, nowMs, origin);
}

export async function finishSetup(
  url: string,
  link: { readonly tenant: string; readonly code: string },
  nowMs: number,
  origin?: string,
): Promise<SetUpOperator> {
  const client = createOperatorClient(url, origin);
  const { tenant, code } = link;
  const { status, body } = await client.call('session/setup', { tenant, code });
  if (status !== 200) throw new Error(`set-up refused: ${JSON.stringify(body)}`);
  const secret = fromBase32(body.totp.secret);
  const totp = totpCode(secret, Math.floor(nowMs / 30_000));
  const done = await client.call('session/setup/finish', { tenant, code, password: PASSWORD, ticket: body.totp.ticket, totp });
  if (done.status !== 200) throw new Error(`set-up not finished: ${JSON.stringify(done.body)}`);
  return { client, secret, code: (atMs) => totpCode(secret, Math.floor(atMs / 30_000)) };
}

export function fromBase32(text: string): Uint8Array {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
