import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { issueGuest, startTestCloud, type TestCloud } from './cloud-client.ts';
import { type KioskAtCloud, openKioskAtCloud } from './kiosk-at-cloud.ts';

/** A badge was found or photographed, and whoever holds it looks for a kiosk that does not know better. */

const PIN = '482917';
const STRANGERS = '770412';
let at: TestCloud;
const kiosks: KioskAtCloud[] = [];
beforeAll(async () => {
  at = await startTestCloud();
}, 60_000);
afterAll(() => at?.close());
afterEach(async () => {
  for (const kiosk of kiosks.splice(0)) await kiosk.close();
});
async function open() {
  const kiosk = await openKioskAtCloud(at);
  kiosks.push(kiosk);
  return kiosk;
}
/** At kiosk `a`: agreed, eats vegan, gone, and known to the endpoint. */
async function owner(a: KioskAtCloud, pin: string | null) {
  const guest = issueGuest(at.issuer);
  await a.scan(guest.badge);
  await a.agree(pin);
  const memory = a.store.open(guest.guestId);
  memory.remember({ kind: 'diet', value: 'vegan', source: 'explicit', sessionId: 's', turn: 1 });
  memory.close();
  await a.leave();
  await a.sync.flush();
  a.wait(60_000);
  return guest;
}
const shown = ({ screen }: KioskAtCloud) => JSON.stringify(screen.received);

describe('who agrees anew at a kiosk that is cut off, and chooses a PIN', () => {
  it('opens what was said since, and nothing of a guest who chose none', async () => {
    const [a, b] = [await open(), await open()];
    const guest = await owner(a, null);
    b.wait(60_000);
    b.cable('out');
    await b.scan(guest.badge);
    expect(b.screen.last('consent.ask')).toBeDefined();
    await b.agree(STRANGERS);
    await b.say('what do you know about me');
    expect(b.screen.last('memory')?.view).toMatchObject({ pinSet: true });
    // For tools, which know of bookings made here before, it is no proof.
    await b.say('what did I book?');
    expect(b.inputs.at(-1)).toMatchObject({ text: 'what did I book?' });
    expect(b.inputs.at(-1)?.verified).toBeUndefined();
    await b.leave();

    b.cable('in');
    await b.sync.flush();
    await b.scan(guest.badge);
    for (const text of ['what do you know about me', 'export my data']) await b.say(text);
    expect(b.spoken().slice(-2).join(' ')).toMatch(/no PIN.*no PIN/);
    expect(b.screen.last('guest.pin')?.ask).toBeNull();
    expect(shown(b)).not.toContain('vegan');
    await a.scan(guest.badge);
    expect(a.pins.isSet(guest.guestId)).toBe(false);
    expect(await b.pins.verify(guest.guestId, STRANGERS)).toMatchObject({ ok: false });
  });

  it('loses it in the middle of the visit, where the endpoint answers late', async () => {
    const [a, b] = [await open(), await open()];
    const guest = await owner(a, null);
    b.wait(60_000);
    b.cable('slow');
    await b.scan(guest.badge);
    await b.agree(STRANGERS);
    await b.say('what do you know about me');
    expect(b.screen.last('memory')?.view).not.toBeNull();
    b.cable('in');
    await b.quiet();
    expect(b.screen.last('memory')?.view).toBeNull();
    await b.say('what do you know about me');
    expect(b.spoken().at(-1)).toMatch(/no PIN/);
    expect(shown(b)).not.toContain('vegan');
  });

  it('has a PIN that counts everywhere where they are the guest, and were nowhere before', async () => {
    const [a, b] = [await open(), await open()];
    const guest = issueGuest(at.issuer);
    b.cable('out');
    await b.scan(guest.badge);
    await b.agree(PIN);
    await b.leave();
    b.cable('in');
    await b.sync.flush();
    await a.scan(guest.badge);
    await a.say('what do you know about me');
    await a.enter(PIN);
    expect(a.screen.last('memory')?.view).toMatchObject({ pinSet: true });
    await a.say('what did I book?');
    expect(a.inputs.at(-1)).toMatchObject({ verified: true });
  });
});

describe('"forget me" at a kiosk that is cut off', () => {
  it.each([PIN, null])('takes nothing from the guest elsewhere (their PIN: %s)', async (pin) => {
    const [a, b] = [await open(), await open()];
    const guest = await owner(a, pin);
    b.cable('out');
    await b.scan(guest.badge);
    await b.agree(STRANGERS);
    await b.say('forget me');
    expect(b.screen.last('memory')?.view?.asks?.text).toMatch(/can't reach our other screens/);
    await b.say('yes');
    expect(b.spoken().at(-1)).toMatch(/kept of you here is erased/);
    expect(b.store.consent(guest.guestId)).toBe('unknown');
    expect(b.store.sync.pending(10)).toEqual([]);
    b.cable('in');
    await b.sync.flush();
    await a.scan(guest.badge);
    expect(a.store.inspect(guest.guestId)?.facts).toMatchObject([{ value: 'vegan' }]);
  });

  it('asks for the PIN after all where the cable is back before the yes', async () => {
    const [a, b] = [await open(), await open()];
    const guest = await owner(a, PIN);
    b.wait(60_000);
    b.cable('out');
    await b.scan(guest.badge);
    await b.agree(null);
    b.cable('in');
    await b.say('forget me');
    await b.say('yes');
    expect(b.screen.last('guest.pin')?.ask).toMatchObject({ purpose: 'prove', why: 'erase' });
    await b.sync.flush();
    expect(a.store.inspect(guest.guestId)).not.toBeNull();
    await b.enter(PIN);
    await b.say('yes');
    await b.sync.flush();
    await a.sync.flush();
    expect(a.store.inspect(guest.guestId)).toBeNull();
  });

  it('goes everywhere, without a PIN too, where the endpoint has said that there is none', async () => {
    const [a, b] = [await open(), await open()];
    const guest = await owner(a, null);
    await b.scan(guest.badge);
    await b.leave();
    b.cable('out');
    await b.scan(guest.badge);
    for (const text of ['forget me', 'yes']) await b.say(text);
    expect(b.spoken().at(-1)).toMatch(/Everything I knew about you is erased/);
    b.cable('in');
    await b.sync.flush();
    await a.sync.flush();
    expect(a.store.inspect(guest.guestId)).toBeNull();
  });
});

describe('wrong PINs', () => {
  const triesLeft = ({ pins }: KioskAtCloud, { guestId }: { guestId: string }) => pins.state(guestId).triesLeft;

  it('are counted together, from kiosk to kiosk, until the right one is given at any', async () => {
    const [a, b] = [await open(), await open()];
    const guest = await owner(a, PIN);
    await a.scan(guest.badge);
    await a.say('what do you know about me');
    for (const wrong of ['111222', '111333', '111444']) await a.enter(wrong);
    await a.leave();
    await a.sync.flush();
    await b.scan(guest.badge);
    expect(triesLeft(b, guest)).toBe(2);
    await b.say('what do you know about me');
    for (const wrong of ['222111', '222333']) await b.enter(wrong);
    expect(b.screen.last('guest.pin')?.ask).toMatchObject({ problem: 'wait', triesLeft: 0 });
    await b.leave();
    await b.sync.flush();
    // Back where two were left.
    await a.scan(guest.badge);
    expect(a.pins.state(guest.guestId)).toMatchObject({ triesLeft: 0, retryAfterMs: expect.any(Number) });
    expect(await a.pins.verify(guest.guestId, PIN)).toMatchObject({ ok: false });
    for (const kiosk of [a, b]) kiosk.wait(120_000);
    expect(await a.pins.verify(guest.guestId, PIN)).toEqual({ ok: true });
    await a.leave();
    await a.sync.flush();
    await b.scan(guest.badge);
    expect([triesLeft(a, guest), triesLeft(b, guest)]).toEqual([5, 5]);
  });

  it('before the right one are forgotten in whatever order the kiosks hear of them', async () => {
    const [a, b, c] = [await open(), await open(), await open()];
    const guest = await owner(a, PIN);
    for (const kiosk of [b, c]) kiosk.wait(120_000);
    await b.scan(guest.badge);
    await c.scan(guest.badge);
    b.cable('out');
    expect(await b.pins.verify(guest.guestId, '111222')).toMatchObject({ triesLeft: 4 });
    expect(await c.pins.verify(guest.guestId, '111222')).toMatchObject({ triesLeft: 4 });
    c.wait(1000);
    expect(await c.pins.verify(guest.guestId, PIN)).toEqual({ ok: true });
    await c.sync.flush();
    b.cable('in');
    await b.sync.flush();
    for (const kiosk of [a, c, b]) {
      await kiosk.leave();
      await kiosk.scan(guest.badge);
    }
    expect([a, b, c].map((kiosk) => triesLeft(kiosk, guest))).toEqual([5, 5, 5]);
  });
});
