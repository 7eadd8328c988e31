import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Palette, TOKENS } from '../../../core/contract/theme.ts';
import { checkTokens } from '../../../core/theme/check-tokens.ts';
import { blend, contrast, withContrast } from '../../../core/theme/colour.ts';
import { DEFAULT_TOKENS } from '../../../core/theme/default-tokens.ts';
import { describeFaint, resolveColours } from '../../../core/theme/resolve-theme.ts';

const LIGHTS = ['day', 'night'] as const;
const css = readFileSync(new URL('../../../renderer/styles/tokens.css', import.meta.url), 'utf8');

/** `--name: #rrggbb;` of one rule. */
function coloursIn(selector: string): Record<string, string> {
  const from = css.indexOf(`${selector} {`);
  const rule = css.slice(from, css.indexOf('\n}', from));
  return Object.fromEntries([...rule.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]));
}

describe('contrast', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#777777', '#ffffff', 4.48],
    ['#767676', '#ffffff', 4.54],
    ['#ff0000', '#ffffff', 4],
  ])('%s on %s is %d to 1', (a, b, ratio) => expect(contrast(a, b)).toBeCloseTo(ratio, 1));

  it('moves a colour by as little as it takes', () => {
    const found = withContrast('#888888', [{ ground: '#ffffff', ratio: 4.5 }]);
    expect(contrast(found ?? '', '#ffffff')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(found ?? '', '#ffffff')).toBeLessThan(4.9);
  });

  it('has no colour for two grounds at odds', () => {
    expect(withContrast('#888888', [{ ground: '#ffffff', ratio: 7 }, { ground: '#000000', ratio: 7 }])).toBeNull(); // biome-ignore format: two grounds
  });
});

describe("Foyer's own colours", () => {
  it.each(LIGHTS)('are those of tokens.css by %s', (light) => {
    const own = { ...coloursIn(':root'), ...(light === 'day' ? coloursIn(":root[data-light='day']") : {}) };
    expect(Object.fromEntries(TOKENS.map((token) => [token, own[token]]))).toEqual(DEFAULT_TOKENS[light]);
  });

  it.each(LIGHTS)('are read on what they stand on by %s', (light) => {
    expect(checkTokens(DEFAULT_TOKENS[light], light).faint.map(describeFaint)).toEqual([]);
  });
});

describe("a theme's colours", () => {
  it.each(['#000000', '#ffffff', '#777777', '#ff0000', '#00ff00', '#0000ff', '#ffff00', '#7f0040', '#2f8f8f', '#b0a090'])(
    'are all read whatever the wall and the accent: %s',
    (wall) => {
      for (const accent of ['#000000', '#ffffff', '#d8402a', '#c8ff3e', '#808080'])
        for (const paper of [wall, '#ffffff', accent]) {
          const given: Palette = { room: wall, accent, paper };
          const { tokens, strong } = resolveColours({ day: given, night: given });
          for (const light of LIGHTS) {
            expect(checkTokens(tokens[light], light).faint.map(describeFaint)).toEqual([]);
            expect(checkTokens(strong[light], light, 'strong').faint.map(describeFaint)).toEqual([]);
          }
        }
    },
  );

  it('names the pair, its ratio, what is needed and what stands in', () => {
    const { faint, tokens } = resolveColours({ day: { room: '#ffffff', text: '#999999' }, night: {} });
    const said = faint.map(describeFaint).join('\n');
    expect(said).toMatch(
      /^theme, day: text #999999 on room[\w -]* has a contrast of 2\.\d\d to 1, needed are 4\.5 to 1; #[0-9a-f]{6} is used instead$/,
    );
    expect(tokens.day.text).not.toBe('#999999');
    expect(tokens.night).toEqual(DEFAULT_TOKENS.night);
  });

  it('says nothing of what it works out itself', () => {
    const { faint } = resolveColours({ day: { room: '#101010', accent: '#303030' }, night: {} });
    expect(faint.every(({ on }) => on === 'accent')).toBe(true);
  });

  it('keeps what the venue gave where it is read', () => {
    const given: Palette = { room: '#12062b', accent: '#d4ff3f', paper: '#1f1040', 'paper-ink': '#f6f0ff' };
    expect(resolveColours({ day: {}, night: given }).tokens.night).toMatchObject(given);
  });
});

it('lays a see-through colour over another', () => expect(blend('#000000', '#ffffff', 0.5)).toBe('#808080'));
