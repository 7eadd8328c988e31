import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askAdmin } from '../../../cli/cloud/open-admin.ts';
import { createCloudSync, type KioskCloudSync } from '../../../host/cloud/create-cloud-sync.ts';
import { loadDeviceIdentity } from '../../../host/cloud/device-identity.ts';
import { enrolKiosk } from '../../../host/cloud/enrol-kiosk.ts';
import { createIds } from '../../../host/system.ts';
import { openGuestStore, type SqliteGuestStore } from '../../../native/sqlite/guest-store.ts';
import { factOp, issueGuest, startTestCloud, type TestCloud, type TestGuest } from '../../cloud/cloud-client.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { createTestClock } from '../../fakes/test-clock.ts';

const DAY_MS = 86_400_000;
const LEASE_MS = 7 * DAY_MS;
const SAID = { source: 'explicit', sessionId: 'session-1', turn: 1 } as const;

let at: TestCloud;
beforeAll(async () => {
  at = await startTestCloud();
}, 60_000);
afterAll(() => at?.close());

interface Kiosk {
  readonly dataDir: string;
  readonly store: SqliteGuestStore;
  readonly sync: KioskCloudSync;
  readonly log: ReturnType<typeof createRecordingLog>;
  close(): Promise<void>;
}
const kiosks: Kiosk[] = [];
let root = '';
let aheadMs = 0;
let connected = true;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'foyer-lease-'));
  aheadMs = 0;
  connected = true;
});
afterEach(async () => {
  for (const kiosk of kiosks.splice(0)) await kiosk.close();
  rmSync(root, { recursive: true, force: true });
});

/** @param enrolled as a device of its own rather than by the static token */
async function start(name: string, { enrolled = false } = {}): Promise<Kiosk> {
  const dataDir = join(root, name);
  const log = createRecordingLog();
  const wallMs = () => Date.now() + aheadMs;
  const store = openGuestStore({ dataDir, companionId: 'concierge', tenant: 'demo', ids: createIds(), log, wallMs });
  if (enrolled && loadDeviceIdentity(dataDir) === null) {
    const { secret } = await askAdmin({ dataDir: at.dataDir }, { action: 'enrol-code', tenant: 'demo', hours: 1 });
    await enrolKiosk({ dataDir, code: `demo/${secret}`, url: at.cloud.url, name: root });
  }
  const cable: typeof fetch = (...request) => (connected ? fetch(...request) : Promise.reject(new TypeError('the cable is out')));
  const sync = createCloudSync({
    store: store.sync,
    url: at.cloud.url,
    ...(enrolled ? { identity: () => loadDeviceIdentity(dataDir) } : { token: at.token }),
    tenant: 'demo',
    companionId: 'concierge',
    pushEveryMs: 2000,
    leaseMs: LEASE_MS,
    clock: createTestClock(),
    log,
    fetch: cable,
  });
  await sync.flush();
  let open = true;
  const kiosk = {
    dataDir,
    store,
    sync,
    log,
    async close() {
      if (!open) return;
      open = false;
      await sync.close();
      store.close();
    },
  };
  kiosks.push(kiosk);
  return kiosk;
}
function remember({ store }: Kiosk, guest: TestGuest, value = 'vegan'): void {
  if (store.consent(guest.guestId) !== 'remember') store.setConsent(guest.guestId, 'remember', '1');
  const memory = store.open(guest.guestId);
  memory.remember({ ...SAID, kind: 'diet', value });
  memory.close();
}
const pull = ({ sync }: Kiosk, guest: TestGuest) => sync.pull(guest.guestId, guest.badge, 30_000);
function diets({ store }: Kiosk, guest: TestGuest): string[] {
  const memory = store.open(guest.guestId);
  const values = memory.profile().facts.flatMap(({ kind, value }) => (kind === 'diet' ? [value] : []));
  memory.close();
  return values;
}
function wrappedKeys(dataDir: string): unknown[] {
  const db = new Database(join(dataDir, 'memory.sqlite'), { readonly: true });
  try {
    return db.prepare('SELECT wrapped_key FROM guests WHERE wrapped_key IS NOT NULL').all();
  } finally {
    db.close();
  }
}

describe('a lease', () => {
  it('lets a kiosk without a network go on for its time, and then no longer; with the network everything is back', async () => {
    const [kiosk, guest] = [await start('a'), issueGuest(at.issuer)];
    remember(kiosk, guest);
    await kiosk.sync.flush();
    connected = false;
    aheadMs = 6.5 * DAY_MS;
    expect(await pull(kiosk, guest)).toBe(false);
    expect(diets(kiosk, guest)).toEqual(['vegan']);
    aheadMs = 7.5 * DAY_MS;
    expect(await pull(kiosk, guest)).toBe(false);
    expect(kiosk.store.consent(guest.guestId)).toBe('unknown');
    expect(wrappedKeys(kiosk.dataDir)).toEqual([]);
    connected = true;
    expect(await pull(kiosk, guest)).toBe(true);
    expect(diets(kiosk, guest)).toEqual(['vegan']);
  }, 60_000);

  it('is not prolonged by a clock that is set back, nor by a restart', async () => {
    const [kiosk, guest] = [await start('a'), issueGuest(at.issuer)];
    remember(kiosk, guest);
    await kiosk.sync.flush();
    connected = false;
    aheadMs = 6.5 * DAY_MS;
    await kiosk.sync.flush();
    await kiosk.close();
    // Had time run on from here, three more days would be within seven of the restart.
    aheadMs = 0;
    const again = await start('a');
    expect(again.store.consent(guest.guestId)).toBe('remember');
    aheadMs = 7.1 * DAY_MS;
    await again.sync.flush();
    aheadMs = -30 * DAY_MS;
    await again.sync.flush();
    expect(again.store.consent(guest.guestId)).toBe('unknown');
  }, 60_000);

  it('of one guest ends when they stay away, while others who come stay known', async () => {
    const kiosk = await start('a');
    const [away, here] = [issueGuest(at.issuer), issueGuest(at.issuer)];
    remember(kiosk, away);
    remember(kiosk, here);
    await kiosk.sync.flush();
    aheadMs = 5 * DAY_MS;
    await kiosk.sync.flush();
    expect(diets(kiosk, here)).toEqual(['vegan']);
    aheadMs = 9 * DAY_MS;
    await kiosk.sync.flush();
    expect(kiosk.store.consent(away.guestId)).toBe('unknown');
    expect(kiosk.store.consent(here.guestId)).toBe('remember');
  }, 60_000);

  it('that ends before all was sent loses none of it', async () => {
    const kiosk = await start('a');
    const guest = issueGuest(at.issuer);
    connected = false;
    remember(kiosk, guest);
    aheadMs = 8 * DAY_MS;
    await kiosk.sync.flush();
    expect(wrappedKeys(kiosk.dataDir)).toEqual([]);
    // Asked again meanwhile, the guest agrees again: two keys, one memory.
    remember(kiosk, guest, 'gluten-free');
    aheadMs = 0;
    connected = true;
    await kiosk.sync.flush();
    const other = await start('b');
    expect(await pull(other, guest)).toBe(true);
    expect(diets(other, guest).sort()).toEqual(['gluten-free', 'vegan']);
  }, 60_000);
});

describe('a revoked kiosk', () => {
  it('forgets every guest and everything unsent as soon as it asks, and tells staff', async () => {
    const kiosk = await start('a', { enrolled: true });
    expect(kiosk.sync.state).toBe('online');
    const [sent, unsent] = [issueGuest(at.issuer), issueGuest(at.issuer)];
    remember(kiosk, sent);
    await kiosk.sync.flush();
    remember(kiosk, unsent);
    const [op] = kiosk.store.sync.pending(1);
    await askAdmin({ dataDir: at.dataDir }, { action: 'revoke-device', tenant: 'demo', device: root });
    await kiosk.sync.flush();
    for (const guest of [sent, unsent]) expect(kiosk.store.consent(guest.guestId)).toBe('unknown');
    expect(kiosk.store.sync.pending(10)).toEqual([]);
    expect(kiosk.sync.problem).toMatchObject({ code: 'cloud-refused', remedy: expect.stringContaining('foyer kiosk enrol') });
    expect(kiosk.log.lines.filter(({ event }) => event === 'sync.revoked')).toHaveLength(1);
    const files = readdirSync(kiosk.dataDir).filter((name) => name.startsWith('memory.sqlite'));
    const bytes = Buffer.concat(files.map((name) => readFileSync(join(kiosk.dataDir, name))));
    expect(op?.kind).toBe('consent.set');
    expect(bytes.includes(op?.id ?? '')).toBe(false);
  }, 60_000);

  it('by a scan alone as well', async () => {
    const [kiosk, guest] = [await start('a', { enrolled: true }), issueGuest(at.issuer)];
    remember(kiosk, guest);
    await kiosk.sync.flush();
    await askAdmin({ dataDir: at.dataDir }, { action: 'revoke-device', tenant: 'demo', device: root });
    expect(await pull(kiosk, guest)).toBe(false);
    expect(kiosk.store.consent(guest.guestId)).toBe('unknown');
  }, 60_000);
});

describe('a kiosk whose clock is far ahead', () => {
  it('stamps anew what the endpoint refused, so that its word does not stand for ever', async () => {
    const guest = issueGuest(at.issuer);
    aheadMs = 400 * DAY_MS;
    const ahead = await start('ahead');
    ahead.store.setConsent(guest.guestId, 'remember', '1');
    const memory = ahead.store.open(guest.guestId);
    memory.remember({ ...SAID, kind: 'name', value: 'Ada' });
    memory.openThread('lost charger');
    memory.close();
    await ahead.sync.flush();
    expect(ahead.store.sync.pending(10)).toEqual([]);
    expect(ahead.log.lines.map(({ event }) => event)).toContain('sync.clock-ahead');

    aheadMs = 0;
    const right = await start('right');
    expect(await pull(right, guest)).toBe(true);
    const later = right.store.open(guest.guestId);
    later.remember({ ...SAID, kind: 'name', value: 'Ada Lovelace', turn: 2 });
    await right.sync.flush();
    aheadMs = 400 * DAY_MS;
    expect(await pull(ahead, guest)).toBe(true);
    const there = ahead.store.open(guest.guestId).profile();
    expect(there.facts).toMatchObject([{ kind: 'name', value: 'Ada Lovelace' }]);
    expect(there).toEqual(later.profile());
  }, 60_000);
});

describe('kinds of ops of a later version', () => {
  it('are left with the endpoint, harm nothing, and are asked for again by a version that knows them', async () => {
    const [kiosk, guest] = [await start('a'), issueGuest(at.issuer)];
    remember(kiosk, guest);
    await kiosk.sync.flush();
    const { keyId } = await keyOf(guest);
    const op = { ...factOp(guest.ref), keyId, kind: 'hologram.put' };
    const push = await ask('/v1/push', { tenant: 'demo', ops: [op] });
    expect(push.results).toMatchObject([{ outcome: 'stored' }]);
    expect(await pull(kiosk, guest)).toBe(true);
    expect(diets(kiosk, guest)).toEqual(['vegan']);
    expect((await pulled(guest)).ops.at(-1)).toEqual(op);
    expect(kiosk.store.sync.pullFrom(guest.guestId)?.since).toBeGreaterThan(0);
    await kiosk.close();
    const db = new Database(join(kiosk.dataDir, 'memory.sqlite'));
    db.prepare("UPDATE meta SET value = 'fact.put' WHERE name = 'kinds'").run();
    db.close();
    const later = await start('a');
    expect(later.store.sync.pullFrom(guest.guestId)?.since).toBe(0);
  }, 60_000);

  async function ask(path: string, body: object) {
    const headers = { authorization: `Bearer ${at.token}`, 'content-type': 'application/json' };
    return (await fetch(new URL(path, at.cloud.url), { method: 'POST', headers, body: JSON.stringify(body) })).json();
  }
  const pulled = (guest: TestGuest) =>
    ask('/v1/pull', { tenant: 'demo', companion: 'concierge', guest: guest.ref, badge: guest.badge, epoch: 0, since: 0 });
  const keyOf = async (guest: TestGuest) => (await pulled(guest)).keys[0];
});
