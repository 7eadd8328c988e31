import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { writeQrVideo } from '../renderer/camera/qr-video.ts';
import { type GuestPage, noChromium, openGuestPage } from './support/guest-page.ts';
import { newDataDir, type RunningProcess, removeDir, startFoyer, startKiosk } from './support/kiosk-process.ts';

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
    kioskA = await startKiosk({ dataDir: dirs.a, env, now: '2026-11-22T12:10' });
    kioskB = await startKiosk({ dataDir: dirs.b, env, now: '2026-11-22T12:20' });
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
    const page = await openGuestPage(kiosk.url, { videoFile, orientation: 'portrait' });
    await page.part('scan-badge').first().tap();
    return page;
  };
  const ask = async (page: GuestPage, text: string) => {
    await page.part('open-keyboard').first().tap();
    await page.part('keyboard').locator('input').fill(text);
    await page.page.keyboard.press('Enter');
    await page.part('captions-guest').filter({ hasText: text }).waitFor();
  };

  it('is asked first, tells kiosk A what they eat, and kiosk B knows', async () => {
    guest = await scanAt(kioskA);
    await guest.part('consent').waitFor({ timeout: 30_000 });
    await guest.photograph('consent-portrait');
    await guest.part('consent-remember').tap();
    await guest.part('guest-chip').waitFor();
    await ask(guest, "I'm vegetarian");
    await guest.answer(/vegetarian/i);
    await guest.leave();
    await kioskA.waitFor(/sync\.pushed/);

    guest = await scanAt(kioskB);
    await guest.part('guest-chip').waitFor({ timeout: 30_000 });
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
    await guest.part('guest-chip').waitFor({ timeout: 30_000 });
    await guest.part('guest-chip').tap();
    await guest.part('forget-me').first().tap();
    await guest.part('forget-confirm').tap();
    await guest.part('attract').waitFor();
    await guest.close();

    await expect
      .poll(
        async () => {
          guest = await scanAt(kioskA);
          const asked = await guest
            .part('consent')
            .or(guest.part('guest-chip'))
            .first()
            .waitFor({ timeout: 30_000 })
            .then(() => guest?.part('consent').count());
          await guest.leave();
          guest = null;
          return asked;
        },
        { timeout: 60_000, interval: 3000 },
      )
      .toBe(1);
    for (const dir of [dirs.a, dirs.b])
      expect(filesUnder(dir).some((file) => readFileSync(file).includes('vegetarian') && !file.includes('venue'))).toBe(false);
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
