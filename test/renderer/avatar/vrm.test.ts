import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectModel, MAX_TRIANGLES } from '../../../host/theme/inspect-model.ts';
import { MOUTH_SHAPES } from '../../../renderer/components/avatar/mouth.ts';
import { mouthWeights } from '../../../renderer/components/avatar/vrm/vrm-pose.ts';
import { type Gallery, noChromium, openGallery } from '../screens/gallery.ts';
import { tinyVrm } from './tiny-vrm.ts';

describe('a model that comes with a theme', () => {
  it('is taken when it is a VRM and all of it is in the file', () => {
    expect(inspectModel(tinyVrm())).toBeNull();
    expect(tinyVrm().length).toBeLessThan(12_000);
  });

  it.each([
    ['cut off', tinyVrm().subarray(0, 900), 'cut off'],
    ['no glTF', Buffer.from('glTF'.padEnd(40, 'x')), 'not a binary glTF'],
    ['no VRM', tinyVrm((gltf) => Object.assign(gltf, { extensions: {} })), 'no VRM'],
    ['elsewhere', tinyVrm((gltf) => Object.assign(gltf, { images: [{ uri: 'https://example.org/a.png' }] })), 'refers to "https'],
    ['beside it', tinyVrm((gltf) => Object.assign(gltf, { buffers: [{ uri: '../../keys/device.key', byteLength: 4 }] })), 'refers to "../'],
    ['too fine', tinyVrm((gltf) => Object.assign((gltf.accessors as object[])[1] as object, { count: MAX_TRIANGLES * 4 })), 'triangles'],
    ['odd', tinyVrm((gltf) => Object.assign(gltf, { buffers: 'none', images: null, meshes: 7, extensions: { VRM: {} } })), null],
  ])('is refused, and never breaks what reads it: %s', (_what, bytes, why) => {
    if (why === null) expect(() => inspectModel(bytes)).not.toThrow();
    else expect(inspectModel(bytes)).toContain(why);
  });
});

describe('mouthWeights', () => {
  it('is a mix that no face breaks at, and nothing at all in silence', () => {
    for (const shape of Object.values(MOUTH_SHAPES)) {
      const weights = Object.values(mouthWeights(shape));
      expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThanOrEqual(1.25);
    }
    expect(Object.values(mouthWeights(MOUTH_SHAPES.sil)).every((weight) => weight === 0)).toBe(true);
    expect(Object.values(mouthWeights(MOUTH_SHAPES.PP)).every((weight) => weight === 0)).toBe(true);
  });

  it.each([
    ['aa', 'aa'],
    ['O', 'oh'],
    ['U', 'ou'],
    ['I', 'ih'],
  ] as const)('says %s with %s above all', (viseme, expression) => {
    const [first] = Object.entries(mouthWeights(MOUTH_SHAPES[viseme])).sort(([, a], [, b]) => b - a);
    expect(first?.[0]).toBe(expression);
  });
});

describe.skipIf(noChromium !== null)('a venue’s own model on the screen', () => {
  let gallery: Gallery;
  beforeAll(async () => {
    gallery = await openGallery('software');
  }, 120_000);
  afterAll(() => gallery?.close());

  async function show(model: Buffer | null, init?: () => void): Promise<{ page: Page; complaints: string[] }> {
    const page = await gallery.browser.newPage({ viewport: { width: 900, height: 700 }, reducedMotion: 'reduce' });
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    if (init !== undefined) await page.addInitScript(init);
    await page.route(
      ({ pathname }) => pathname === '/theme/tiny.vrm',
      (route) => (model === null ? route.fulfill({ status: 404 }) : route.fulfill({ body: model })),
    );
    await page.goto(`${gallery.url}?state=speaking&model=/theme/tiny.vrm`);
    return { page, complaints };
  }
  const state = (page: Page, wanted: RegExp) =>
    page.waitForFunction(
      (source) => new RegExp(source).test(document.querySelector<HTMLElement>('.avatar-model')?.dataset.state ?? ''),
      wanted.source,
    );

  it('is drawn under the page’s own policy, pictures in it included', { timeout: 60_000 }, async () => {
    const { page, complaints } = await show(tinyVrm());
    await state(page, /shown|slow/);
    expect(await page.locator('.avatar-face').count()).toBe(0);
    const picture = await page.locator('canvas').screenshot();
    await page.evaluate(() => {
      for (const canvas of document.querySelectorAll('canvas')) canvas.style.opacity = '0';
    });
    expect((await page.locator('canvas').screenshot()).equals(picture)).toBe(false);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it.each([
    ['is not there', null, undefined],
    ['is no VRM', tinyVrm((gltf) => Object.assign(gltf, { extensions: {}, extensionsUsed: [] })), undefined],
    [
      'meets a machine without WebGL',
      tinyVrm(),
      () => {
        HTMLCanvasElement.prototype.getContext = () => null;
      },
    ],
  ])('leaves the blossom where it %s', { timeout: 60_000 }, async (_why, model, init) => {
    const { page } = await show(model, init);
    await state(page, /failed/);
    expect(await page.locator('.avatar-face').count()).toBe(1);
    expect(await page.getByTestId('avatar-model').isVisible()).toBe(false);
    await page.close();
  });

  it('is not even loaded where no theme names one', async () => {
    const page = await gallery.browser.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${gallery.url}?state=speaking`);
    await page.waitForSelector('.avatar-face');
    expect(asked.filter((url) => /vrm|three/.test(url))).toEqual([]);
    await page.close();
  });
});
