import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { askAdmin } from '../../../cli/cloud/open-admin.ts';
import type { KioskConfigInput } from '../../../core/contract/index.ts';
import { openChannel } from '../../../host/cloud/channel/open-channel.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { issueGuest, startTestCloud, type TestCloud } from '../cloud-client.ts';
import { openKioskAtCloud } from '../kiosk-at-cloud.ts';

/** The guest's own screen hands them a code; a channel takes it. Kiosk, endpoint and channel are real. */

const PIN = '482917';
let at: TestCloud;
const closing: (() => unknown)[] = [];
beforeAll(async () => {
  at = await startTestCloud();
}, 60_000);
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
afterAll(() => at?.close());

async function guestAtKiosk(pin: string | null, sync: KioskConfigInput['sync'] = {}) {
  const kiosk = await openKioskAtCloud(at, { sync });
  closing.push(kiosk.close);
  const guest = issueGuest(at.issuer);
  await kiosk.scan(guest.badge);
  await kiosk.agree(pin);
  const memory = kiosk.store.open(guest.guestId);
  memory.remember({ kind: 'name', value: 'Ada', source: 'explicit', sessionId: 's', turn: 1 });
  memory.close();
  await kiosk.leave();
  await kiosk.sync.flush();
  await kiosk.scan(guest.badge);
  return kiosk;
}
const link = (kiosk: Awaited<ReturnType<typeof guestAtKiosk>>) => kiosk.screen.last('memory')?.view?.link ?? null;

it.each(['I want to continue on my phone', 'link another channel', 'auf meinem Handy weitermachen'])(
  'asked for by voice, a code is shown after the PIN, never said, and taken once: %s',
  async (text) => {
    const kiosk = await guestAtKiosk(PIN);
    await kiosk.say(text);
    expect(kiosk.screen.last('guest.pin')?.ask).toMatchObject({ purpose: 'prove' });
    expect(link(kiosk)).toBeNull();
    await kiosk.enter(PIN);
    const { code = '', ...shown } = link(kiosk) ?? {};
    expect(shown).toEqual({ text: code, expiresInMs: 600_000 });
    expect(code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
    expect(kiosk.spoken().at(-1)).toContain('10 minutes');
    expect(JSON.stringify([kiosk.spoken(), kiosk.log.lines])).not.toContain(code);

    const { secret = '' } = await askAdmin(
      { dataDir: at.dataDir },
      { action: 'channel-key', tenant: 'demo', companion: 'concierge', scopes: ['recall'], name: text.slice(0, 20) },
    );
    const dataDir = mkdtempSync(join(tmpdir(), 'foyer-channel-'));
    const channel = await openChannel({ dataDir, url: at.cloud.url, key: secret, log: createRecordingLog() });
    closing.push(() => rmSync(dataDir, { recursive: true, force: true }), channel.close);
    expect(await channel.link(code)).toEqual(expect.any(String));
    await expect(channel.link(code)).rejects.toMatchObject({ code: 'cloud-refused' });
  },
);

it('stands in the QR code as the address of the other channel, where the operator gave one, and goes when its time is over', async () => {
  const kiosk = await guestAtKiosk(PIN, { linkUrl: 'https://chat.example/?code={code}' });
  await kiosk.send({ type: 'memory.open' });
  await kiosk.enter(PIN);
  expect(kiosk.screen.last('memory')?.view).toMatchObject({ canLink: true, link: null });
  await kiosk.send({ type: 'memory.link' });
  const { code, text } = link(kiosk) ?? {};
  expect(text).toBe(`https://chat.example/?code=${code}`);
  for (let i = 0; i < 60; i++) {
    await kiosk.send({ type: 'session.touch' });
    kiosk.wait(10_000);
  }
  await kiosk.quiet();
  expect(kiosk.screen.last('memory')?.view).toMatchObject({ link: null });
});

it('is closed by the guest, and gone with them', async () => {
  const kiosk = await guestAtKiosk(PIN);
  await kiosk.say('continue on my phone');
  await kiosk.enter(PIN);
  expect(link(kiosk)).not.toBeNull();
  await kiosk.say('done');
  expect(link(kiosk)).toBeNull();
  await kiosk.say('continue on my phone');
  await kiosk.leave();
  expect(kiosk.screen.last('memory')?.view).toBeNull();
});

it('is not to be had without a PIN, nor without the endpoint', async () => {
  const without = await guestAtKiosk(null);
  await without.say('continue on my phone');
  expect(without.spoken().at(-1)).toContain('no PIN');
  const kiosk = await guestAtKiosk(PIN);
  kiosk.cable('out');
  await kiosk.say('continue on my phone');
  await kiosk.enter(PIN);
  expect(link(kiosk)).toBeNull();
  expect(kiosk.spoken().at(-1)).toContain("can't reach the other channels");
});
