import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { writeQrVideo } from '../renderer/camera/qr-video.ts';
import { type GuestPage, noChromium, openGuestPage } from './support/guest-page.ts';
import { newDataDir, PATIENT, type RunningProcess, removeDir, startFoyer, startKiosk } from './support/kiosk-process.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** One badge, two kiosks, one cloud endpoint: five real processes with Chromium's two. */
describe.skipIf(noChromium !== null)(`a guest with a badge${noChromium === null ? '' : ` (skipped: ${noChromium})`}`, () => {
  const dirs = { a: newDataDir(), b: newDataDir(), cloud: newDataDir() };
  const videoFile = join(dirs.cloud, 'badge.y4m');
  let cloud: RunningProcess;
  let kioskA: RunningProcess;
  let kioskB: RunningProcess;
  let guest: GuestPage | null = null;

  beforeAll(async () => {
    // Issued beside the endpoint, from which both kiosks learn the public key.
    const issued = JSON.parse(foyer('badge', 'issue', '--data', dirs.cloud, '--json')) as { badges: { token: string }[] };
    const token = issued.badges[0]?.token ?? '';
    writeQrVideo(videoFile, token);
    cloud = startFoyer(['cloud', 'serve', '--port', '0', '--data', dirs.cloud], dirs.cloud);
    const [, url] = await cloud.waitFor(/ready at (http:\/\/\S+)/);
    const [, syncToken] = await cloud.waitFor(/FOYER_SYNC_TOKEN=(\S+)/);
    const env = { FOYER_SYNC_URL: url ?? '', FOYER_SYNC_TOKEN: syncToken ?? '', FOYER_LOG_LEVEL: 'debug' };
    [kioskA, kioskB] = await Promise.all([
      startKiosk({ config: PATIENT, dataDir: dirs.a, env, now: '2026-11-22T12:10' }),
      startKiosk({ config: PATIENT, dataDir: dirs.b, env, now: '2026-11-22T12:20' }),
    ]);
  });
  afterEach(async () => {
    await guest?.leave();
    guest = null;
  });
  afterAll(async () => {
    for (const running of [kioskA, kioskB, cloud]) await running?.stop();
    for (const dir of Object.values(dirs)) removeDir(dir);
  });

  const scanAt = async (kiosk: RunningProcess) => {
    const page = await openGuestPage(kiosk.url, { videoFile, orientation: 'portrait', reducedMotion: true });
    await page.part('scan-badge').first().tap();
    return page;
  };
  const pin = async (page: GuestPage) => {
    await page.part('pin').waitFor();
    await page.page.keyboard.type('482917', { delay: 70 });
    await page.page.keyboard.press('Enter');
  };
  const ask = async (page: GuestPage, text: string) => {
    await page.part('open-keyboard').first().tap();
    await page.part('keyboard').locator('input').fill(text);
    await page.page.keyboard.press('Enter');
    await page.part('captions-guest').filter({ hasText: text }).waitFor();
  };

  it('is asked first, tells kiosk A what they eat, and kiosk B knows', async () => {
    guest = await scanAt(kioskA);
    await guest.part('consent').waitFor();
    await guest.photograph('consent-portrait');
    await guest.part('consent-remember').tap();
    await pin(guest);
    await guest.page.getByRole('heading', { name: 'once more' }).waitFor();
    await pin(guest);
    await guest.part('guest-chip').waitFor();
    await ask(guest, "I'm vegetarian");
    await guest.answer(/vegetarian/i);
    await guest.leave();
    await kioskA.waitFor(/sync\.pushed/);

    // In use at another kiosk a moment ago: a stranger's, until the PIN.
    guest = await scanAt(kioskB);
    await pin(guest);
    await guest.part('guest-chip').waitFor();
    // Recognised, greeted neutrally, asked nothing again, and nothing remembered is said unasked.
    expect(await guest.part('consent').count()).toBe(0);
    expect(await guest.part('captions-kiosk').first().innerText()).not.toMatch(/vegetarian/i);
    await ask(guest, 'where can I eat');
    const answer = await guest.answer(/vegetarian/i);
    expect(answer).toMatch(/vegetarian/i);
    await guest.photograph('kiosk-b-knows-portrait');
  });

  it('who says "forget me" at B is gone from B, the cloud and A', async () => {
    guest = await scanAt(kioskB);
    await pin(guest);
    await guest.part('guest-chip').waitFor();
    // What would go is read back, and nothing of it is shown.
    await guest.part('forget-me').first().tap();
    await guest.part('memory-asks').waitFor();
    expect(await guest.part('memory').count()).toBe(0);
    await guest.part('memory-yes').tap();
    await guest.answer(/erased/i);
    expect(await guest.part('guest-chip').count()).toBe(0);
    await guest.leave();

    await expect
      .poll(
        async () => {
          guest = await scanAt(kioskA);
          const asked = await guest
            .part('consent')
            .or(guest.part('guest-chip'))
            .first()
            .waitFor()
            .then(() => guest?.part('consent').count());
          await guest.leave();
          guest = null;
          return asked;
        },
        { timeout: 120_000, interval: 3000 },
      )
      .toBe(1);
    for (const dir of [dirs.a, dirs.b])
      expect(filesUnder(dir).some((file) => readFileSync(file).includes('vegetarian') && !file.includes('venue'))).toBe(false);
  });
});

/** The guest's own memory, at one kiosk with a badge reader that types. */
describe.skipIf(noChromium !== null)(`a guest's PIN and memory${noChromium === null ? '' : ` (skipped: ${noChromium})`}`, () => {
  const PIN = '482917';
  const dataDir = newDataDir();
  let kiosk: RunningProcess;
  let guest: GuestPage;
  let token = '';

  beforeAll(async () => {
    const issued = JSON.parse(foyer('badge', 'issue', '--data', dataDir, '--json')) as { badges: { token: string }[] };
    token = issued.badges[0]?.token ?? '';
    kiosk = await startKiosk({ config: PATIENT, dataDir, now: '2026-11-22T12:10', env: { FOYER_LOG_LEVEL: 'debug' } });
    guest = await openGuestPage(kiosk.url, { microphone: 'denied', reducedMotion: true });
    await guest.part('attract').waitFor();
  });
  afterAll(async () => {
    await guest?.close();
    await kiosk?.stop();
    removeDir(dataDir);
  });

  /** As a reader sends it: all keys within a few milliseconds, then Enter. */
  const scan = () =>
    guest.page.evaluate(
      (keys) => {
        // Made before any is handled: a key's time is when it was pressed, not when a busy page came to it.
        const pressed = keys.map((key) => new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        for (const event of pressed) window.dispatchEvent(event);
      },
      [...token, 'Enter'],
    );
  const typed = (text: string) => guest.page.keyboard.type(text, { delay: 70 });
  const pin = async (digits: string) => {
    await guest.part('pin').waitFor();
    await typed(digits);
    await guest.page.keyboard.press('Enter');
  };
  const touched = async (digits: string) => {
    for (const digit of digits) await guest.part('pin').getByRole('button', { name: digit, exact: true }).tap();
    await guest.part('pin-enter').tap();
  };
  const ask = async (text: string) => {
    await guest.part('open-keyboard').first().tap();
    await guest.part('keyboard').locator('input').fill(text);
    await guest.page.keyboard.press('Enter');
  };
  const startOver = async () => {
    await guest.part('start-over').first().tap();
    await guest.part('attract').waitFor();
  };
  const entry = (text: RegExp) => guest.part('memory-entry').filter({ hasText: text });
  const openMemory = async (digits = PIN) => {
    await scan();
    await guest.part('my-memory').tap();
    await pin(digits);
  };

  it('chooses a PIN after agreeing, typed and touched alike', async () => {
    await scan();
    await guest.part('consent').waitFor();
    await guest.part('consent-remember').tap();
    await pin('1234');
    await guest.part('pin-problem').filter({ hasText: 'Too easy' }).waitFor();
    await pin(PIN);
    await guest.page.getByRole('heading', { name: 'once more' }).waitFor();
    await touched(PIN);
    await guest.part('pin').waitFor({ state: 'detached' });
    await ask("I'm vegan");
    await guest.answer(/vegan/i);
    await startOver();
    expect(await guest.page.locator('body').innerText()).not.toMatch(/vegan/i);
  });

  it('a badge alone shows nothing, a wrong PIN neither; the right one shows everything and where it came from', async () => {
    await openMemory('000001');
    await guest.part('pin-problem').filter({ hasText: '4 tries left' }).waitFor();
    expect(await guest.page.locator('body').innerText()).not.toMatch(/vegan/i);
    await pin(PIN);
    await entry(/You eat vegan/).waitFor();
    expect(await entry(/You eat vegan/).innerText()).toMatch(/You told me on/);
    await guest.photograph('memory-landscape');
    await entry(/You eat vegan/)
      .getByTestId('memory-correct')
      .tap();
    await guest.part('correct').locator('input').fill('halal');
    await guest.page.keyboard.press('Enter');
    await entry(/You eat halal/).waitFor();
    await guest.part('memory-export').tap();
    await guest.part('codes').getByRole('img').waitFor();
    expect(await guest.part('memory-entry').count()).toBe(0);
    await guest.part('codes-done').tap();
    await entry(/You eat halal/)
      .getByTestId('memory-delete')
      .tap();
    await entry(/You eat halal/).waitFor({ state: 'detached' });
    await guest.part('memory-close').tap();
    await startOver();
  });

  it('another badge blanks the screen, and five wrong PINs make even the right one wait', async () => {
    await openMemory();
    await guest.part('memory').waitFor();
    const other =
      (JSON.parse(foyer('badge', 'issue', '--data', dataDir, '--json')) as { badges: { token: string }[] }).badges[0]?.token ?? '';
    const own = token;
    token = other;
    await scan();
    await guest.part('consent').waitFor();
    expect(await guest.part('memory').count()).toBe(0);
    await guest.part('consent-visit').tap();
    token = own;
    await openMemory('000001');
    for (let left = 4; left > 1; left--) {
      await guest
        .part('pin-problem')
        .filter({ hasText: `${left} tries left` })
        .waitFor();
      await pin('000001');
    }
    await guest.part('pin-problem').filter({ hasText: 'One try left' }).waitFor();
    await pin('000001');
    await guest.part('pin-problem').filter({ hasText: 'Too many' }).waitFor();
    expect(await guest.part('pin-enter').isDisabled()).toBe(true);
    await guest.part('pin-cancel').tap();
    await startOver();
  });

  it('is nowhere in clear, neither what was told nor the PIN; and erased by staff where it is forgotten, the guest begins anew', async () => {
    for (const file of filesUnder(dataDir).filter((one) => !one.includes('venue')))
      expect([file, readFileSync(file).includes('vegan') || readFileSync(file).includes(PIN)]).toEqual([file, false]);
    expect(kiosk.output()).not.toContain(PIN);
    expect(kiosk.output()).not.toMatch(/vegan/i);
    foyer('memory', 'erase', token, '--reason', 'the PIN is forgotten', '--data', dataDir);
    await scan();
    await guest.part('consent').waitFor();
  });
});

function foyer(...args: string[]): string {
  return execFileSync(process.execPath, [join(ROOT, 'cli/main.ts'), ...args], { encoding: 'utf8', cwd: ROOT });
}

function filesUnder(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => join(dir, name))
    .filter((path) => statSync(path).isFile());
}
