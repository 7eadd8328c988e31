import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gallery, noChromium, openGallery } from './gallery.ts';
import { comparePictures, showCase, takePicture } from './pictures.ts';
import { checkCases, majorOf, referenceVersion } from './references.ts';
import { allCases, suiteCases } from './visual-cases.ts';

describe.skipIf(noChromium !== null)(`the guest screens look as they did${noChromium === null ? '' : ` (${noChromium})`}`, () => {
  let gallery: Gallery;
  let names: string[];
  beforeAll(async () => {
    gallery = await openGallery();
    names = await gallery.names();
  }, 120_000);
  afterAll(() => gallery?.close());

  it('in every orientation, theme and direction', { timeout: 180_000 }, async (context) => {
    const [own, theirs] = [majorOf(gallery), referenceVersion()];
    if (own !== theirs) return context.skip(`the references are of Chromium ${theirs}, this is ${own}: npm run screens -- --update`);
    const verdicts = await checkCases(gallery, suiteCases(names));
    expect(verdicts.map(({ problem }) => problem).filter((problem) => problem !== null)).toEqual([]);
  });

  it('would tell a button that is gone', async () => {
    const [one] = allCases(names).filter(({ name }) => name === 'attract.landscape.night.ltr');
    if (one === undefined) throw new Error('there is no such case');
    const page = await gallery.page(one.view);
    await showCase(gallery, page, one);
    const before = await takePicture(page, one.view);
    await page.evaluate(() => document.querySelector('[data-testid="begin"]')?.remove());
    const after = await takePicture(page, one.view);
    expect((await comparePictures(page, before, before)).share).toBe(0);
    const { share, difference } = await comparePictures(page, before, after);
    expect(share).toBeGreaterThan(0.004);
    expect(difference?.subarray(1, 4).toString()).toBe('PNG');
    await page.close();
  });

  it('covers every combination on some screen', () => {
    const seen = new Set(suiteCases(names).map(({ name }) => name.split('.').slice(1).join('.')));
    expect(seen.size).toBe(16);
  });
});
