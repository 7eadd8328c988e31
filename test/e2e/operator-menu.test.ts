import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GuestPage, noChromium, openGuestPage, signInStaff } from './support/guest-page.ts';
import { PATIENT, type RunningProcess, removeDir, startKiosk } from './support/kiosk-process.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** As people type: faster keys are a badge reader's. */
const TYPING = { delay: 70 };
const PIN = '471108';

/** A service visit, in a real browser against a real kiosk. Each step goes on from the one before. */
describe.skipIf(noChromium !== null)(`the operator's menu${noChromium === null ? '' : ` (skipped: ${noChromium})`}`, () => {
  let kiosk: RunningProcess;
  let guest: GuestPage;
  const part = (testId: string) => guest.part(testId);
  /** Once more where a machine under load took longer over five taps than the door allows. */
  const knock = async () => {
    await expect
      .poll(
        async () => {
          for (let i = 0; i < 5 && (await part('operator').count()) === 0; i++) await guest.page.touchscreen.tap(30, 30);
          return part('operator').count();
        },
        { timeout: 60_000, interval: 500 },
      )
      .toBe(1);
  };
  /** Each digit has arrived before the next is pressed: a machine under load would else bunch them as a badge reader does. */
  const enter = async (pin: string) => {
    for (const [i, digit] of [...pin].entries()) {
      await guest.page.keyboard.press(digit, TYPING);
      await guest.page.locator(`[data-testid="operator-dots"][data-count="${i + 1}"]`).waitFor();
    }
    await guest.page.keyboard.press('Enter', TYPING);
  };
  /** The guests' screen; a tap on it, in the corner too, begins a conversation. */
  const here = () => guest.page.locator('.screen:is([data-screen="attract"], [data-screen="talk"])').waitFor();
  const stage = (name: string) => guest.page.locator(`[data-testid="operator"][data-stage="${name}"]`).waitFor();
  const violations = async () => {
    await guest.page.evaluate(AXE);
    return guest.page.evaluate(async () => {
      const axe = (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe;
      return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    });
  };

  beforeAll(async () => {
    kiosk = await startKiosk({ config: PATIENT, now: '2026-05-12T10:00', env: { FOYER_HEARING: 'false', FOYER_SPEAKING: 'false' } });
    guest = await openGuestPage(kiosk.url, { orientation: 'portrait', reducedMotion: true });
    await here();
  });
  afterAll(async () => {
    await guest?.close();
    await kiosk?.stop();
    if (kiosk !== undefined) removeDir(kiosk.dataDir);
  });

  it('has no PIN of its own, and leads to the page where one is chosen', async () => {
    for (let i = 0; i < 4; i++) await guest.page.touchscreen.tap(30, 30);
    await guest.page.touchscreen.tap(900, 900);
    expect(await part('operator').count()).toBe(0);
    await guest.page.reload();
    await here();
    await knock();
    await stage('no-pin');
    expect(await violations()).toEqual([]);
    await guest.photograph('operator-no-pin');
    await part('operator-choose-pin').click();
    // Two fields once the page has heard that none is chosen.
    await expect.poll(() => part('staff-pin').count(), { timeout: 15_000 }).toBe(2);
    await signInStaff(guest.page, PIN);
    await guest.page.getByTestId('nav-now').waitFor();
    // `foyer screen` would otherwise take the page for dead, and start the browser anew.
    await guest.page.waitForRequest((request) => request.url().endsWith('/alive'));
    await part('way-back').click();
    await here();
  });

  it('asks for the PIN over the guest’s conversation, which a wrong one leaves as it is', async () => {
    await guest.page.keyboard.type('Where is the library?', TYPING);
    await guest.page.keyboard.press('Enter');
    await guest.answer(/library/i);
    // Over a dialog too, which makes the rest of the page inert.
    await part('help').first().click();
    await part('help-dialog').waitFor();
    await knock();
    await stage('pin');
    expect(await violations()).toEqual([]);
    await guest.photograph('operator-pin');
    await enter('999999');
    await part('operator-problem')
      .filter({ hasText: /not right/i })
      .waitFor();
    expect(await part('operator-dots').getAttribute('data-count')).toBe('0');
    await part('operator-close').click();
    await part('operator').waitFor({ state: 'detached' });
    expect(await part('captions-kiosk').first().innerText()).toMatch(/library/i);
  });

  it('opens with the right one, with nothing left of the guest', async () => {
    await knock();
    await stage('pin');
    for (const digit of PIN) await part('operator').getByRole('button', { name: digit, exact: true }).click();
    await part('operator-enter').click();
    await stage('menu');
    expect(await guest.page.getByText('Where is the library?').count()).toBe(0);
    // Nobody starts this kiosk again, so that ending it is all that can be done with it.
    expect(await part('operator-restart').count()).toBe(0);
    expect(await part('operator-quit').count()).toBe(1);
    expect(await violations()).toEqual([]);
    await guest.photograph('operator-menu-portrait');
    await guest.page.setViewportSize({ width: 1920, height: 1080 });
    await guest.photograph('operator-menu-landscape');
  });

  it('diagnoses, and says what to do', async () => {
    await part('operator-diagnose').click();
    await guest.page.locator('[data-testid="operator-verdict"][data-running="false"]').waitFor({ timeout: 60_000 });
    const found = await part('operator-checks').innerText();
    expect(found).toMatch(/venue/);
    expect(found).toMatch(/What to do:/);
    expect(await violations()).toEqual([]);
    await guest.photograph('operator-diagnose');
    await part('operator-back').click();
    await stage('menu');
  });

  it('shows how the kiosk is connected, and refuses what is no code', async () => {
    await part('operator-connect').click();
    await stage('connect');
    expect(await part('operator-cloud').getAttribute('data-state')).toBe('off');
    await part('operator-url').fill('https://memory.example');
    await part('operator-code').click();
    await guest.page.keyboard.type('nonsense', TYPING);
    await part('operator-enrol').click();
    await part('operator-outcome')
      .filter({ hasText: /not an enrolment code/ })
      .waitFor();
    expect(await violations()).toEqual([]);
    await guest.photograph('operator-connect');
    expect(kiosk.output()).not.toContain('nonsense');
  });

  it('closes on Escape, opens by the keys of a service keyboard, and leads to calibration and back', async () => {
    await guest.page.keyboard.press('Escape');
    await part('operator').waitFor({ state: 'detached' });
    await guest.page.keyboard.press('Control+Alt+Shift+KeyO');
    await stage('pin');
    await enter(PIN);
    await stage('menu');
    await part('operator-calibrate').click();
    await guest.page.getByTestId('calibration').waitFor();
    await part('way-back').click();
    await here();
  });

  it('comes back from the staff page by itself, when it is left there', async () => {
    const page = await guest.page.context().newPage();
    await page.clock.install();
    // As the kiosk's own screen does before it leaves for that page.
    await page.addInitScript(() => sessionStorage.setItem('foyer.guest-screen', '1'));
    await page.goto(new URL('/staff', kiosk.url).href);
    await page.getByTestId('staff-pin').waitFor();
    await page.clock.runFor(45_000);
    await page
      .getByTestId('return-soon')
      .filter({ hasText: /comes back in/ })
      .waitFor();
    await page.mouse.click(5, 5);
    await page.clock.runFor(45_000);
    expect(new URL(page.url()).pathname).toBe('/staff');
    // It would become the guests' screen in place of the other page.
    await page.route(
      (url) => url.pathname === '/',
      (route) => route.abort(),
    );
    const back = page.waitForRequest((request) => request.isNavigationRequest() && new URL(request.url()).pathname === '/');
    await page.clock.runFor(20_000);
    await back;
    await page.close();
    await guest.page.bringToFront();
  });

  it('leaves guests nothing to select', async () => {
    const selects = (selector: string) =>
      guest.page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).userSelect);
    expect(await selects('.screen')).toBe('none');
  });

  it('ends the kiosk where nobody would start it again, and the screen then says that it does not answer', async () => {
    await knock();
    await stage('pin');
    await enter(PIN);
    await stage('menu');
    await part('operator-quit').click();
    await part('operator-not').click();
    await part('operator-quit').click();
    await part('operator-sure').click();
    await expect.poll(() => isRunning(kiosk.pid), { timeout: 15_000 }).toBe(false);
    await knock();
    await part('operator-no-link').waitFor();
    expect(await violations()).toEqual([]);
    await guest.photograph('operator-no-link');
    const logged = kiosk.output();
    for (const event of ['operator.pad-opened', 'operator.pin-refused', 'operator.entered', 'operator.action', 'operator.left'])
      expect(logged).toContain(event);
    expect(logged).not.toContain(PIN);
    // The requests that failed when the kiosk went are the browser's to report, nothing else.
    expect(guest.complaints.filter((complaint) => !/WebSocket|ERR_CONNECTION/.test(complaint))).toEqual([]);
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
