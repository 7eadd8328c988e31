import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type GuestPage, noChromium, openGuestPage } from './support/guest-page.ts';
import { newDataDir, PATIENT, type RunningProcess, removeDir, startKiosk } from './support/kiosk-process.ts';

/** The whole way: key, kiosk, voice, loudspeaker. What is read on which screen is told in keys-and-audio.test.ts. */
describe.skipIf(noChromium !== null)('a guest for whom the kiosk has to be easier to use', () => {
  const dataDir = newDataDir();
  let kiosk: RunningProcess;
  let guest: GuestPage | null = null;

  beforeAll(async () => {
    kiosk = await startKiosk({ config: PATIENT, dataDir, now: '2026-11-22T10:10' });
  });
  afterEach(async () => {
    await guest?.leave();
    guest = null;
  });
  afterAll(async () => {
    await kiosk?.stop();
    removeDir(dataDir);
  });

  const readings = () =>
    (guest?.kioskMessages() ?? []).flatMap((message) => (message.type === 'speech.sentence' && message.reading ? [message] : []));
  const words = () =>
    readings()
      .map((message) => message.words.map(({ text }) => text).join(' '))
      .join(' ');

  it('hears the screen from the first key on, by the kiosk’s own voice, louder and slower as they like', async () => {
    guest = await openGuestPage(kiosk.url, { microphone: 'absent' });
    const { page, part } = guest;
    await part('attract').waitFor();
    await page.keyboard.press('F4', { delay: 60 });
    await expect.poll(words).toMatch(/now read to you.*down arrow/i);
    await expect.poll(guest.loudestSample).toBeGreaterThan(0.02);
    await page.keyboard.press('ArrowDown', { delay: 60 });
    const before = readings().length;
    await page.keyboard.press('F6', { delay: 60 });
    await expect.poll(() => readings().length).toBeGreaterThan(before);
    await expect.poll(words).toMatch(/Speaking speed: 80/);
    expect(guest.complaints).toEqual([]);
  });

  it('asks for it in words, has it, and leaves nothing of it to the next guest', async () => {
    guest = await openGuestPage(kiosk.url, { microphone: 'absent' });
    const { page, part } = guest;
    const screen = page.locator('.screen');
    await part('attract').waitFor();
    const ask = async (text: string) => {
      await page.keyboard.type(text, { delay: 60 });
      await page.keyboard.press('Enter', { delay: 60 });
    };
    await ask('bigger text please');
    await guest.answer(/The text is larger/);
    await expect.poll(() => screen.getAttribute('data-text')).toBe('1.5');
    await ask('I cannot reach the buttons');
    await expect.poll(() => screen.getAttribute('data-reach')).toBe('true');
    await ask('press type your question');
    await part('keyboard').waitFor();
    await page.keyboard.press('Escape', { delay: 60 });
    await ask('start over');
    await part('attract').waitFor();
    await expect.poll(() => screen.getAttribute('data-text')).toBe('1');
    await expect.poll(() => screen.getAttribute('data-reach')).toBe('false');
  });

  it('touches one button, and sets everything there', async () => {
    guest = await openGuestPage(kiosk.url, { orientation: 'portrait', microphone: 'absent' });
    const { page, part } = guest;
    await part('access-open').first().tap();
    await part('access').waitFor();
    for (const name of ['access-contrast', 'access-calm', 'access-bigger', 'access-louder']) await part(name).tap();
    await guest.photograph('easier-to-use-portrait');
    await part('access-done').tap();
    await expect.poll(() => page.locator('.screen').getAttribute('data-contrast')).toBe('true');
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset.motion)).toBe('calm');
    expect(await page.locator('[data-testid="toggle-captions"]').count()).toBe(0);
  });
});
