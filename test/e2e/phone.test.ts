import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { encodePhoneRoute } from '../../renderer/phone/phone-route.ts';
import { noChromium } from './support/guest-page.ts';

const PAGE = fileURLToPath(new URL('../../dist/phone/index.html', import.meta.url));
const ROUTE = {
  locale: 'en',
  venue: 'Museum <b>of</b> Light',
  title: 'The way to <script>window.bad = 1</script>',
  summary: 'about 2 minutes on foot, 90 m',
  floors: [
    {
      name: 'Ground floor',
      outline: [
        [0, 0],
        [40, 0],
        [40, 20],
        [0, 20],
      ] as [number, number][],
      way: [
        [5, 10],
        [30, 10],
        [30, 18],
      ] as [number, number][],
      steps: [{ text: 'Walk past <img src=x onerror="window.bad = 1">', metres: 25 }],
    },
  ],
};

describe.skipIf(noChromium !== null)('the page a phone opens', () => {
  it('shows the way from one file, without a network, and runs nothing that a link brings', async () => {
    expect(existsSync(PAGE)).toBe(true);
    const browser = await chromium.launch({ executablePath: process.env.FOYER_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
    try {
      const context = await browser.newContext({ viewport: { width: 390, height: 844 }, offline: true });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      const requests: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      await page.goto(`file://${PAGE}#${encodePhoneRoute(ROUTE)}`);
      expect(await page.locator('h1').textContent()).toBe(ROUTE.title);
      expect(await page.locator('li').textContent()).toBe('Walk past <img src=x onerror="window.bad = 1"> (25 m)');
      expect(await page.locator('.way').getAttribute('d')).toBe('M5 10L30 10L30 18');
      expect(await page.evaluate(() => 'bad' in window)).toBe(false);
      expect(complaints).toEqual([]);
      expect(requests).toHaveLength(1);
      await page.goto('about:blank');
      await page.goto(`file://${PAGE}#nonsense`);
      expect(await page.locator('h1').textContent()).toBe('No way in this link');
    } finally {
      await browser.close();
    }
  });
});
