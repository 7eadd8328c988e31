import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readQrCodes } from '../renderer/camera/read-qr.ts';
import { type GuestPage, noChromium, openGuestPage, signInStaff } from './support/guest-page.ts';
import { PATIENT, type RunningProcess, removeDir, startKiosk } from './support/kiosk-process.ts';

/** What a phone reads off the code on the screen. */
async function codeIn(card: Locator): Promise<string | undefined> {
  const code = card.locator('svg.qr');
  await code.waitFor();
  const size = Number((await code.getAttribute('viewBox'))?.split(' ')[2]);
  const modules = (await code.locator('path').getAttribute('d')) ?? '';
  const scale = 4;
  const width = size * scale;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  const margin = Number((await code.getAttribute('viewBox'))?.split(' ')[0]);
  for (const [, column, row] of modules.matchAll(/M(\d+) (\d+)/g)) {
    for (let pixel = 0; pixel < scale * scale; pixel++) {
      const x = (Number(column) - margin) * scale + (pixel % scale);
      const y = (Number(row) - margin) * scale + Math.floor(pixel / scale);
      data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  const [found] = await readQrCodes({ data, width, height: width }, 1);
  return found?.text;
}

/** What a guest leaves with staff, on the guest's screen and in the console at once. Each step goes on from the one before. */
describe.skipIf(noChromium !== null)(`guests and staff${noChromium === null ? '' : ` (skipped: ${noChromium})`}`, () => {
  let kiosk: RunningProcess;
  let guest: GuestPage;
  let staff: Page;
  const part = (testId: string) => staff.getByTestId(testId);
  const ask = async (question: string, answer: RegExp) => {
    await guest.page.bringToFront();
    await guest.page.keyboard.press(question.slice(0, 1));
    await guest.part('keyboard').locator('input').fill(question);
    await guest.page.keyboard.press('Enter');
    await guest.answer(answer);
  };
  const goTo = async (section: string) => {
    await staff.bringToFront();
    await part(`nav-${section}`).click();
    await part(`page-${section}`).waitFor();
  };

  beforeAll(async () => {
    kiosk = await startKiosk({ config: PATIENT, now: '2026-05-12T10:00' });
    guest = await openGuestPage(kiosk.url, { microphone: 'absent', reducedMotion: true });
    staff = await guest.page.context().newPage();
    await staff.goto(new URL('/staff', kiosk.url).href);
    await signInStaff(staff, '2468');
    await part('page-now').waitFor();
  });
  afterAll(async () => {
    await guest?.close();
    await kiosk?.stop();
    if (kiosk !== undefined) removeDir(kiosk.dataDir);
  });

  it('have towels brought: asked, confirmed, on the way, told', async () => {
    await ask('Could I have fresh towels?', /say yes or no/i);
    await ask('yes', /number is \d{4}/i);
    await staff.bringToFront();
    await part('staff-request').first().getByTestId('request-note').click();
    await part('request-note-text').fill('in ten minutes');
    await part('request-note-send').click();
    await part('request-coming').first().click();
    await guest.page.bringToFront();
    await guest.answer(/somebody is on the way to you/i);
    const card = guest.part('card-request').first();
    await expect.poll(() => card.innerText()).toMatch(/on the way[\s\S]*in ten minutes[\s\S]*number \d{4}/i);
    await guest.photograph('request-on-the-way');
  });

  it('have the answer along on the phone', async () => {
    await ask('send that to my phone', /camera at the code/i);
    expect(await codeIn(guest.part('card-qr'))).toMatch(/^Lantern Quay Hotel\n\nyes\n[\s\S]*number is \d{4}/);
  });

  it('find a lost umbrella: staff alone see which', async () => {
    await ask('I lost my black umbrella', /report it as lost/i);
    await ask('yes', /nothing like it has been handed in/i);
    await goTo('items');
    await part('found-what').fill('umbrella, black');
    await part('found-enter').click();
    await part('match').waitFor();
    await guest.photograph('console-items', staff);
    await ask('has my umbrella been found', /may have been handed in/i);
    await staff.bringToFront();
    await part('match-same').click();
    await part('match-collected').waitFor();
    await ask('has my umbrella been found', /staff believe they have it/i);
  });

  it('leave nothing for the next guest', async () => {
    await guest.page.bringToFront();
    await guest.part('start-over').first().click();
    await guest.part('attract').waitFor();
    await ask('Where are my towels?', /no request|towels/i);
    expect(await guest.part('card-request').count()).toBe(0);
    expect(await guest.page.locator('body').innerText()).not.toMatch(/ten minutes|umbrella/i);
    expect(guest.complaints).toEqual([]);
  });
});
