import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CloudSync } from '../../../core/ports.ts';
import type { BadgeTrustResponse } from '../../../core/sync/wire.ts';
import type { CloudSyncOptions } from '../../../host/cloud/create-cloud-sync.ts';
import { createCloudSync } from '../../../host/cloud/create-cloud-sync.ts';
import { createIds } from '../../../host/system.ts';
import { createBadgeVerifier } from '../../../native/badge/badge-verifier.ts';
import { mergeBadgeTrust } from '../../../native/badge/trust-list.ts';
import type { SqliteGuestStore } from '../../../native/sqlite/guest-store.ts';
import { openGuestStore } from '../../../native/sqlite/guest-store.ts';
import type { TestCloud } from '../../cloud/cloud-client.ts';
import { issueGuest, startTestCloud } from '../../cloud/cloud-client.ts';
import type { RecordingLog } from '../../fakes/plain.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import type { TestClock } from '../../fakes/test-clock.ts';
import { createTestClock } from '../../fakes/test-clock.ts';

const SAID = { source: 'explicit', sessionId: 'session-1', turn: 1 } as const;
const BUDGET_MS = 800;

interface Kiosk {
  readonly dataDir: string;
  readonly store: SqliteGuestStore;
  readonly sync: CloudSync;
  readonly clock: TestClock;
  readonly log: RecordingLog;
  /** Cuts the cable (false) or puts it back (true). */
  online(on: boolean): void;
}

let at: TestCloud;
const kiosks: Kiosk[] = [];
beforeAll(async () => {
  at = await startTestCloud();
}, 60_000);
afterAll(() => at?.close());
afterEach(async () => {
  for (const kiosk of kiosks.splice(0)) {
    await kiosk.sync.close();
    kiosk.store.close();
    rmSync(kiosk.dataDir, { recursive: true, force: true });
  }
});

/** A kiosk of its own: own disk, own device key, own clock; it learns of the badges from the cloud. */
async function startKiosk(options: Partial<CloudSyncOptions> & { skewMs?: number; settle?: false } = {}): Promise<Kiosk> {
  const dataDir = mkdtempSync(join(tmpdir(), 'foyer-kiosk-'));
  const [clock, log] = [createTestClock(), createRecordingLog()];
  const wallMs = () => Date.now() + (options.skewMs ?? 0);
  const store = openGuestStore({ dataDir, companionId: 'concierge', tenant: 'demo', ids: createIds(), log, wallMs });
  const onBadgeTrust = (trust: BadgeTrustResponse) => mergeBadgeTrust(dataDir, 'demo', trust);
  let connected = true;
  const cable: typeof fetch = (...request) => (connected ? fetch(...request) : Promise.reject(new TypeError('the cable is out')));
  const plain = { tenant: 'demo', companionId: 'concierge', pushEveryMs: 2000, clock, log, random: () => 0, fetch: cable, onBadgeTrust };
  const sync = createCloudSync({ ...plain, store: store.sync, url: at.cloud.url, token: at.token, ...options });
  const online = (on: boolean) => {
    connected = on;
  };
  const kiosk = { dataDir, store, sync, clock, log, online };
  kiosks.push(kiosk);
  if (options.settle !== false) await sync.flush();
  return kiosk;
}

/** As the kiosk does on a scan: verify, pull, look. */
async function scan(kiosk: Kiosk, badge: string) {
  const verdict = createBadgeVerifier({ dataDir: kiosk.dataDir, tenant: 'demo', log: kiosk.log }).verify(badge);
  if (!verdict.ok) throw new Error(verdict.reason);
  const pulled = await kiosk.sync.pull(verdict.guestId, badge, BUDGET_MS);
  return { pulled, consent: kiosk.store.consent(verdict.guestId) };
}
function diets(kiosk: Kiosk, guestId: string): string[] {
  return kiosk.store
    .open(guestId)
    .profile()
    .facts.filter(({ kind }) => kind === 'diet')
    .map(({ value }) => value);
}
function allBytes(dir: string): Buffer {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Buffer.concat(files.map((entry) => readFileSync(join(entry.parentPath, entry.name))));
}

describe('two kiosks and a cloud', () => {
  it('what a guest says at A is known at B after a scan, and back', async () => {
    const [a, b] = [await startKiosk(), await startKiosk()];
    const guest = issueGuest(at.issuer);
    a.store.setConsent(guest.guestId, 'remember', '1');
    const atA = a.store.open(guest.guestId);
    atA.remember({ ...SAID, kind: 'diet', value: 'vegetarian' });
    const thread = atA.openThread('lost charger');
    await a.sync.flush();
    expect(a.store.sync.pending(10)).toEqual([]);

    expect(await scan(b, guest.badge)).toEqual({ pulled: true, consent: 'remember' });
    const atB = b.store.open(guest.guestId);
    expect(atB.profile()).toEqual(atA.profile());
    atB.resolveThread(thread.id);
    atB.retract('diet');
    atB.remember({ ...SAID, kind: 'diet', value: 'vegan', turn: 2 });
    await b.sync.flush();

    expect((await scan(a, guest.badge)).pulled).toBe(true);
    expect(atA.profile()).toEqual(atB.profile());
    expect(diets(a, guest.guestId)).toEqual(['vegan']);
    expect(atA.profile().threads).toMatchObject([{ id: thread.id, status: 'resolved' }]);
  });

  it('both write offline, with clocks hours apart: they agree afterwards and nothing is lost', async () => {
    const [a, b] = [await startKiosk(), await startKiosk({ skewMs: -5 * 3_600_000 })];
    const guest = issueGuest(at.issuer);
    for (const [kiosk, name] of [
      [a, 'Ada'],
      [b, 'Bea'],
    ] as const) {
      kiosk.online(false);
      expect(await scan(kiosk, guest.badge)).toEqual({ pulled: false, consent: 'unknown' });
      kiosk.store.setConsent(guest.guestId, 'remember', '1');
      const memory = kiosk.store.open(guest.guestId);
      memory.remember({ ...SAID, kind: 'name', value: name });
      memory.remember({ ...SAID, kind: 'interest', value: `${name}'s interest` });
    }
    for (const kiosk of [a, b, a]) {
      kiosk.online(true);
      await kiosk.sync.flush();
      expect((await scan(kiosk, guest.badge)).pulled).toBe(true);
    }
    const known = a.store.open(guest.guestId).profile();
    expect(b.store.open(guest.guestId).profile()).toEqual(known);
    expect(known.facts.map(({ kind, value }) => `${kind} ${value}`).sort()).toEqual([
      "interest ada's interest",
      "interest bea's interest",
      'name Ada',
    ]);
  });

  it('a guest here for just this visit is neither asked for nor written down', async () => {
    const [a, b] = [await startKiosk(), await startKiosk()];
    const guest = issueGuest(at.issuer);
    a.store.setConsent(guest.guestId, 'remember', '1');
    await a.sync.flush();
    await b.sync.flush();
    b.store.setConsent(guest.guestId, 'visit-only', '1');
    const before = allBytes(b.dataDir);
    expect(await scan(b, guest.badge)).toEqual({ pulled: false, consent: 'visit-only' });
    expect(allBytes(b.dataDir).equals(before)).toBe(true);
  });

  it('a scan of a guest nobody remembers leaves nothing on disk', async () => {
    const a = await startKiosk();
    await a.sync.flush();
    const guest = issueGuest(at.issuer);
    const rows = () => a.store.inspect(guest.guestId);
    expect(await scan(a, guest.badge)).toEqual({ pulled: true, consent: 'unknown' });
    expect(rows()).toBeNull();
    expect(allBytes(a.dataDir).includes(guest.guestId)).toBe(false);
  });
});

describe('erasure', () => {
  async function remembered(...where: Kiosk[]) {
    const guest = issueGuest(at.issuer);
    for (const kiosk of where) {
      await scan(kiosk, guest.badge);
      kiosk.store.setConsent(guest.guestId, 'remember', '1');
      kiosk.store.open(guest.guestId).remember({ ...SAID, kind: 'interest', value: `interest at ${kiosks.indexOf(kiosk)}` });
      await kiosk.sync.flush();
    }
    return guest;
  }

  it('at A reaches the cloud, B with its next poll and C with a scan; what C still had is refused', async () => {
    const [a, b, c] = [await startKiosk(), await startKiosk(), await startKiosk()];
    const guest = await remembered(a, b, c);
    c.online(false);
    const atC = c.store.open(guest.guestId);
    atC.remember({ ...SAID, kind: 'diet', value: 'vegan' });

    a.store.erase(guest.guestId);
    await a.sync.flush();
    expect(b.store.consent(guest.guestId)).toBe('remember');
    await b.sync.flush();
    expect(b.store.consent(guest.guestId)).toBe('unknown');
    expect(b.store.inspect(guest.guestId)).toBeNull();

    c.online(true);
    expect(await scan(c, guest.badge)).toEqual({ pulled: true, consent: 'unknown' });
    expect(() => atC.profile()).toThrowError(expect.objectContaining({ code: 'guest-erased' }));
    await c.sync.flush();
    expect(await scan(b, guest.badge)).toEqual({ pulled: true, consent: 'unknown' });
  });

  it('a late push alone is enough for C to learn of it', async () => {
    const [a, c] = [await startKiosk(), await startKiosk()];
    const guest = await remembered(a, c);
    c.online(false);
    c.store.open(guest.guestId).remember({ ...SAID, kind: 'diet', value: 'vegan' });
    a.store.erase(guest.guestId);
    await a.sync.flush();
    c.online(true);
    c.store.sync.settle(await pushOnly(c));
    expect(c.store.consent(guest.guestId)).toBe('unknown');
    expect(c.store.sync.pending(10)).toEqual([]);
  });

  it('a guest who agrees again afterwards starts afresh, everywhere, even from an offline kiosk', async () => {
    const [a, b] = [await startKiosk(), await startKiosk()];
    const guest = await remembered(a, b);
    a.online(false);
    a.store.erase(guest.guestId);
    a.store.setConsent(guest.guestId, 'remember', '1');
    a.store.open(guest.guestId).remember({ ...SAID, kind: 'diet', value: 'vegan' });
    a.online(true);
    await a.sync.flush();
    expect(diets(a, guest.guestId)).toEqual(['vegan']);
    expect(await scan(b, guest.badge)).toEqual({ pulled: true, consent: 'remember' });
    expect(b.store.open(guest.guestId).profile()).toEqual(a.store.open(guest.guestId).profile());
    expect(b.store.open(guest.guestId).profile().facts).toHaveLength(1);
  });

  it('at B, while A had one of its own on its way, takes with it what was said at A since', async () => {
    const [a, b] = [await startKiosk(), await startKiosk()];
    const guest = await remembered(a, b);
    a.online(false);
    a.store.erase(guest.guestId);
    a.store.setConsent(guest.guestId, 'remember', '1');
    a.store.open(guest.guestId).remember({ ...SAID, kind: 'diet', value: 'vegan' });
    b.store.erase(guest.guestId);
    await b.sync.flush();
    a.online(true);
    await a.sync.flush();
    for (const kiosk of [a, b]) expect(await scan(kiosk, guest.badge)).toEqual({ pulled: true, consent: 'unknown' });
  });

  it('heard of before the guest ever came here does not stand in the way of a new consent made offline', async () => {
    const [a, b] = [await startKiosk(), await startKiosk()];
    const guest = await remembered(a);
    a.store.erase(guest.guestId);
    await a.sync.flush();
    await b.sync.flush();
    b.online(false);
    b.store.setConsent(guest.guestId, 'remember', '1');
    b.store.open(guest.guestId).remember({ ...SAID, kind: 'diet', value: 'vegan' });
    b.online(true);
    await b.sync.flush();
    expect((await scan(a, guest.badge)).consent).toBe('remember');
    expect(diets(a, guest.guestId)).toEqual(['vegan']);
  });

  async function pushOnly(kiosk: Kiosk) {
    const response = await fetch(new URL('/v1/push', at.cloud.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${at.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ tenant: 'demo', ops: kiosk.store.sync.pending(100) }),
    });
    return ((await response.json()) as { results: Parameters<SqliteGuestStore['sync']['settle']>[0] }).results;
  }
});

describe('the link', () => {
  it('is off without an endpoint', async () => {
    const kiosk = await startKiosk({ url: undefined });
    expect(kiosk.sync.state).toBe('off');
    expect(await kiosk.sync.pull('guest', 'badge', BUDGET_MS)).toBe(false);
    await kiosk.sync.flush();
  });

  it('offline is normal: nothing throws, the log has one line, attempts back off, and all is sent afterwards', async () => {
    const kiosk = await startKiosk();
    const states: string[] = [];
    kiosk.sync.onState((state) => states.push(state));
    await kiosk.sync.flush();
    kiosk.online(false);
    const guest = issueGuest(at.issuer);
    kiosk.store.setConsent(guest.guestId, 'remember', '1');
    for (let i = 0; i < 3; i++) await kiosk.sync.flush();
    expect(kiosk.sync.state).toBe('offline');
    expect(kiosk.log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
    kiosk.online(true);
    // Three failures: 2 s, doubled three times. Not a moment earlier.
    kiosk.clock.advance(15_999);
    expect(kiosk.store.sync.pending(10)).toHaveLength(1);
    kiosk.clock.advance(1);
    await settled(kiosk, 'online');
    expect(kiosk.store.sync.pending(10)).toEqual([]);
    expect(states).toEqual(['offline', 'online']);
  });

  it('sends what is new with the next tick, without being told', async () => {
    const kiosk = await startKiosk();
    kiosk.store.setConsent(issueGuest(at.issuer).guestId, 'remember', '1');
    const emptied = new Promise<void>((resolve) => {
      const settle = kiosk.store.sync.settle.bind(kiosk.store.sync);
      kiosk.store.sync.settle = (results) => {
        settle(results);
        resolve();
      };
    });
    kiosk.clock.advance(2000);
    await emptied;
    expect(kiosk.store.sync.pending(10)).toEqual([]);
  });

  it('a wrong token or tenant is told to staff with the remedy, and keeps everything', async () => {
    const kiosk = await startKiosk({ token: 'wrong' });
    kiosk.store.setConsent(issueGuest(at.issuer).guestId, 'remember', '1');
    await kiosk.sync.flush();
    expect(kiosk.sync.state).toBe('offline');
    expect(kiosk.store.sync.pending(10)).toHaveLength(1);
    expect(kiosk.log.lines).toContainEqual(
      expect.objectContaining({
        event: 'sync.failed',
        fields: expect.objectContaining({ code: 'cloud-refused', remedy: expect.stringContaining('sync.tokenEnv') }),
      }),
    );
    expect(JSON.stringify(kiosk.log.lines)).not.toContain('wrong');
  });

  it.each([
    ['plain http to another machine', { url: 'http://cloud.example' }, 'sync-insecure-url'],
    ['no token', { token: '' }, 'sync-no-token'],
  ])('%s is not used: memory stays on the kiosk, and staff are told', async (_what, options, code) => {
    const kiosk = await startKiosk({ ...options, fetch: () => Promise.reject(new Error('must not be called')) });
    expect(kiosk.sync).toMatchObject({ state: 'off', problem: { code } });
    expect(kiosk.log.lines).toMatchObject([{ level: 'error', event: 'sync.misconfigured' }]);
    await kiosk.sync.flush();
    expect(kiosk.sync.state).toBe('off');
  });

  it("badge keys that this kiosk cannot keep are its own trouble, not the link's", async () => {
    const kiosk = await startKiosk({
      onBadgeTrust: () => {
        throw new Error('disk full');
      },
    });
    expect(kiosk.sync.state).toBe('online');
    expect(kiosk.log.lines.map(({ event }) => event)).toContain('sync.badge-trust-not-kept');
  });

  it('a badge revoked where badges are issued is void here after the next round', async () => {
    const kiosk = await startKiosk();
    const guest = issueGuest(at.issuer);
    expect((await scan(kiosk, guest.badge)).consent).toBe('unknown');
    at.issuer.revoke(guest.badge);
    await kiosk.sync.flush();
    await expect(scan(kiosk, guest.badge)).rejects.toThrowError('revoked');
  });

  it('a pull that outlasts its budget answers false and is folded in when it comes', async () => {
    const [a, b] = [await startKiosk(), await startKiosk()];
    const guest = issueGuest(at.issuer);
    a.store.setConsent(guest.guestId, 'remember', '1');
    a.store.open(guest.guestId).remember({ ...SAID, kind: 'diet', value: 'vegan' });
    await a.sync.flush();
    await b.sync.flush();
    const applied = new Promise<void>((resolve) => {
      const apply = b.store.sync.applyPull.bind(b.store.sync);
      b.store.sync.applyPull = (...args) => {
        apply(...args);
        resolve();
      };
    });
    const pulled = b.sync.pull(guest.guestId, guest.badge, BUDGET_MS);
    b.clock.advance(BUDGET_MS);
    expect(await pulled).toBe(false);
    await applied;
    expect(diets(b, guest.guestId)).toEqual(['vegan']);
  });

  it('an endpoint that answers rubbish, hangs up or redirects does no harm', async () => {
    const answers = ['not json', '{"results":[]}', '{"erasures":"none"}', ''];
    const server = createServer((request, response) => {
      request.resume();
      if (answers.length === 0) request.socket.destroy();
      else response.writeHead(answers.length === 1 ? 302 : 200, { location: 'http://127.0.0.1:9/' }).end(answers.shift());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const kiosk = await startKiosk({ settle: false, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
    kiosk.store.setConsent(issueGuest(at.issuer).guestId, 'remember', '1');
    for (let i = 0; i < 6; i++) await kiosk.sync.flush();
    expect(kiosk.sync.state).toBe('offline');
    expect(kiosk.store.sync.pending(10)).toHaveLength(1);
    await kiosk.sync.close();
    await new Promise((resolve) => server.close(resolve));
  });

  it('closing cancels what is under way', async () => {
    const server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const kiosk = await startKiosk({ settle: false, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
    const pull = kiosk.sync.pull('guest', 'badge', 3_600_000);
    await kiosk.sync.close();
    expect(await pull).toBe(false);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});

function settled(kiosk: Kiosk, wanted: CloudSync['state']): Promise<void> {
  if (kiosk.sync.state === wanted) return Promise.resolve();
  return new Promise((resolve) => {
    kiosk.sync.onState((state) => state === wanted && resolve());
  });
}
