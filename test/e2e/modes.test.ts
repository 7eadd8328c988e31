import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccessCommand } from '../../core/contract/index.ts';
import { type Gallery, openGallery } from './support/gallery-page.ts';
import { noChromium } from './support/guest-page.ts';
import { measureControls } from './support/measure-controls.ts';

/** FOYER_ALL_MODES=1: every state in every mode and size, some minutes; else each mode on one state of each kind. */
const everything = process.env.FOYER_ALL_MODES !== undefined;

const SIZES = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
  small: { width: 1280, height: 800 },
} as const;
type Size = keyof typeof SIZES;

const MODES: Readonly<Record<string, readonly AccessCommand[]>> = {
  reach: ['reach-on'],
  'text at 200 %': ['bigger', 'bigger'],
  'all together': ['contrast-on', 'reach-on', 'bigger', 'bigger', 'audio-on'],
};

/** These change nothing of where things are. */
const COLOURS: Readonly<Record<string, readonly AccessCommand[]>> = { contrast: ['contrast-on'], audio: ['audio-on'] };

/** One of each kind of screen; a mode is a matter of styles, and these have all of them. */
const KINDS = [
  'start+panel',
  'start',
  'speaking',
  'tap-to-talk',
  'route-two-floors',
  'sessions',
  'menu',
  'booking',
  'emergency',
  'long-answer',
  'keyboard',
  'help',
  'consent-badge-name',
  'known',
  'pin-wrong',
  'memory',
  'memory-codes',
  'idle',
  'badge-refused',
  'privacy',
] as const;

/** Where the dock says most, and what is read is longest. */
const LONG_WORDED = ['start', 'speaking', 'tap-to-talk', 'long-answer', 'privacy'] as const;

/** In the page: what headlines and captions there are, and how high their letters. */
function headlineSizes(): [string, number][] {
  const all = document.querySelectorAll<HTMLElement>(
    'dialog[open] :is(h2, h3), .screen :is(h1, h2, h3, .head-name, .head-time, .caption-kiosk)',
  );
  return [...all]
    .filter((one) => one.checkVisibility())
    .map((one) => [
      `${one.tagName}.${one.className} ${(one.textContent ?? '').slice(0, 30)}`,
      Number.parseFloat(getComputedStyle(one).fontSize),
    ]);
}

const LEAST_PX = 60;
/** Of the height; above it nothing is to be touched in reach mode. */
const ABOVE: Readonly<Record<Size, number>> = { portrait: 0.55, landscape: 0.5, small: 0.5 };

describe.skipIf(noChromium !== null || !existsSync('/usr/bin/chromium'))('the guest screens', () => {
  let gallery: Gallery;
  beforeAll(async () => {
    gallery = await openGallery();
  });
  afterAll(() => gallery?.close());

  const own = () => gallery.states.filter((state) => !/-(fr|de)$/.test(state));

  const findings = async (states: readonly string[], size: Size, commands: readonly AccessCommand[], axe: boolean): Promise<string[]> => {
    await gallery.page.setViewportSize(SIZES[size]);
    const found: string[] = [];
    for (const state of states) {
      const [name = '', panel] = state.split('+');
      await gallery.show(name, panel === undefined ? commands : [...commands, 'panel']);
      const topMost = commands.includes('reach-on') ? SIZES[size].height * ABOVE[size] : null;
      const measured = await gallery.page.evaluate(measureControls, { leastPx: LEAST_PX, topMost });
      const audited = axe ? await gallery.audit({ enhancedContrast: commands.includes('contrast-on') }) : [];
      found.push(...[...measured, ...audited].map((what) => `${state}: ${what}`));
    }
    return found;
  };

  it('are each without a finding, and every control can be hit', async () => {
    expect(await findings(everything ? gallery.states : own(), 'portrait', [], true)).toEqual([]);
  });

  it.each(['landscape', 'small'] as const)('have room for every control in %s', async (size) => {
    expect(await findings(everything ? gallery.states : own(), size, [], everything)).toEqual([]);
  });

  it.each(Object.entries(COLOURS))('are without a finding in %s', async (_, commands) => {
    expect(await findings(everything ? own() : KINDS, 'portrait', commands, true)).toEqual([]);
  });

  it('read from right to left, are without a finding, plain and with everything on', async () => {
    await gallery.inLocale('ar');
    expect(await gallery.page.evaluate(() => getComputedStyle(document.documentElement).direction)).toBe('rtl');
    const plain = await findings(KINDS, 'portrait', [], true);
    const all = await findings(KINDS, 'landscape', MODES['all together'] ?? [], false);
    await gallery.inLocale(null);
    expect([...plain, ...all]).toEqual([]);
  });

  it.each(['ar', 'de'])('in %s keep everything within reach and uncut on a low screen, and large text on any', async (locale) => {
    await gallery.inLocale(locale);
    const large = MODES['text at 200 %'] ?? [];
    const low = await findings(LONG_WORDED, 'small', ['reach-on', ...large], false);
    const wide = await findings(LONG_WORDED, 'landscape', ['reach-on', ...large], false);
    const plain = await findings(['privacy', 'start', 'speaking'], 'small', large, false);
    await gallery.inLocale(null);
    expect([...low, ...wide, ...plain]).toEqual([]);
  });

  it('at 200 % have headlines and captions of twice the size', async () => {
    await gallery.page.setViewportSize(SIZES.portrait);
    const smallest: string[] = [];
    for (const state of KINDS.filter((one) => !one.includes('+'))) {
      await gallery.show(state);
      const before = new Map(await gallery.page.evaluate(headlineSizes));
      await gallery.show(state, MODES['text at 200 %']);
      const after = await gallery.page.evaluate(headlineSizes);
      expect(after.length, state).toBeGreaterThan(0);
      for (const [what, px] of after) {
        const usualPx = before.get(what);
        expect(usualPx, `${state}: ${what} at 100 %`).toBeDefined();
        if (px < 1.99 * (usualPx ?? 0)) smallest.push(`${state}: ${what} ${px} px, ${usualPx} px before`);
      }
    }
    expect(smallest).toEqual([]);
  });

  describe.each(Object.entries(MODES))('in %s', (_, commands) => {
    it('are without a finding in portrait', async () => {
      expect(await findings(everything ? own() : KINDS, 'portrait', commands, true)).toEqual([]);
    });

    it.each(['landscape', 'small'] as const)('lose nothing in %s', async (size) => {
      expect(await findings(everything ? own() : KINDS, size, commands, everything)).toEqual([]);
    });
  });
});
