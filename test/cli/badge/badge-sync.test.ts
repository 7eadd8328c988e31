import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type ServedCloud, serveCloud } from '../../../cli/cloud/serve-cloud.ts';
import { createCopyWatch } from '../../../core/badge/copy-watch.ts';
import { createCloudSync } from '../../../host/cloud/create-cloud-sync.ts';
import { createIds } from '../../../host/system.ts';
import { createBadgeIssuer } from '../../../native/badge/badge-issuer.ts';
import { createBadgeVerifier } from '../../../native/badge/badge-verifier.ts';
import { mergeBadgeTrust } from '../../../native/badge/trust-list.ts';
import { openGuestStore } from '../../../native/sqlite/guest-store.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { createTestClock } from '../../fakes/test-clock.ts';

/** A real endpoint and two kiosks' stores, verifiers and watches, as the host wires them. */
const tenant = 'demo';
const VCARD = 'BEGIN:VCARD\nVERSION:3.0\nFN:Ada Lovelace\nEND:VCARD';
const policy = { foreign: 'allow', patterns: ['vcard'] } as const;
const DAY_MS = 86_400_000;
let root = '';
let cloud: ServedCloud;
const closing: (() => unknown)[] = [];
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'foyer-badge-sync-'));
  cloud = await serveCloud({ dataDir: join(root, 'cloud'), port: 0, database: 'memory:', badges: policy, log: createRecordingLog() });
}, 60_000);
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
afterAll(async () => {
  await cloud.close();
  rmSync(root, { recursive: true, force: true });
});

async function startKiosk(name: string) {
  const dataDir = join(root, name);
  const log = createRecordingLog();
  const store = openGuestStore({ dataDir, companionId: 'concierge', tenant, ids: createIds(), log });
  const copies = createCopyWatch({ withinMs: 300_000, wallMs: Date.now });
  const sync = createCloudSync({
    store: store.sync,
    url: cloud.url,
    token: cloud.demo?.token,
    tenant,
    companionId: 'concierge',
    pushEveryMs: 2000,
    clock: createTestClock(),
    log,
    onElsewhere: copies.elsewhere,
    onBadgeTrust: (trust) => mergeBadgeTrust(dataDir, tenant, trust),
  });
  closing.push(sync.close, store.close);
  const badges = createBadgeVerifier({ dataDir, tenant, log, policy });
  await sync.flush();
  /** As the desk does it. */
  const scan = async (payload: string) => {
    const verdict = badges.verify(payload);
    if (!verdict.ok) throw new Error(verdict.reason);
    const here = copies.scanned(verdict.guestId);
    let late = false;
    const stop = copies.onCopied(() => {
      late = true;
    });
    const pulled = await sync.pull(verdict.guestId, payload, 10_000);
    stop();
    return { guestId: verdict.guestId, pulled, copied: here || late, consent: store.consent(verdict.guestId) };
  };
  return { store, sync, scan, badges, log };
}

async function remember(kiosk: Awaited<ReturnType<typeof startKiosk>>, guestId: string): Promise<void> {
  kiosk.store.setConsent(guestId, 'remember', '1');
  kiosk.store.open(guestId).remember({ kind: 'diet', value: 'vegan', source: 'explicit', sessionId: 's', turn: 1 });
  await kiosk.sync.flush();
}

it('a badge that others printed is the same guest at the next kiosk, which the endpoint takes as proof', async () => {
  const [here, there] = [await startKiosk('foreign-a'), await startKiosk('foreign-b')];
  const { guestId } = await here.scan(VCARD);
  await remember(here, guestId);
  expect(await there.scan(VCARD)).toMatchObject({ guestId, pulled: true, consent: 'remember' });
  await expect(there.scan('BEGIN:VCARD\nFN:Mallory')).rejects.toThrowError('foreign');
});

it('a badge in use at one kiosk is flagged at the next, minutes later, and not at its own', async () => {
  const [here, there] = [await startKiosk('copied-a'), await startKiosk('copied-b')];
  const { token, guestId } = createBadgeIssuer({ dataDir: join(root, 'cloud'), tenant }).issue({ expiresAtMs: Date.now() + DAY_MS });
  expect(await here.scan(token)).toMatchObject({ guestId, copied: false });
  await remember(here, guestId);
  expect(await here.scan(token)).toMatchObject({ copied: false });
  expect(await there.scan(token)).toMatchObject({ copied: true, consent: 'remember' });
});

it('the list of good badges crosses a compromised endpoint unchanged, or not at all', async () => {
  const kiosk = await startKiosk('list');
  const forgedCloud = await serveCloud({ dataDir: join(root, 'forged'), port: 0, database: 'memory:', log: createRecordingLog() });
  closing.push(forgedCloud.close);
  const forged = createBadgeIssuer({ dataDir: join(root, 'forged'), tenant }).issue({ expiresAtMs: Date.now() + DAY_MS });
  const log = createRecordingLog();
  const other = createCloudSync({
    store: kiosk.store.sync,
    url: forgedCloud.url,
    token: forgedCloud.demo?.token,
    tenant,
    companionId: 'concierge',
    pushEveryMs: 2000,
    clock: createTestClock(),
    log,
    onBadgeTrust: (trust) => mergeBadgeTrust(join(root, 'list'), tenant, trust),
  });
  closing.push(other.close);
  await other.flush();
  expect(log.lines).toContainEqual(expect.objectContaining({ event: 'sync.badge-trust-not-kept' }));
  expect(kiosk.badges.verify(forged.token)).toEqual({ ok: false, reason: 'unknown-key' });
});
