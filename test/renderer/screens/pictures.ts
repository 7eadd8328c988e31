import type { Page } from 'playwright-core';
import { type Gallery, VIEWS } from './gallery.ts';
import type { VisualCase } from './visual-cases.ts';

/** Of the layout's own pixels: small enough to keep, large enough to see. */
const SCALE = 0.3;
const QUALITY = 46;

/** Shows a screen and waits until nothing changes any more. The page is loaded once, and dressed anew for each. */
export async function showCase(gallery: Gallery, page: Page, { screen, query }: VisualCase): Promise<void> {
  if (!page.url().startsWith(gallery.url)) {
    await page.goto(`${gallery.url}?state=attract&still`);
    await page.waitForSelector('html[data-ready="true"][data-motion="calm"]', { state: 'attached' });
  }
  await page.evaluate(show, { screen, query });
  await page.evaluate(settled);
}

/** Runs in the page. */
function show({ screen, query }: Pick<VisualCase, 'screen' | 'query'>): void {
  const { foyerGallery } = globalThis as unknown as { foyerGallery: { show(screen: string, commands: [], query: string): void } };
  foyerGallery.show(screen, [], query);
}

/** Runs in the page: letters are there, nothing moves, and what is there has been drawn. */
async function settled(): Promise<void> {
  const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
  for (let i = 0; i < 3; i++) await frame();
  await document.fonts.ready;
  const ends = document.getAnimations().filter((animation) => animation.effect?.getTiming().iterations !== Number.POSITIVE_INFINITY);
  await Promise.all(ends.map((animation) => animation.finished.catch(() => undefined)));
  await document.fonts.ready;
  await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
  for (let i = 0; i < 3; i++) await frame();
}

/** The screen as it is now, as WebP. */
export async function takePicture(page: Page, view: VisualCase['view']): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const clip = { x: 0, y: 0, ...VIEWS[view], scale: SCALE };
  try {
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY, clip });
    return Buffer.from(data, 'base64');
  } finally {
    await session.detach();
  }
}

/**
 * The screen once it has been drawn: a busy machine hands out pictures of which parts are still those of before, so that it
 * takes two that are alike.
 */
export async function takeSettledPicture(page: Page, view: VisualCase['view']): Promise<Buffer> {
  let before = await takePicture(page, view);
  for (let i = 0; i < MOST_TRIES; i++) {
    await page.evaluate(settled);
    const now = await takePicture(page, view);
    if (now.equals(before)) return now;
    before = now;
  }
  return before;
}
const MOST_TRIES = 8;

export interface Comparison {
  /** Blocks that differ visibly, of all; 1 when the pictures are not of one size. */
  readonly share: number;
  /** Reference, new picture, and what differs in red, side by side, as PNG; only where something does. */
  readonly difference: Buffer | null;
}

/** Pixels to a block's side: what letters' edges do within one does not count. */
const BLOCK = 5;
/** Mean distance of a channel within a block, 0..255. */
const VISIBLE = 9;

/** Compares two pictures in the browser that made them, block by block. */
export async function comparePictures(page: Page, reference: Buffer, taken: Buffer): Promise<Comparison> {
  const { share, png } = await page.evaluate(inPage, {
    sources: [reference, taken].map((bytes) => `data:image/webp;base64,${bytes.toString('base64')}`),
    block: BLOCK,
    visible: VISIBLE,
  });
  return { share, difference: png === null ? null : Buffer.from(png.slice(png.indexOf(',') + 1), 'base64') };
}

/** Runs in the page, and so uses nothing of this file. */
async function inPage({ sources, block, visible }: { sources: string[]; block: number; visible: number }) {
  const draw = async (source: string) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context?.drawImage(image, 0, 0);
    const pixels = context?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray();
    return { canvas, width: image.width, height: image.height, pixels };
  };
  const [a, b] = await Promise.all([draw(sources[0] ?? ''), draw(sources[1] ?? '')]);
  const meanDistance = (x0: number, y0: number) => {
    let [sum, count] = [0, 0];
    for (let y = y0; y < Math.min(y0 + block, a.height); y++)
      for (let x = x0; x < Math.min(x0 + block, a.width); x++)
        for (let channel = 0; channel < 3; channel++, count++) {
          const at = (y * a.width + x) * 4 + channel;
          sum += Math.abs((a.pixels[at] ?? 0) - (b.pixels[at] ?? 0));
        }
    return sum / count;
  };
  const differing: [number, number][] = [];
  let blocks = 0;
  const same = a.width === b.width && a.height === b.height;
  for (let y = 0; same && y < a.height; y += block)
    for (let x = 0; x < a.width; x += block, blocks++) if (meanDistance(x, y) > visible) differing.push([x, y]);
  const share = same ? differing.length / blocks : 1;
  if (share === 0) return { share, png: null };
  const canvas = document.createElement('canvas');
  canvas.width = a.width + b.width * 2;
  canvas.height = Math.max(a.height, b.height);
  const context = canvas.getContext('2d');
  if (context === null) return { share, png: null };
  context.drawImage(a.canvas, 0, 0);
  context.drawImage(b.canvas, a.width, 0);
  context.globalAlpha = 0.25;
  context.drawImage(b.canvas, a.width + b.width, 0);
  context.globalAlpha = 1;
  context.fillStyle = '#e0002b';
  for (const [x, y] of differing) context.fillRect(a.width + b.width + x, y, block, block);
  return { share, png: canvas.toDataURL('image/png') };
}
