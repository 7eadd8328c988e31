import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type Gallery, repoFile } from './gallery.ts';
import { comparePictures, showCase, takePicture, takeSettledPicture } from './pictures.ts';
import type { VisualCase } from './visual-cases.ts';

const FOLDER = repoFile('test/renderer/screens/references');
/** Where new picture, reference and difference are put when they are not alike. */
const DIFFERENCES = repoFile('.artefacts/screens/differences');
/** A word or a symbol that has changed is more than this; what a minor version of the browser does to letters is less. */
const TOLERATED = 0.0012;

const fileOf = (name: string) => join(FOLDER, `${name}.webp`);
const versionFile = join(FOLDER, 'chromium.txt');

export type Verdict = { readonly name: string; readonly problem: string | null };

/** "141": the references were taken with it; null: there are none. */
export function referenceVersion(): string | null {
  return existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim() : null;
}

export const majorOf = (gallery: Gallery) => gallery.browser.version().split('.')[0] ?? '';

/** Compares each with its reference, or, with `update`, makes it the reference. */
export async function checkCases(gallery: Gallery, cases: readonly VisualCase[], update = false): Promise<Verdict[]> {
  mkdirSync(update ? FOLDER : DIFFERENCES, { recursive: true });
  const judge = await gallery.browser.newPage();
  const verdicts = await Promise.all(
    (['portrait', 'landscape'] as const).map(async (view) => {
      const page = await gallery.page(view);
      const made: Verdict[] = [];
      for (const one of cases.filter((other) => other.view === view)) {
        await showCase(gallery, page, one);
        made.push({ name: one.name, problem: await (update ? replace(judge, page, one) : compare(judge, page, one)) });
      }
      await page.close();
      return made;
    }),
  );
  if (update) writeFileSync(versionFile, `${majorOf(gallery)}\n`);
  return verdicts.flat();
}

async function compare(judge: Page, page: Page, { name, view }: VisualCase): Promise<string | null> {
  if (!existsSync(fileOf(name))) return `${name} has no reference: look at it, then npm run screens -- --update`;
  const reference = readFileSync(fileOf(name));
  const first = await comparePictures(judge, reference, await takePicture(page, view));
  if (first.share <= TOLERATED) return null;
  const { share, difference } = await comparePictures(judge, reference, await takeSettledPicture(page, view));
  if (share <= TOLERATED) return null;
  const file = join(DIFFERENCES, `${name}.png`);
  if (difference !== null) writeFileSync(file, difference);
  return `${name}: ${(100 * share).toFixed(2)} % of the screen has changed; see .artefacts/screens/differences/${name}.png`;
}

/** One that looks as before is left as it is: a picture's bytes change with every version of the browser. */
async function replace(judge: Page, page: Page, { name, view }: VisualCase): Promise<string | null> {
  const taken = await takeSettledPicture(page, view);
  const before = existsSync(fileOf(name)) ? readFileSync(fileOf(name)) : null;
  if (before !== null && (await comparePictures(judge, before, taken)).share <= TOLERATED / 4) return null;
  writeFileSync(fileOf(name), taken);
  return null;
}
