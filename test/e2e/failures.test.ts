import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { type GuestPage, noChromium, openGuestPage, signInStaff } from './support/guest-page.ts';
import { newDataDir, type RunningProcess, removeDir, startKiosk } from './support/kiosk-process.ts';

const BUNDLED_MODEL = fileURLToPath(new URL('../../models/foyer-whisper-tiny', import.meta.url));

/** Something is missing or breaks: the kiosk still starts, says so kindly to guests, precisely to staff, works by touch. */
describe.skipIf(noChromium !== null)(`when something is wrong${noChromium === null ? '' : ` (skipped: ${noChromium})`}`, () => {
  let kiosk: RunningProcess | null = null;
  let guest: GuestPage | null = null;

  afterEach(async () => {
    await guest?.close();
    await kiosk?.stop();
    if (kiosk !== null) removeDir(kiosk.dataDir);
    guest = null;
    kiosk = null;
  });

  const staffSees = async (page: GuestPage['page'], url: string) => {
    const staff = await page.context().newPage();
    await staff.goto(new URL('/staff', url).href);
    await signInStaff(staff, '1357');
    return staff.getByTestId('staff-capabilities');
  };

  it.each([
    ['no microphone', 'absent', 'banner-mic-absent'],
    ['a microphone that may not be used', 'denied', 'banner-mic-denied'],
  ] as const)('%s: a banner, and touch works', async (_what, microphone, banner) => {
    kiosk = await startKiosk();
    guest = await openGuestPage(kiosk.url, { microphone, reducedMotion: true });
    await guest.part('opener').first().tap();
    await guest.part(banner).waitFor();
    await guest.part('captions-kiosk').filter({ hasText: /\w/ }).first().waitFor();
    await guest.photograph(banner);
  });

  it('a corrupt speech model: guests type, staff read which file', async () => {
    const dataDir = newDataDir();
    const model = join(dataDir, 'models', 'broken');
    cpSync(BUNDLED_MODEL, model, { recursive: true });
    const encoder = join(model, 'onnx', 'encoder_model_quantized.onnx');
    writeFileSync(encoder, readFileSync(encoder).subarray(0, 100_000));
    writeFileSync(join(dataDir, 'config.yaml'), 'hearing: { model: broken }\n');
    kiosk = await startKiosk({ dataDir });
    guest = await openGuestPage(kiosk.url, { reducedMotion: true });
    await guest.part('banner-no-hearing').waitFor();
    await guest.part('opener').first().tap();
    await guest.part('captions-kiosk').filter({ hasText: /\w/ }).first().waitFor();
    const parts = await staffSees(guest.page, kiosk.url);
    await parts.getByText(/encoder_model_quantized\.onnx/).waitFor();
  });

  it('a broken venue database: the kiosk says so and a person can still be called', async () => {
    const first = await startKiosk();
    await first.stop();
    const versions = join(first.dataDir, 'venue', 'versions');
    for (const file of readdirSync(versions)) {
      const path = join(versions, file);
      if (file.endsWith('.sqlite')) writeFileSync(path, readFileSync(path).subarray(0, 5000), { mode: 0o600 });
    }
    kiosk = await startKiosk({ dataDir: first.dataDir });
    guest = await openGuestPage(kiosk.url, { reducedMotion: true });
    await guest.part('help').first().tap();
    await guest.part('help-confirm').tap();
    await guest.part('card-request').first().waitFor();
    const parts = await staffSees(guest.page, kiosk.url);
    await parts.getByText(/venue/i).first().waitFor();
    await guest.photograph('broken-venue');
  });

  it('a wrong configuration: defaults are used, and staff read key, value and what is allowed', async () => {
    const dataDir = newDataDir();
    writeFileSync(join(dataDir, 'config.yaml'), 'turnTaking: { endOfTurnMs: soon }\nheering: { enabled: true }\n');
    kiosk = await startKiosk({ dataDir });
    expect(kiosk.output()).toContain('turnTaking.endOfTurnMs');
    expect(kiosk.output()).toContain('did you mean hearing');
    guest = await openGuestPage(kiosk.url, { reducedMotion: true });
    const parts = await staffSees(guest.page, kiosk.url);
    await parts.getByText(/turnTaking\.endOfTurnMs is "soon"/).waitFor();
  });

  it('the kiosk process dies in mid-session: the screen waits, comes back by itself, and shows nothing of before', async () => {
    const first = await startKiosk();
    const port = Number(new URL(first.url).port);
    guest = await openGuestPage(first.url, { reducedMotion: true });
    await guest.part('opener').first().tap();
    await guest.part('captions-kiosk').filter({ hasText: /\w/ }).first().waitFor();
    await first.stop('SIGKILL');
    await guest.part('banner-lost').waitFor();
    await guest.photograph('banner-lost');
    kiosk = await startKiosk({ dataDir: first.dataDir, port });
    await guest.part('attract').waitFor();
    await guest.part('opener').first().tap();
    await guest.part('captions-kiosk').filter({ hasText: /\w/ }).first().waitFor();
  });

  it('the page cannot be drawn: it says so, and is there again by itself', async () => {
    kiosk = await startKiosk();
    guest = await openGuestPage(kiosk.url, { reducedMotion: true });
    await guest.part('attract').waitFor();
    await guest.page.evaluate(() => {
      // Half a second at first: too short to be looked for from here.
      new MutationObserver(() => {
        if (document.body.innerText.includes('Back in a moment')) sessionStorage.setItem('seen', 'yes');
      }).observe(document, { childList: true, subtree: true });
      Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
        get: () => {
          throw new Error('no clock');
        },
      });
    });
    await guest.part('opener').first().tap();
    // Loaded anew, the page has its clock again; who was there goes on.
    await guest.part('captions-kiosk').filter({ hasText: /\w/ }).first().waitFor();
    expect(await guest.page.evaluate(() => sessionStorage.getItem('seen'))).toBe('yes');
  });

  it('a session ends before the cards of its answer are drawn anew: nothing falls over', async () => {
    kiosk = await startKiosk();
    guest = await openGuestPage(kiosk.url, { reducedMotion: true });
    const { page, part } = guest;
    await part('attract').waitFor();
    await page.keyboard.type('how do I get to the spa', { delay: 60 });
    await page.keyboard.press('Enter', { delay: 60 });
    await page.locator('.cards > .card').first().waitFor();
    await page.evaluate(() => {
      const held: FrameRequestCallback[] = [];
      const frame = window.requestAnimationFrame;
      Object.assign(window, {
        requestAnimationFrame: (work: FrameRequestCallback) => held.push(work),
        letGo: () => {
          window.requestAnimationFrame = frame;
          for (const work of held) work(performance.now());
        },
      });
    });
    await part('start-over').first().tap();
    await expect.poll(() => guest?.kioskMessages().some(({ type }) => type === 'session.ended')).toBe(true);
    // More room, or less: the cards alone are drawn again, for the button that says whether there are more of them.
    const frame = page.locator('.cards-frame');
    const more = () => frame.count().then((count) => (count === 0 ? 'gone' : frame.getAttribute('data-more')));
    const before = await more();
    await page.setViewportSize({ width: 1920, height: before === 'true' ? 3000 : 400 });
    await expect.poll(more).not.toBe(before);
    await page.evaluate(() => (window as unknown as { letGo(): void }).letGo());
    await part('attract').waitFor();
    expect(guest.complaints).toEqual([]);
  });
});
