import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type GuestPage, noChromium, openGuestPage, signInStaff } from './support/guest-page.ts';
import { newDataDir, PATIENT, type RunningProcess, removeDir, startKiosk } from './support/kiosk-process.ts';

/** Everything a guest can do without a voice. The kiosk's microphone and speech stay on. */
describe.skipIf(noChromium !== null)(`a guest who does not speak${noChromium === null ? '' : ` (skipped: ${noChromium})`}`, () => {
  const dataDir = newDataDir();
  let kiosk: RunningProcess;
  let guest: GuestPage | null = null;

  beforeAll(async () => {
    kiosk = await startKiosk({ config: PATIENT, dataDir, now: '2026-11-22T10:10' });
    await kiosk.hearing();
  });
  afterEach(async () => {
    await guest?.leave();
    guest = null;
  });
  afterAll(async () => {
    await kiosk?.stop();
    removeDir(dataDir);
  });

  it('gets everything by touch alone: opener, card, chip, keys on screen, language, a person', async () => {
    guest = await openGuestPage(kiosk.url, { orientation: 'portrait', microphone: 'absent', reducedMotion: true });
    const { page, part } = guest;
    await part('opener').first().tap();
    await part('captions-kiosk').filter({ hasText: /\w/ }).first().waitFor();
    await part('chip').first().waitFor();
    await guest.photograph('touch-answer-portrait');
    const asked = await part('chip').first().innerText();
    await part('chip').first().tap();
    await part('captions-guest').filter({ hasText: asked.trim() }).waitFor();

    await part('open-keyboard').first().tap();
    await part('keyboard').waitFor();
    for (const letter of ['g', 'y', 'm'])
      await part('keyboard')
        .getByRole('button', { name: letter, exact: false })
        .filter({ hasText: new RegExp(`^${letter}$`, 'i') })
        .first()
        .tap();
    await guest.photograph('keyboard-portrait');
    await part('keyboard').locator('.key--enter, [type=submit], .key--send').last().tap();
    await guest.answer(/gym/i);

    await part('language-de').first().tap();
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toMatch(/^de/);
    await guest.photograph('german-portrait');

    await part('help').first().tap();
    await part('help-dialog').waitFor();
    await guest.photograph('help-dialog-portrait');
    await part('help-confirm').tap();
    await part('card-request').first().waitFor();
    await guest.photograph('help-on-its-way-portrait');

    await part('start-over').first().tap();
    await part('attract').waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(/gym/i);
    expect(guest.complaints).toEqual([]);
  });

  it('whose request staff then see, work off, and can trace', async () => {
    guest = await openGuestPage(kiosk.url, { reducedMotion: true });
    const staff = await guest.page.context().newPage();
    await staff.goto(new URL('/staff', kiosk.url).href);
    await signInStaff(staff, '2468');
    await staff.getByTestId('staff-requests').waitFor();
    const rows = staff.getByTestId('staff-request');
    await staff.getByTestId('staff-requests').getByText('One moment, please').waitFor({ state: 'detached' });
    const before = await rows.count();

    await guest.part('help').first().tap();
    await guest.part('help-confirm').tap();
    await expect.poll(() => rows.count()).toBe(before + 1);
    await staff.getByTestId('nav-trace').click();
    await staff
      .getByTestId('staff-trace')
      .getByText(/perceive|act/i)
      .first()
      .waitFor();
    await guest.photograph('staff-landscape', staff);
    await staff.getByTestId('nav-now').click();
    await rows.first().getByRole('button', { name: /done/i }).click();
    await expect.poll(() => rows.first().innerText()).toMatch(/done/i);
  });

  it('gets everything by keyboard alone, with the focus always in sight', async () => {
    guest = await openGuestPage(kiosk.url, { microphone: 'absent', reducedMotion: true });
    const { page, part } = guest;
    await part('attract').waitFor();
    // The very first letter already belongs to the question.
    // As people type: faster keys are a badge reader's.
    await page.keyboard.type('when does the spa close', { delay: 60 });
    await page.keyboard.press('Enter');
    await guest.answer(/\d\d:\d\d/);

    const reached = new Set<string>();
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab', { delay: 60 });
      const focus = await page.evaluate(() => {
        const element = document.activeElement;
        if (!(element instanceof HTMLElement) || element === document.body) return null;
        const box = element.getBoundingClientRect();
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        return {
          id: element.dataset.testid ?? '',
          seen: box.width > 0 && ((outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none'),
        };
      });
      if (focus === null) continue;
      expect(focus.seen, `focus on "${focus.id}" cannot be seen`).toBe(true);
      reached.add(focus.id);
      if (focus.id === 'help') break;
    }
    expect([...reached]).toContain('help');
    await page.keyboard.press('Enter');
    await part('help-dialog').waitFor();
    await page.keyboard.press('Escape');
    await part('help-dialog').waitFor({ state: 'detached' });
    expect(guest.complaints).toEqual([]);
  });
});

describe.skipIf(noChromium !== null)('a guest who walks away', () => {
  const dataDir = newDataDir();
  let kiosk: RunningProcess;
  afterAll(async () => {
    await kiosk?.stop();
    removeDir(dataDir);
  });

  it('is asked, may stay, and otherwise leaves nothing on the screen', async () => {
    // Long enough for a busy machine to touch "I am still here" in time.
    const config = 'idle: { warnAfterMs: 3000, resetAfterMs: 12000 }\nspeaking: { enabled: false }\n';
    kiosk = await startKiosk({ config, dataDir });
    const guest = await openGuestPage(kiosk.url, { orientation: 'portrait', microphone: 'absent', reducedMotion: true });
    await guest.part('opener').first().tap();
    await guest.part('idle-warning').waitFor();
    await guest.photograph('idle-warning-portrait');
    await guest.part('idle-stay').tap();
    await guest.part('idle-warning').waitFor({ state: 'detached' });
    expect(await guest.part('captions-guest').count()).toBeGreaterThan(0);
    await guest.part('idle-warning').waitFor();
    await guest.part('attract').waitFor();
    expect(await guest.part('captions-guest').count()).toBe(0);
    await guest.close();
  });
});
