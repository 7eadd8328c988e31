import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tinyVrm } from '../renderer/avatar/tiny-vrm.ts';
import { type GuestPage, noChromium, openGuestPage } from './support/guest-page.ts';
import { type RunningProcess, removeDir, startKiosk } from './support/kiosk-process.ts';

const EXAMPLE = fileURLToPath(new URL('../../assets/themes/museum', import.meta.url));

/** A venue's theme through the whole of a kiosk: files, welcome, page, policy. */
describe.skipIf(noChromium !== null)('a kiosk in its venue’s dress', () => {
  let kiosk: RunningProcess;
  let guest: GuestPage;
  const dataDir = mkdtempSync(join(tmpdir(), 'foyer-e2e-theme-'));
  beforeAll(async () => {
    cpSync(EXAMPLE, join(dataDir, 'theme'), { recursive: true });
    kiosk = await startKiosk({ dataDir, now: '2026-11-22T14:00' });
    guest = await openGuestPage(kiosk.url);
    await guest.part('attract').waitFor();
  });
  afterAll(async () => {
    await guest?.close();
    await kiosk?.stop();
    removeDir(dataDir);
  });

  it('has its colours by day, its letters and its logo, and breaks no policy', async () => {
    const { page } = guest;
    await page.waitForFunction(() =>
      [...document.fonts].some(({ family, status }) => family.includes('Theme display') && status === 'loaded'),
    );
    await page.waitForFunction(() => (document.querySelector<HTMLImageElement>('.head-logo--day')?.naturalWidth ?? 0) > 0);
    const seen = await page.evaluate(() => {
      const root = document.documentElement;
      const logo = document.querySelector<HTMLImageElement>('.head-logo--day');
      return {
        light: root.dataset.light,
        walls: root.dataset.walls,
        room: getComputedStyle(root).getPropertyValue('--room'),
        ground: getComputedStyle(document.body).backgroundColor,
        name: logo?.alt,
      };
    });
    expect(seen).toMatchObject({ light: 'day', walls: 'light', room: '#f6f5f1', ground: 'rgb(246, 245, 241)' });
    expect(seen.name).toBe('Lantern Quay Hotel');
    expect(guest.complaints).toEqual([]);
  });

  it('keeps its dress while it is not connected', async () => {
    const before = await guest.page.evaluate(() => localStorage.getItem('foyer.look') ?? '');
    expect(JSON.parse(before)).toMatchObject({ theme: { name: 'Museum' } });
  });

  it('takes a changed theme when it is loaded again', async () => {
    writeFileSync(join(dataDir, 'theme', 'theme.yaml'), 'name: Another dress\n');
    await guest.page.reload();
    await guest.part('attract').waitFor();
    await expect
      .poll(() => guest.page.evaluate(() => localStorage.getItem('foyer.look') ?? ''), { timeout: 15_000 })
      .toContain('Another dress');
  });

  it('wears the night after sunset, and shows what stands in for a face that cannot be drawn', async () => {
    await kiosk.stop();
    writeFileSync(join(dataDir, 'theme', 'face.vrm'), tinyVrm());
    writeFileSync(
      join(dataDir, 'theme', 'theme.yaml'),
      'night: { room: "#101014", accent: "#ffcc00" }\navatar: { kind: vrm, model: face.vrm }\n',
    );
    kiosk = await startKiosk({ dataDir, now: '2026-11-22T21:00' });
    await guest.close();
    guest = await openGuestPage(kiosk.url);
    await guest.part('attract').waitFor();
    // No graphics here: WebGL is missing, or drawn by the processor.
    await guest.page.waitForSelector('.avatar-model:not([data-state="loading"])', { state: 'attached' });
    await expect.poll(() => guest.page.evaluate(() => document.documentElement.dataset.light)).toBe('night');
    expect(guest.complaints.filter((what) => /policy/i.test(what))).toEqual([]);
  });
});
