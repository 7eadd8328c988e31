import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build, preview } from 'vite';
import type { AccessCommand } from '../../../core/contract/index.ts';

const root = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

export interface Gallery {
  readonly states: readonly string[];
  readonly page: Page;
  /** Goes to a state with these choices of the guest, in the same page, and waits until it is drawn. */
  show(state: string, commands?: readonly AccessCommand[]): Promise<void>;
  /** Waits until what has just changed is drawn. */
  settle(): Promise<void>;
  /** Findings of axe-core, one line each. */
  audit(options?: { readonly enhancedContrast?: boolean }): Promise<string[]>;
  /** The same gallery in another language; null: as it is written. */
  inLocale(locale: string | null): Promise<void>;
  /** What was read out since the state was shown. */
  said(): Promise<readonly string[]>;
  close(): Promise<void>;
}

interface GalleryInPage {
  readonly guestStates: readonly string[];
  readonly said: readonly string[];
  show(state: string, commands: readonly AccessCommand[]): void;
}

const SOURCES = ['renderer', 'core', 'assets'];
const DAY_MS = 86_400_000;

/** Built once for all files that open it, and again where its sources are others. Two may be at it at the same time. */
async function builtGallery() {
  const gallery = (outDir: string) =>
    ({
      configFile: root('renderer/vite.config.ts'),
      logLevel: 'error',
      build: { outDir, minify: false, rolldownOptions: { input: root('renderer/gallery.html') } },
    }) as const;
  const folder = root('.artefacts/gallery-pages');
  const ready = join(folder, hashOf(SOURCES.map(root)));
  if (!existsSync(ready)) {
    await mkdir(folder, { recursive: true });
    for (const old of readdirSync(folder).map((name) => join(folder, name)))
      if (statSync(old).mtimeMs < Date.now() - DAY_MS) await rm(old, { recursive: true, force: true });
    const own = await mkdtemp(join(folder, 'new-'));
    await build(gallery(own));
    // Refused where the other was first.
    await rename(own, ready).catch(() => rm(own, { recursive: true }));
  }
  return gallery(ready);
}

function hashOf(folders: readonly string[]): string {
  const hash = createHash('sha256').update(readFileSync(root('package-lock.json')));
  for (const folder of folders)
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) hash.update(join(entry.parentPath, entry.name)).update(readFileSync(join(entry.parentPath, entry.name)));
  return hash.digest('hex');
}

/** The gallery, built apart from the product, in one Chromium and one page. Nothing moves in it. */
export async function openGallery(): Promise<Gallery> {
  const gallery = await builtGallery();
  const server = await preview({ ...gallery, preview: { port: 0, host: '127.0.0.1' } });
  const browser: Browser = await chromium.launch({
    executablePath: process.env.FOYER_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update'],
  });
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  const axe = await readFile(root('node_modules/axe-core/axe.min.js'), 'utf8');
  const inPage = () => (globalThis as unknown as { readonly foyerGallery: GalleryInPage }).foyerGallery;
  const load = async (locale: string | null) => {
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}gallery.html${locale === null ? '' : `?locale=${locale}`}`);
    await page.waitForSelector('html[data-ready="true"]');
    await page.evaluate(axe);
    await page.evaluate(`globalThis.inGallery = ${inPage}`);
  };
  await load(null);
  return {
    states: await page.evaluate(() => (globalThis as unknown as { inGallery: () => GalleryInPage }).inGallery().guestStates),
    page,
    async show(state, commands = []) {
      await page.evaluate(
        async ([name, wanted]) => {
          (globalThis as unknown as { inGallery: () => GalleryInPage }).inGallery().show(name, wanted);
          // Drawn, then measured by what fits its text to the room, then drawn again.
          for (let i = 0; i < 4; i++) await new Promise((done) => requestAnimationFrame(done));
        },
        [state, commands] as const,
      );
    },
    settle: () =>
      page.evaluate(async () => {
        for (let i = 0; i < 2; i++) await new Promise((done) => requestAnimationFrame(done));
      }),
    async audit({ enhancedContrast = false } = {}) {
      const rules = { 'color-contrast-enhanced': { enabled: enhancedContrast } };
      const results = (await page.evaluate((given) => {
        const { axe } = globalThis as unknown as { readonly axe: { run(options: object): Promise<AxeResults> } };
        return axe.run({ resultTypes: ['violations'], rules: given });
      }, rules)) as AxeResults;
      return results.violations.flatMap(({ id, nodes }) =>
        nodes.slice(0, 3).map((node) => `axe ${id}: ${node.target.join(' ')} ${node.any[0]?.message ?? node.failureSummary ?? ''}`),
      );
    },
    inLocale: async (locale) => {
      await load(locale);
      // The language comes with the first screen.
      await page.evaluate(() => (globalThis as unknown as { inGallery: () => GalleryInPage }).inGallery().show('start', []));
      await page.waitForFunction((wanted) => wanted === null || document.documentElement.lang.startsWith(wanted), locale);
    },
    said: () => page.evaluate(() => [...(globalThis as unknown as { inGallery: () => GalleryInPage }).inGallery().said]),
    async close() {
      // Not waited for: on a busy machine Chromium can take minutes to say that it is gone.
      void browser.close();
      await server.close();
    },
  };
}
