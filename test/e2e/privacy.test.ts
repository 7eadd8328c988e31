import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type GuestPage, noChromium, openGuestPage } from './support/guest-page.ts';
import { newDataDir, type RunningProcess, removeDir, startKiosk } from './support/kiosk-process.ts';

const CONFIG = `
hearing: { enabled: false }
speaking: { enabled: false }
llm: { baseUrl: 'http://127.0.0.1:9/v1', model: none }
privacy: { controller: Lantern House GmbH, contact: privacy@lantern.example, url: 'https://lantern.example/privacy' }
memory: { retention: { facts: 44 } }
`;

describe.skipIf(noChromium !== null)(`the privacy notice${noChromium === null ? '' : ` (skipped: ${noChromium})`}`, () => {
  const dataDir = newDataDir();
  let kiosk: RunningProcess;
  let guest: GuestPage | null = null;

  beforeAll(async () => {
    writeFileSync(join(dataDir, 'config.yaml'), CONFIG);
    kiosk = await startKiosk({ dataDir, now: '2026-11-22T10:10' });
  });
  afterEach(async () => {
    await guest?.leave();
    guest = null;
  });
  afterAll(async () => {
    await kiosk?.stop();
    removeDir(dataDir);
  });

  it('is one touch away before a word was said, and tells what this kiosk is set to', async () => {
    guest = await openGuestPage(kiosk.url, { orientation: 'portrait', microphone: 'absent', reducedMotion: true });
    const { page, part } = guest;
    expect(await part('attract').innerText()).toMatch(/is a computer program, not a person/);
    await part('privacy-open').tap();
    const text = await part('privacy').innerText();
    for (const says of [
      /language model on this machine/,
      /microphone is not used/,
      /What you say of yourself: 44 days/,
      /Lantern House GmbH/,
    ])
      expect(text).toMatch(says);
    await part('privacy-policy').locator('svg').first().waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => part('privacy').count()).toBe(0);
    // Asking for it is not beginning a conversation.
    expect(await part('attract').count()).toBe(1);
    expect(guest.complaints).toEqual([]);
  });

  it('comes up for who asks, in their language, and is in the head of the conversation and in "Easier to use"', async () => {
    guest = await openGuestPage(kiosk.url, { microphone: 'absent' });
    const { page, part } = guest;
    await part('begin').tap();
    await part('open-keyboard').first().tap();
    await part('keyboard').locator('input').fill('what do you keep about me?');
    await page.keyboard.press('Enter');
    await part('privacy').waitFor({ timeout: 30_000 });
    await part('privacy-close').tap();
    await part('language-de').first().tap();
    for (const open of ['talk-head', 'access']) {
      if (open === 'access') await part('access-open').first().tap();
      await part('privacy-open').last().tap();
      await part('privacy').filter({ hasText: 'Sie sprechen mit einer Maschine' }).waitFor();
      await part('privacy-close').tap();
    }
  });

  it('and help close by themselves: with the session, and where somebody opened them before one and walked away', async () => {
    const dir = newDataDir();
    writeFileSync(join(dir, 'config.yaml'), `${CONFIG}idle: { warnAfterMs: 4000, resetAfterMs: 8000 }\n`);
    const hasty = await startKiosk({ dataDir: dir, now: '2026-11-22T10:10' });
    try {
      guest = await openGuestPage(hasty.url, { microphone: 'absent' });
      const { part } = guest;
      for (const [begun, opener, dialog] of [
        [false, 'privacy-open', 'privacy'],
        [false, 'help', 'help-dialog'],
        [true, 'privacy-open', 'privacy'],
      ] as const) {
        if (begun) await part('begin').tap();
        if (begun) await part('open-keyboard').first().waitFor();
        await part(opener).first().tap();
        await part(dialog).waitFor();
        // The warning comes up over it; once it is answered, then nobody does.
        const warned = part('idle-warning');
        if (opener === 'help') {
          await warned.waitFor({ timeout: 30_000 });
          await part('idle-stay').tap();
          await part(dialog).waitFor();
        }
        await warned.waitFor({ timeout: 30_000 });
        await expect.poll(() => part(dialog).count(), { timeout: 30_000 }).toBe(0);
        await part('attract').waitFor({ timeout: 30_000 });
        const { page } = guest;
        await expect.poll(() => page.locator('dialog[open]').count()).toBe(0);
      }
    } finally {
      await hasty.stop();
      removeDir(dir);
    }
  });
});
