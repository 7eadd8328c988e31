import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { translateTo } from '../../core/i18n/catalogues.ts';
import { type GuestPage, noChromium, openGuestPage } from './support/guest-page.ts';
import { newDataDir, PATIENT, type RunningProcess, removeDir, startKiosk } from './support/kiosk-process.ts';

const SCRIPTS = [
  { locale: 'ar', dir: 'rtl', letters: /\p{Script=Arabic}/u, orientation: 'portrait', word: 'حمام' },
  { locale: 'ja', dir: 'ltr', letters: /\p{Script=Hiragana}/u, orientation: 'landscape', word: 'といれ' },
] as const;

describe.skipIf(noChromium !== null)(`a kiosk of seven languages${noChromium === null ? '' : ` (skipped: ${noChromium})`}`, () => {
  const dataDir = newDataDir();
  let kiosk: RunningProcess;
  let guest: GuestPage | null = null;

  beforeAll(async () => {
    const config = `locales: [en, de, fr, es, it, ar, ja]\nhearing: { enabled: false }\n${PATIENT}`;
    kiosk = await startKiosk({ config, dataDir, now: '2026-11-22T10:40' });
  });
  afterEach(async () => {
    await guest?.leave();
    guest = null;
  });
  afterAll(async () => {
    await kiosk?.stop();
    removeDir(dataDir);
  });

  it.each(SCRIPTS)('serves a guest in $locale by touch alone', async ({ locale, dir, letters, orientation, word }) => {
    guest = await openGuestPage(kiosk.url, { orientation, microphone: 'absent' });
    const { page, part, photograph } = guest;
    await part(`language-${locale}`).first().tap();
    await page.locator(`html[lang=${locale}][dir=${dir}]`).waitFor();
    await part('chip').or(part('opener')).filter({ hasText: letters }).first().waitFor();
    await photograph(`${locale}-begin`);
    expect(await cutOff(guest)).toEqual([]);

    // The openers take turns: one can be gone between the finding and the touch.
    const opener = part('opener').filter({ hasText: /Lantern Ballroom/ });
    const talk = page.locator('.screen[data-screen="talk"]');
    await expect
      .poll(
        async () => {
          if ((await talk.count()) === 0) await opener.tap({ timeout: 15_000 }).catch(() => undefined);
          return talk.count();
        },
        { timeout: 90_000, interval: 1000 },
      )
      .toBe(1);
    await part('captions-kiosk').filter({ hasText: letters }).first().waitFor();
    await page.locator('.step-text').filter({ hasText: letters }).first().waitFor();
    await photograph(`${locale}-route`);
    expect(await cutOff(guest)).toEqual([]);

    await part('chip')
      .filter({ hasText: translateTo(locale)('chip.whatsOn') })
      .first()
      .tap();
    await part('card-sessions').first().waitFor();
    await photograph(`${locale}-programme`);
    expect(await cutOff(guest)).toEqual([]);

    await part('open-keyboard').first().tap();
    await part('keyboard').waitFor();
    for (const letter of word) await part('keyboard').getByRole('button', { name: letter, exact: true }).tap();
    await photograph(`${locale}-keyboard`);
    expect(await cutOff(guest)).toEqual([]);
    await part('keyboard').locator('.key--send').tap();
    await part('captions-guest').filter({ hasText: word }).waitFor();
    await part('captions-kiosk')
      .filter({ hasText: /Toilets by/ })
      .first()
      .waitFor();

    await part('help').first().tap();
    await part('help-confirm').tap();
    await part('card-request').first().waitFor();
    await photograph(`${locale}-help`);
  });
});

/** Controls and words that stick out of the window, or out of what holds them. */
async function cutOff({ page, settle }: GuestPage): Promise<string[]> {
  await settle();
  return page.evaluate(() => {
    const { clientWidth, clientHeight } = document.documentElement;
    return [...document.querySelectorAll<HTMLElement>('button, .chip, .key, .step-text, .row-title')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.closest('[inert]') === null)
      .filter((element) => {
        const box = element.getBoundingClientRect();
        if (box.width === 0) return false;
        const outside = box.left < -1 || box.right > clientWidth + 1;
        const below = element.closest('.dock, .keys, .chips') !== null && box.bottom > clientHeight + 1;
        return outside || below || element.scrollWidth > element.clientWidth + 2;
      })
      .map((element) => `${element.className}: ${element.textContent}`);
  });
}
