/** Colours as "#rrggbb", and the little of colour science that a theme needs. */

type Rgb = readonly [number, number, number];

const WHITE = '#ffffff';
const BLACK = '#000000';

/** Contrast of two opaque colours, 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** 0 black to 1 white. */
export function luminance(colour: string): number {
  const [r, g, b] = linear(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function isDark(colour: string): boolean {
  return luminance(colour) < 0.18;
}

/** `share` of `b` in `a`, as light mixes on a screen: what a see-through layer of `b` over `a` looks like. */
export function blend(a: string, b: string, share: number): string {
  const [from, to] = [bytes(a), bytes(b)];
  return hex(from.map((value, i) => value + ((to[i] ?? 0) - value) * share));
}

/** Whichever of two is read better on a ground. */
export function better(ground: string, one = '#17211e', other = '#fdf9f1'): string {
  return contrast(one, ground) >= contrast(other, ground) ? one : other;
}

export interface Need {
  readonly ground: string;
  readonly ratio: number;
}

/**
 * The colour nearest to `colour`, on its way to black or to white, that stands out from every ground as needed; null when
 * there is none.
 */
export function withContrast(colour: string, needs: readonly Need[]): string | null {
  const good = (one: string) => needs.every(({ ground, ratio }) => contrast(one, ground) >= ratio);
  if (good(colour)) return colour;
  const ways = [WHITE, BLACK].flatMap((end) => {
    for (let share = STEP; share <= 1 + STEP / 2; share += STEP) {
      const tried = blend(colour, end, Math.min(1, share));
      if (good(tried)) return [{ tried, share }];
    }
    return [];
  });
  return ways.sort((a, b) => a.share - b.share)[0]?.tried ?? null;
}
const STEP = 0.02;

function bytes(colour: string): Rgb {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function hex(rgb: readonly number[]): string {
  return `#${rgb.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;
}

function linear(colour: string): Rgb {
  const [r, g, b] = bytes(colour).map((byte) => {
    const value = byte / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return [r ?? 0, g ?? 0, b ?? 0];
}
