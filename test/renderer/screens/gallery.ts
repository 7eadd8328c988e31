import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build, preview } from 'vite';
import { PAGE_HEADERS } from '../../../core/transport/page-policy.ts';

/** Every state of the guest screens, built and served, in a real Chromium: what pictures are taken of. */

const EXECUTABLE = process.env.FOYER_CHROMIUM ?? '/usr/bin/chromium';
/** Why no pictures can be taken; null when they can. */
export const noChromium: string | null = existsSync(EXECUTABLE) ? null : `no Chromium at ${EXECUTABLE} (set FOYER_CHROMIUM)`;

export const repoFile = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

export const VIEWS = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
  small: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
} as const;
export type View = keyof typeof VIEWS;

export interface Gallery {
  readonly url: string;
  readonly browser: Browser;
  /** Opens a page of that size, with nothing in motion. */
  page(view: View): Promise<Page>;
  names(): Promise<string[]>;
  close(): void;
}

/** @param graphics "software" draws WebGL as well, on the processor */
export async function openGallery(graphics: 'none' | 'software' = 'none'): Promise<Gallery> {
  // Built apart from the product, which has no gallery, and served from there.
  const outDir = mkdtempSync(join(tmpdir(), 'foyer-gallery-'));
  const config = {
    configFile: repoFile('renderer/vite.config.ts'),
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, rolldownOptions: { input: repoFile('renderer/gallery.html') } },
  } as const;
  await build(config);
  const server = await preview({ ...config, preview: { port: 0, host: '127.0.0.1', headers: PAGE_HEADERS } });
  const url = `${server.resolvedUrls?.local[0] ?? ''}gallery.html`;
  const browser = await chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      '--no-sandbox',
      ...(graphics === 'none' ? ['--disable-gpu'] : ['--use-angle=swiftshader', '--enable-unsafe-swiftshader']),
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // The same letters on every machine.
      '--font-render-hinting=none',
      '--disable-lcd-text',
      '--force-color-profile=srgb',
      '--hide-scrollbars',
    ],
  });
  return {
    url,
    browser,
    page: (view) => browser.newPage({ viewport: VIEWS[view], reducedMotion: 'reduce' }),
    async names() {
      const page = await browser.newPage();
      await page.goto(url);
      const names = await page.locator('.gallery-contents a').allTextContents();
      await page.close();
      return names;
    },
    close() {
      // Not waited for: on a busy machine Chromium can take minutes to say that it is gone.
      void browser.close();
      void server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
