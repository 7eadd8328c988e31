import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BuiltHarness, buildHarness, noChromium, type OpenPage } from '../harness/chromium.ts';

interface WedgeWindow {
  readonly payloads: string[];
  readonly inputs: number;
}

describe.skipIf(noChromium !== null)(`wedge scanner in Chromium${noChromium === null ? '' : `: skipped, ${noChromium}`}`, () => {
  let harness: BuiltHarness;
  let open: OpenPage;
  beforeAll(async () => {
    harness = await buildHarness();
    open = await harness.open({});
  }, 60_000);
  afterAll(async () => {
    await open?.close();
    await harness?.close();
  });
  beforeEach(async () => {
    await open.page.reload();
    await open.page.waitForFunction(() => window.harness !== undefined);
    await open.page.evaluate(() => {
      const payloads: string[] = [];
      // A generous gap: this machine is busy with other tests, a scanner's cable is not.
      window.harness.createWedgeReader({ target: window, settings: { maxGapMs: 2000 }, onPayload: (payload) => payloads.push(payload) });
      Object.assign(window, { payloads });
      document.querySelector('input')?.focus();
    });
  });

  it('reads the badge and leaves the field as it was', async () => {
    await open.page.evaluate(() => {
      (document.querySelector('input') as HTMLInputElement).value = 'where is';
    });
    await open.page.keyboard.type('FOYER1.k1.demo.abc');
    await open.page.keyboard.press('Enter');
    expect(await open.page.evaluate(() => (window as unknown as WedgeWindow).payloads)).toEqual(['FOYER1.k1.demo.abc']);
    expect(await open.page.inputValue('input')).toBe('where is');
  });

  it('tells the page that the field was put back', async () => {
    await open.page.evaluate(() => {
      const seen: string[] = [];
      const field = document.querySelector('input') as HTMLInputElement;
      field.addEventListener('input', () => seen.push(field.value));
      Object.assign(window, { seen });
    });
    await open.page.keyboard.type('BADGE-77');
    await open.page.keyboard.press('Tab');
    expect(await open.page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual(['B', 'BA', 'BAD', 'BADG', '']);
    expect(await open.page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
  });
});
