import type { Token, Tokens } from '../contract/theme.ts';
import { contrast, withContrast } from './colour.ts';
import { type Level, type Light, PAIRS, RATIOS } from './contrast-pairs.ts';

/** One colour that could not be read on one ground. */
export interface Faint {
  readonly light: Light;
  readonly on: Token;
  readonly ground: string;
  readonly ratio: number;
  readonly needed: number;
  readonly was: string;
  /** Null: no colour would do, and the default's stand in for the whole light. */
  readonly now: string | null;
}

export interface CheckedTokens {
  readonly tokens: Tokens;
  /** Worst ground of each colour that was corrected. */
  readonly faint: readonly Faint[];
}

/** Corrects every colour that is not read on what it stands on, by as little as it takes. */
export function checkTokens(given: Tokens, light: Light, level: Level = 'normal'): CheckedTokens {
  let tokens = given;
  const faint: Faint[] = [];
  for (const on of new Set(PAIRS.map((pair) => pair.on))) {
    const needs = needsOf(tokens, on, level);
    const worst = needs
      .map((need) => ({ ...need, got: contrast(tokens[on], need.ground) }))
      .sort((a, b) => a.got / a.ratio - b.got / b.ratio)[0];
    if (worst === undefined || worst.got >= worst.ratio) continue;
    const was = tokens[on];
    const now = withContrast(was, needs);
    faint.push({ light, on, ground: worst.name, ratio: worst.got, needed: worst.ratio, was, now });
    if (now !== null) tokens = { ...tokens, [on]: now };
  }
  return { tokens, faint };
}

function needsOf(tokens: Tokens, on: Token, level: Level) {
  return PAIRS.filter((pair) => pair.on === on).map(({ ground: name, kind, colour }) => ({
    name,
    ground: colour(tokens),
    ratio: RATIOS[level][kind],
  }));
}
