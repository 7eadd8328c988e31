import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v4, v7 } from 'uuid';
import type { ServedCloud } from '../../cli/cloud/serve-cloud.ts';
import { serveCloud } from '../../cli/cloud/serve-cloud.ts';
import type { RateLimits } from '../../cloud/http/admission.ts';
import type { PasswordCost } from '../../cloud/operators/password.ts';
import type { SyncOp } from '../../core/sync/op.ts';
import type { BadgeIssuer } from '../../native/badge/badge-issuer.ts';
import { createBadgeIssuer } from '../../native/badge/badge-issuer.ts';
import { guestRef } from '../../native/sqlite/guest-crypto.ts';
import type { RecordingLog } from '../fakes/plain.ts';
import { createRecordingLog } from '../fakes/plain.ts';

export interface TestCloud {
  readonly dataDir: string;
  readonly log: RecordingLog;
  readonly issuer: BadgeIssuer;
  readonly cloud: ServedCloud;
  readonly token: string;
  /** Closes the endpoint and starts it again on the same data and, with `port`, on the same address. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface TestCloudOptions {
  /** See openCloudDatabase(); null: embedded, on disk. Default "memory:". */
  readonly database?: string | null;
  readonly limits?: Partial<RateLimits>;
  readonly proxies?: number;
  readonly retentionDays?: number;
  readonly heartbeatMs?: number;
  readonly wallMs?: () => number;
  readonly passwordCost?: PasswordCost;
  readonly publicUrl?: string;
}

/** A real endpoint on loopback, with a demo tenant and an issuer of its badges. */
export async function startTestCloud({ database = 'memory:', ...options }: TestCloudOptions = {}): Promise<TestCloud> {
  const dataDir = mkdtempSync(join(tmpdir(), 'foyer-cloud-'));
  const log = createRecordingLog();
  const start = (port: number) => serveCloud({ dataDir, port, log, ...(database !== null && { database }), ...options });
  let cloud = await start(0);
  return {
    dataDir,
    log,
    issuer: createBadgeIssuer({ dataDir, tenant: 'demo' }),
    get cloud() {
      return cloud;
    },
    token: cloud.demo?.token ?? '',
    async restart() {
      await cloud.close();
      cloud = await start(Number(new URL(cloud.url).port));
    },
    async close() {
      await cloud.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export interface TestGuest {
  readonly badge: string;
  readonly guestId: string;
  readonly ref: string;
}

export function issueGuest(issuer: BadgeIssuer, tenant = 'demo'): TestGuest {
  const { token, guestId } = issuer.issue({ expiresAtMs: Date.now() + 86_400_000 });
  return { badge: token, guestId, ref: guestRef(tenant, guestId) };
}

const keyId = v4();
const envelope = (ref: string, epoch: number, tenant = 'demo') => ({
  id: v7(),
  tenant,
  companion: 'concierge',
  guest: ref,
  epoch,
  stamp: '0mws3yeek.0000.device',
});

export function consentOp(ref: string, epoch = 0, tenant?: string): SyncOp {
  return { ...envelope(ref, epoch, tenant), kind: 'consent.set', keyId, sealed: 'c2VhbGVk', guestKey: randomBytes(32).toString('base64') };
}
export function factOp(ref: string, epoch = 0, tenant?: string): SyncOp {
  return { ...envelope(ref, epoch, tenant), kind: 'fact.put', keyId, sealed: randomBytes(60).toString('base64') };
}
export function eraseOp(ref: string, epoch = 0): SyncOp {
  return { ...envelope(ref, epoch), kind: 'guest.erase' };
}

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what the endpoint answers is what is under test
  readonly body: any;
}

/** One request as a stranger could send it. @param body a text goes as it is */
export async function callEndpoint(url: string, path: string, options: { body?: unknown; token?: string } = {}): Promise<Answer> {
  const { body, token } = options;
  const headers = {
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
  };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(new URL(path, url), { headers, ...(body !== undefined && { method: 'POST', body: text }) });
  return { status: response.status, body: await response.json() };
}
