import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { type Gallery, openGallery, repoFile, VIEWS, type View } from './gallery.ts';
import { checkCases } from './references.ts';
import { allCases, suiteCases } from './visual-cases.ts';

/**
 * Pictures of every gallery state in each orientation, and axe-core's findings on them.
 *   node test/renderer/screens/screenshots.ts [--only NAME,…] [--view NAME,…] [--theme museum|event] [--light day|night]
 *     [--locale xx] [--no-axe]
 * Or the references, every screen × orientation × theme × direction:
 *   … --compare [--only NAME,…]   compares all of them      … --update [--only NAME,…]   takes them anew
 * With --suite, only those that the test suite looks at.
 * Exits 1 when there is a finding or a difference. Chromium: env FOYER_CHROMIUM, else /usr/bin/chromium.
 */
const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    view: { type: 'string' },
    theme: { type: 'string' },
    light: { type: 'string', default: 'night' },
    locale: { type: 'string' },
    'no-axe': { type: 'boolean', default: false },
    compare: { type: 'boolean', default: false },
    update: { type: 'boolean', default: false },
    suite: { type: 'boolean', default: false },
  },
});

const OUT = repoFile('.artefacts/screens/');
/** Long enough for a route of two floors to be drawn and for cards to settle. */
const SETTLE_MS = 900;

const split = (list: string | undefined) => list?.split(',');
const wantedStates = split(options.only);
const wantedViews = (split(options.view) ?? ['portrait', 'landscape']) as View[];
const dress = Object.entries({ theme: options.theme, light: options.light, locale: options.locale })
  .filter(([, value]) => value !== undefined)
  .map(([key, value]) => `&${key}=${value}`)
  .join('');
const suffix = [options.theme, options.light === 'night' ? undefined : options.light, options.locale].filter((part) => part !== undefined);

const gallery = await openGallery();
let found = 0;
try {
  const states = (await gallery.names()).filter((name) => wantedStates === undefined || wantedStates.includes(name));
  found = options.compare || options.update ? await references(gallery, states) : await run(gallery, states);
} finally {
  gallery.close();
}
process.exit(found === 0 ? 0 : 1);

async function references(gallery: Gallery, states: readonly string[]): Promise<number> {
  const cases = options.suite ? suiteCases(states) : allCases(states);
  const problems = (await checkCases(gallery, cases, options.update)).flatMap(({ problem }) => (problem === null ? [] : [problem]));
  for (const problem of problems) console.log(problem);
  console.log(`${cases.length} pictures, ${options.update ? 'all of them references now' : `${problems.length} differ`}`);
  return problems.length;
}

async function run({ url, browser }: Gallery, states: readonly string[]): Promise<number> {
  await mkdir(OUT, { recursive: true });
  const axe = await readFile(repoFile('node_modules/axe-core/axe.min.js'), 'utf8');
  const findings: string[] = [];
  for (const view of wantedViews) {
    const page = await browser.newPage({ viewport: VIEWS[view] });
    page.on('pageerror', (error) => findings.push(`${view}: ${error.message}`));
    for (const state of states) {
      await page.goto(`${url}?state=${state}${dress}`);
      await page.waitForSelector('html[data-ready="true"]');
      await page.waitForTimeout(state.startsWith('route') ? 4 * SETTLE_MS : SETTLE_MS);
      await page.screenshot({ path: `${OUT}${[state, ...suffix, view].join('.')}.png` });
      // Guests do not use a telephone: there the page scrolls instead.
      const clipped = view === 'phone' ? [] : await overflowing(page);
      findings.push(...clipped.map((what) => `${state}.${view}: cut off: ${what}`));
      if (!options['no-axe']) findings.push(...(await audit(page, axe)).map((what) => `${state}.${view}: ${what}`));
    }
    await page.close();
  }
  await writeFile(`${OUT}findings.txt`, findings.join('\n'));
  for (const finding of findings) console.log(finding);
  console.log(findings.length === 0 ? 'axe-core: nothing found' : `axe-core: ${findings.length} findings`);
  return findings.length;
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
