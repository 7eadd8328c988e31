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

const LEAST_PX = 60;
/** Of the height; above it nothing is to be touched in reach mode. */
const ABOVE: Readonly<Record<Size, number>> = { portrait: 0.55, landscape: 0.5, small: 0.5 };

describe.skipIf(noChromium !== null || !existsSync('/usr/bin/chromium'))('the guest screens', () => {
  let gallery: Gallery;
  beforeAll(async () => {
    gallery = await openGallery('gallery-modes');
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

  describe.each(Object.entries(MODES))('in %s', (_, commands) => {
    it('are without a finding in portrait', async () => {
      expect(await findings(everything ? own() : KINDS, 'portrait', commands, true)).toEqual([]);
    });

    it.each(['landscape', 'small'] as const)('lose nothing in %s', async (size) => {
      expect(await findings(everything ? own() : KINDS, size, commands, everything)).toEqual([]);
    });
  });
});
