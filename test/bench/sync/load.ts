import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { v4, v7 } from 'uuid';
import { askAdmin } from '../../../cli/cloud/open-admin.ts';
import { createCloudHttp } from '../../../host/cloud/cloud-http.ts';
import { deviceCredentials } from '../../../host/cloud/credentials.ts';
import { loadDeviceIdentity } from '../../../host/cloud/device-identity.ts';
import { enrolKiosk } from '../../../host/cloud/enrol-kiosk.ts';
import { createHttpCall } from '../../../host/cloud/http-call.ts';
import { createBadgeIssuer } from '../../../native/badge/badge-issuer.ts';
import { guestRef } from '../../../native/sqlite/guest-crypto.ts';

const DAY_MS = 86_400_000;
/** Ops of a visit in one push: a few turns and facts. */
const OPS = 5;
/** Bytes of an op's content: a short turn, sealed. */
const SEALED_BYTES = 220;

export interface LoadResult {
  readonly kiosks: number;
  readonly seconds: number;
  readonly pushMs: readonly number[];
  readonly pullMs: readonly number[];
  readonly failed: number;
}

const PROGRAM = fileURLToPath(new URL('./endpoint.ts', import.meta.url));

export interface LoadOptions {
  /** "": embedded. */
  readonly database: string;
  readonly kiosks: readonly number[];
  readonly seconds: number;
  /** From one exchange of a kiosk to its next; 0: all of them without a pause. */
  readonly pauseMs: number;
}

/** An endpoint in a process of its own, and kiosks that each push a guest's visit (5 ops) and pull that guest, over and over. */
export async function runLoad({ database, kiosks: counts, seconds, pauseMs }: LoadOptions): Promise<LoadResult[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'foyer-bench-sync-'));
  const child = spawn(process.execPath, [PROGRAM, dataDir, database], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  try {
    const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
    const kiosk = await enrolledKiosk(dataDir, url);
    const results: LoadResult[] = [];
    for (const count of counts) results.push(await measure(kiosk, count, seconds, pauseMs));
    return results;
  } finally {
    child.kill('SIGTERM');
    await gone;
    rmSync(dataDir, { recursive: true, force: true });
  }
}

type Kiosk = Awaited<ReturnType<typeof enrolledKiosk>>;

/** One enrolment serves for all: what a request costs does not depend on whose device it is. */
async function enrolledKiosk(dataDir: string, url: string) {
  const { secret } = await askAdmin({ dataDir }, { action: 'enrol-code', tenant: 'demo', hours: 1 });
  const kioskDir = join(dataDir, 'kiosk');
  await enrolKiosk({ dataDir: kioskDir, code: `demo/${secret}`, url, name: 'bench' });
  const identity = loadDeviceIdentity(kioskDir);
  if (identity === null) throw new Error('the kiosk is not enrolled');
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const call = createHttpCall({ url, fetch: pooledFetch(agent) });
  const http = createCloudHttp(
    call,
    deviceCredentials(call, identity, () => performance.now()),
  );
  return { http, issuer: createBadgeIssuer({ dataDir, tenant: 'demo' }), close: () => agent.destroy() };
}

async function measure({ http, issuer }: Kiosk, kiosks: number, seconds: number, pauseMs: number): Promise<LoadResult> {
  const pushMs: number[] = [];
  const pullMs: number[] = [];
  let failed = 0;
  const guests = Array.from({ length: kiosks }, () => newGuest(issuer));
  const beganMs = performance.now();
  const untilMs = beganMs + seconds * 1000;
  const one = async (guest: Guest) => {
    // Spread from the start, as kiosks are.
    await pause(Math.random() * pauseMs);
    while (performance.now() < untilMs) {
      const signal = AbortSignal.timeout(60_000);
      try {
        await timed(pushMs, () => http.push({ tenant: 'demo', ops: visitOps(guest) }, signal));
        await timed(pullMs, () =>
          http
            .pull({ tenant: 'demo', companion: 'concierge', guest: guest.ref, badge: guest.badge, epoch: 0, since: guest.since }, signal)
            .then(({ sequence }) => {
              guest.since = sequence;
            }),
        );
      } catch {
        failed++;
      }
      await pause(Math.min(pauseMs, Math.max(0, untilMs - performance.now())));
    }
  };
  await Promise.all(guests.map(one));
  return { kiosks, seconds: (performance.now() - beganMs) / 1000, pushMs, pullMs, failed };
}

interface Guest {
  readonly badge: string;
  readonly ref: string;
  readonly keyId: string;
  known: boolean;
  since: number;
}

function newGuest(issuer: ReturnType<typeof createBadgeIssuer>): Guest {
  const { token, guestId } = issuer.issue({ expiresAtMs: Date.now() + DAY_MS });
  return { badge: token, ref: guestRef('demo', guestId), keyId: v4(), known: false, since: 0 };
}

function visitOps(guest: Guest) {
  const op = () => ({
    id: v7(),
    tenant: 'demo',
    companion: 'concierge',
    guest: guest.ref,
    epoch: 0,
    stamp: '0mws3yeek.0000.bench',
    keyId: guest.keyId,
    sealed: randomBytes(SEALED_BYTES).toString('base64'),
  });
  const consent = guest.known ? [] : [{ ...op(), kind: 'consent.set' as const, guestKey: randomBytes(32).toString('base64') }];
  guest.known = true;
  return [...consent, ...Array.from({ length: OPS - consent.length }, () => ({ ...op(), kind: 'turn.put' as const }))];
}

async function timed(into: number[], work: () => Promise<unknown>): Promise<void> {
  const beganMs = performance.now();
  await work();
  into.push(performance.now() - beganMs);
}

/** As fetch, over node:http: a thousand connections of fetch's own client cost more than the endpoint that is measured. */
function pooledFetch(agent: Agent): typeof fetch {
  return (input, init) =>
    new Promise((resolve, reject) => {
      const headers = Object.fromEntries(new Headers(init?.headers));
      const body = typeof init?.body === 'string' ? init.body : '';
      const outgoing = request(String(input), {
        agent,
        method: init?.method ?? 'GET',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        ...(init?.signal && { signal: init.signal }),
      });
      outgoing.once('error', reject);
      outgoing.once('response', (incoming) => {
        json(incoming).then((value) => resolve(Response.json(value, { status: incoming.statusCode ?? 500 })), reject);
      });
      outgoing.end(body);
    });
}
