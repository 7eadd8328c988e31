import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build, preview } from 'vite';

/**
 * Pictures of every gallery state in each orientation, and axe-core's findings on them.
 *   node test/renderer/screens/screenshots.ts [--only NAME,…] [--view NAME,…] [--no-axe]
 * Exits 1 when axe-core finds anything. Chromium: env FOYER_CHROMIUM, else /usr/bin/chromium.
 */
const { values: options } = parseArgs({
  options: { only: { type: 'string' }, view: { type: 'string' }, 'no-axe': { type: 'boolean', default: false } },
});

const root = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const OUT = root('.artefacts/screens/');
const VIEWS = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
  small: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
} as const;
type View = keyof typeof VIEWS;
/** Long enough for a route of two floors to be drawn and for cards to settle. */
const SETTLE_MS = 900;

const split = (list: string | undefined) => list?.split(',');
const wantedStates = split(options.only);
const wantedViews = split(options.view) ?? ['portrait', 'landscape'];

// Built apart from the product, which has no gallery, and served from there.
const gallery = {
  configFile: root('renderer/vite.config.ts'),
  logLevel: 'error',
  build: { outDir: root('.artefacts/gallery'), rolldownOptions: { input: root('renderer/gallery.html') } },
} as const;
await build(gallery);
const server = await preview({ ...gallery, preview: { port: 0, host: '127.0.0.1' } });
const url = `${server.resolvedUrls?.local[0] ?? ''}gallery.html`;
const browser = await chromium.launch({
  executablePath: process.env.FOYER_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
let found = 0;
try {
  found = await run(browser);
} finally {
  // Not waited for: on a busy machine Chromium can take minutes to say that it is gone.
  void browser.close();
  void server.close();
}
console.log(found === 0 ? 'axe-core: nothing found' : `axe-core: ${found} findings`);
process.exit(found === 0 ? 0 : 1);

async function run(browser: Browser): Promise<number> {
  await mkdir(OUT, { recursive: true });
  const axe = await readFile(root('node_modules/axe-core/axe.min.js'), 'utf8');
  const states = await stateNames(browser);
  const findings: string[] = [];
  for (const view of wantedViews as View[]) {
    const page = await browser.newPage({ viewport: VIEWS[view] });
    page.on('pageerror', (error) => findings.push(`${view}: ${error.message}`));
    for (const state of states) {
      await page.goto(`${url}?state=${state}`);
      await page.waitForSelector('html[data-ready="true"]');
      await page.waitForTimeout(state.startsWith('route') ? 4 * SETTLE_MS : SETTLE_MS);
      await page.screenshot({ path: `${OUT}${state}.${view}.png` });
      // Guests do not use a telephone: there the page scrolls instead.
      const clipped = view === 'phone' ? [] : await overflowing(page);
      findings.push(...clipped.map((what) => `${state}.${view}: cut off: ${what}`));
      if (!options['no-axe']) findings.push(...(await audit(page, axe)).map((what) => `${state}.${view}: ${what}`));
    }
    await page.close();
  }
  await writeFile(`${OUT}findings.txt`, findings.join('\n'));
  for (const finding of findings) console.log(finding);
  return findings.length;
}

async function stateNames(browser: Browser): Promise<string[]> {
  const page = await browser.newPage();
  await page.goto(url);
  const names = await page.locator('.gallery-contents a').allTextContents();
  await page.close();
  return names.filter((name) => wantedStates === undefined || wantedStates.includes(name));
}

async function audit(page: Page, axe: string): Promise<string[]> {
  await page.evaluate(axe);
  const results: AxeResults = await page.evaluate('axe.run({ resultTypes: ["violations"] })');
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 4).map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
}

/** Controls that stick out of the window. */
async function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const height = document.documentElement.clientHeight;
    return [...document.querySelectorAll('.dock button, .dock .mic, .attract-foot button, .key, .chip, .dialog-buttons .button')]
      .filter((element) => {
        const box = element.getBoundingClientRect();
        return box.left < -1 || box.right > width + 1 || box.bottom > height + 1 || (box.height > 0 && box.height < 44);
      })
      .map((element) => `${element.className} "${element.textContent}"`);
  });
}
