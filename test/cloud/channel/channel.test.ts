import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { askAdmin } from '../../../cli/cloud/open-admin.ts';
import { serveChannel } from '../../../cli/cloud/serve-channel.ts';
import type { ChannelScope } from '../../../core/sync/channel.ts';
import { openChannel } from '../../../host/cloud/channel/open-channel.ts';
import { createCloudSync } from '../../../host/cloud/create-cloud-sync.ts';
import { createIds, createSystemClock } from '../../../host/system.ts';
import { openGuestStore } from '../../../native/sqlite/guest-store.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { callEndpoint, eraseOp, factOp, issueGuest, startTestCloud, type TestCloud } from '../cloud-client.ts';
import { createTextChat } from './text-chat.ts';

const DAY_MS = 86_400_000;
const SAID = { source: 'explicit', sessionId: 'kiosk-1', turn: 1 } as const;
let at: TestCloud;
let root = '';
let folders = 0;
let aheadMs = 0;
let seenElsewhere = 0;
const closing: (() => unknown)[] = [];
beforeAll(async () => {
  at = await startTestCloud({ wallMs: () => Date.now() + aheadMs });
  root = mkdtempSync(join(tmpdir(), 'foyer-channel-'));
}, 60_000);
afterEach(async () => {
  aheadMs = 0;
  seenElsewhere = 0;
  for (const close of closing.splice(0).reverse()) await close();
});
afterAll(async () => {
  await at?.close();
  rmSync(root, { recursive: true, force: true });
});

function openKiosk() {
  const log = createRecordingLog();
  const store = openGuestStore({
    dataDir: join(root, `kiosk-${++folders}`),
    companionId: 'concierge',
    tenant: 'demo',
    ids: createIds(),
    log,
  });
  const sync = createCloudSync({
    store: store.sync,
    url: at.cloud.url,
    token: at.token,
    tenant: 'demo',
    companionId: 'concierge',
    pushEveryMs: 3_600_000,
    clock: createSystemClock(),
    log,
    onElsewhere: () => {
      seenElsewhere++;
    },
  });
  closing.push(store.close, sync.close);
  return { store, sync };
}

async function channelKey(scopes: ChannelScope[], companion = 'concierge'): Promise<string> {
  const { secret = '' } = await askAdmin(
    { dataDir: at.dataDir },
    { action: 'channel-key', tenant: 'demo', companion, scopes, name: `chat ${++folders}` },
  );
  return secret;
}
async function open(key: string, dataDir = join(root, `channel-${++folders}`)) {
  const channel = await openChannel({ dataDir, url: at.cloud.url, key, log: createRecordingLog() });
  closing.push(channel.close);
  return Object.assign(channel, { dataDir });
}

/** A guest known at a kiosk, who asked there for a code. */
async function linkedGuest() {
  const kiosk = openKiosk();
  const guest = issueGuest(at.issuer);
  kiosk.store.setConsent(guest.guestId, 'remember', '1');
  const memory = kiosk.store.open(guest.guestId);
  memory.remember({ ...SAID, kind: 'name', value: 'Ada' });
  memory.openThread('lost charger');
  memory.noteTurns([
    {
      id: createIds().next(),
      sessionId: 'kiosk-1',
      role: 'guest',
      text: 'Where can I charge my wheelchair?',
      at: '2026-11-20T10:00:00.000Z',
    },
  ]);
  await kiosk.sync.flush();
  return { kiosk, guest, memory, code: await kiosk.sync.link(guest.guestId, guest.badge) };
}

describe('a text chat', () => {
  it('goes on where the guest left off at the kiosk, and the kiosk goes on from the chat', async () => {
    const { kiosk, guest, memory, code } = await linkedGuest();
    const channel = await open(await channelKey(['recall', 'append']));
    const served = await serveChannel({ channel, port: 0, log: createRecordingLog() });
    closing.push(served.close);
    const chat = createTextChat({ ...served, session: 'chat-1' });

    expect(await chat.say('AAAA-AAAA')).toContain('does not work');
    expect(await chat.say(code.toLowerCase().replace('-', ' '))).toBe('Hello, Ada. Still open: lost charger.');
    expect(await chat.say('charging the wheelchair?')).toBe('You asked before: "Where can I charge my wheelchair?"');
    expect(await chat.say('I am vegan')).toBe('Noted: vegan.');

    expect(await kiosk.sync.pull(guest.guestId, guest.badge, 30_000)).toBe(true);
    expect(memory.profile().facts.map(({ kind, value }) => `${kind} ${value}`)).toEqual(expect.arrayContaining(['name Ada', 'diet vegan']));
    expect(memory.recall('vegan').map(({ turn }) => turn.text)).toContain('I am vegan');
    // Their badge is not copied: they wrote on their phone.
    expect(seenElsewhere).toBe(0);

    kiosk.store.erase(guest.guestId);
    await kiosk.sync.flush();
    expect(await chat.say('and now?')).toContain('do not know you any more');
  }, 60_000);

  it('its HTTP interface needs the token, checks every body, and a handle of another channel opens nothing', async () => {
    const { code } = await linkedGuest();
    const [mine, other] = [await open(await channelKey(['recall'])), await open(await channelKey(['recall']))];
    const guest = await other.link(code);
    const served = await serveChannel({ channel: mine, port: 0, log: createRecordingLog() });
    closing.push(served.close);
    const { url, token } = served;
    expect(await callEndpoint(url, '/v1/recall', { body: { guest } })).toMatchObject({ status: 401 });
    expect(await callEndpoint(url, '/v1/recall', { token, body: { guest } })).toMatchObject({ status: 403, body: { code: 'bad-handle' } });
    expect(await callEndpoint(url, '/v1/append', { token, body: { guest, session: 's', turns: 'all' } })).toMatchObject({ status: 400 });
  }, 60_000);
});

describe('what a channel may do', () => {
  it('a code works once, for the companion it was made for', async () => {
    const { code } = await linkedGuest();
    const other = await open(await channelKey(['recall'], 'spa'));
    await expect(other.link(code)).rejects.toMatchObject({ code: 'cloud-refused' });
    const channel = await open(await channelKey(['recall']));
    expect(await channel.link(code)).toEqual(expect.any(String));
    await expect(channel.link(code)).rejects.toMatchObject({ code: 'cloud-refused' });
  }, 60_000);

  it('a code is good for ten minutes, and a grant for thirty days', async () => {
    const channel = await open(await channelKey(['recall']));
    const { code } = await linkedGuest();
    const late = await linkedGuest();
    const guest = await channel.link(code);
    aheadMs = 11 * 60_000;
    await expect(channel.link(late.code)).rejects.toMatchObject({ code: 'cloud-refused' });
    aheadMs = 29 * DAY_MS;
    expect((await channel.recall(guest, {})).threads).toMatchObject([{ topic: 'lost charger', status: 'open' }]);
    aheadMs = 31 * DAY_MS;
    await expect(channel.recall(guest, {})).rejects.toMatchObject({ code: 'guest-unknown' });
  }, 60_000);

  it('without a grant it gets no guest, by a badge only where its key says so, and nothing of another companion', async () => {
    const { guest } = await linkedGuest();
    const pull = { tenant: 'demo', companion: 'concierge', guest: guest.ref, epoch: 0, since: 0 };
    const key = await channelKey(['recall', 'append']);
    const ask = (token: string, body: object) => callEndpoint(at.cloud.url, '/v1/pull', { token, body });
    expect(await ask(key, pull)).toMatchObject({ status: 403, body: { code: 'no-proof' } });
    expect(await ask(key, { ...pull, badge: guest.badge })).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    const trusted = await channelKey(['recall', 'badge']);
    expect(await ask(trusted, { ...pull, badge: guest.badge })).toMatchObject({ status: 200 });
    expect(await ask(trusted, pull)).toMatchObject({ status: 200 });
    expect(await ask(trusted, { ...pull, companion: 'spa', badge: guest.badge })).toMatchObject({ status: 403 });
    expect(await ask(await channelKey(['append']), { ...pull, badge: guest.badge })).toMatchObject({ status: 403 });
    // A kiosk has no grants: it needs the badge each time.
    expect(await ask(at.token, pull)).toMatchObject({ status: 403, body: { code: 'no-proof' } });
  }, 60_000);

  it('it writes turns and facts of guests who let it, never consent, erasures or strangers', async () => {
    const { guest, code } = await linkedGuest();
    const key = await channelKey(['recall', 'append']);
    await (await open(key)).link(code);
    const push = async (token: string, ops: unknown[]) =>
      (await callEndpoint(at.cloud.url, '/v1/push', { token, body: { tenant: 'demo', ops } })).body;
    const stranger = issueGuest(at.issuer);
    const { results } = await push(key, [
      eraseOp(guest.ref),
      { ...factOp(guest.ref), kind: 'pin.set' },
      factOp(stranger.ref),
      factOp(guest.ref),
    ]);
    const refused = { outcome: 'refused', reason: 'not-allowed' };
    expect(results).toMatchObject([refused, refused, refused, { outcome: 'refused', reason: 'unknown-key' }]);
    expect(await push(await channelKey(['recall']), [factOp(guest.ref)])).toMatchObject({ code: 'not-allowed' });
  }, 60_000);

  it('it erases nobody by an op of an epoch to come', async () => {
    const { kiosk, guest, memory, code } = await linkedGuest();
    const key = await channelKey(['recall', 'append']);
    const channel = await open(key);
    const handle = await channel.link(code);
    const push = async (epoch: number) =>
      callEndpoint(at.cloud.url, '/v1/push', { token: key, body: { tenant: 'demo', ops: [factOp(guest.ref, epoch)] } });
    expect((await push(1)).body.results).toMatchObject([{ outcome: 'refused', reason: 'not-allowed' }]);
    expect(await push(Number.MAX_SAFE_INTEGER)).toMatchObject({ status: 400, body: { code: 'bad-request' } });
    await kiosk.sync.flush();
    expect(memory.profile().facts).toMatchObject([{ value: 'Ada' }]);
    expect((await channel.recall(handle, {})).facts).toMatchObject([{ value: 'Ada' }]);
  }, 60_000);

  it('a key that names what no database takes is a guess like any other', async () => {
    const name = (tenant: string) => Buffer.from(JSON.stringify([tenant, 'concierge', crypto.randomUUID()])).toString('base64url');
    const ask = (tenant: string) => callEndpoint(at.cloud.url, '/v1/erasures', { token: `foyer_channel.${name(tenant)}.x` });
    expect(await ask('demo')).toMatchObject({ status: 401, body: { code: 'unknown-token' } });
    expect(await ask('de\u0000mo')).toMatchObject({ status: 401, body: { code: 'unknown-token' } });
  }, 60_000);

  it('a revoked key is refused at once, and its folder forgets the guest', async () => {
    const { code } = await linkedGuest();
    const key = await channelKey(['recall']);
    const channel = await open(key);
    const guest = await channel.link(code);
    expect((await channel.recall(guest, {})).facts).toMatchObject([{ kind: 'name', value: 'Ada' }]);
    const { channels = [] } = await askAdmin({ dataDir: at.dataDir }, { action: 'channels', tenant: 'demo' });
    const id = channels.at(-1)?.id ?? '';
    await askAdmin({ dataDir: at.dataDir }, { action: 'revoke-channel', tenant: 'demo', channel: id });
    await expect(channel.recall(guest, {})).rejects.toMatchObject({ code: 'guest-unknown' });
  }, 60_000);

  it("the endpoint's logs and the channel's folder name no guest in clear", async () => {
    const { guest, code } = await linkedGuest();
    const channel = await open(await channelKey(['recall']));
    await channel.recall(await channel.link(code), { question: 'wheelchair' });
    await channel.close();
    const files = readdirSync(channel.dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const bytes = Buffer.concat(files.map((entry) => readFileSync(join(entry.parentPath, entry.name))));
    for (const secret of [guest.guestId, 'Ada', 'wheelchair', code]) expect(bytes.includes(secret), secret).toBe(false);
    for (const secret of [guest.ref, code, 'wheelchair']) expect(JSON.stringify(at.log.lines)).not.toContain(secret);
  }, 60_000);
});
