import type { Palette, Tokens } from '../contract/theme.ts';
import { type CheckedTokens, checkTokens, type Faint } from './check-tokens.ts';
import { isDark } from './colour.ts';
import type { Light } from './contrast-pairs.ts';
import { DEFAULT_TOKENS } from './default-tokens.ts';
import { deriveTokens } from './derive-tokens.ts';

export interface ResolvedColours {
  readonly tokens: Readonly<Record<Light, Tokens>>;
  readonly strong: Readonly<Record<Light, Tokens>>;
  /** What was corrected of the colours that the venue gave. */
  readonly faint: readonly Faint[];
}

/** The colours of a theme for both lights, all of them readable. */
export function resolveColours(given: Readonly<Record<Light, Palette>>): ResolvedColours {
  const day = resolve(given.day, 'day');
  const night = resolve(given.night, 'night');
  return {
    tokens: { day: day.tokens, night: night.tokens },
    strong: { day: strongOf(day.tokens, 'day'), night: strongOf(night.tokens, 'night') },
    faint: [...day.faint, ...night.faint],
  };
}

function resolve(given: Palette, light: Light): CheckedTokens {
  const { tokens, faint } = checkTokens(deriveTokens(given, light), light);
  // Where no colour would do, the grounds themselves are at odds: one more look from the default's for that light.
  const lost = faint.filter(({ now }) => now === null);
  if (lost.length > 0) return { tokens: DEFAULT_TOKENS[light], faint: lost.slice(0, 2) };
  // What merely follows from others is put right without a word.
  return { tokens, faint: faint.filter(({ on }) => given[on] !== undefined) };
}

/** For who asked for more contrast: plain walls, and 7 to 1. */
function strongOf(tokens: Tokens, light: Light): Tokens {
  const { room } = tokens;
  const plain: Tokens = { ...tokens, 'room-light': room, 'room-mid': room, 'room-deep': room, glow: room, ray: room };
  const { tokens: checked, faint } = checkTokens(plain, light, 'strong');
  return faint.some(({ now }) => now === null) ? checkTokens(extremes(room, light), light, 'strong').tokens : checked;
}

/** Black and white walls and Foyer's own paper, in place of colours that nothing is read on at 7 to 1. */
function extremes(room: string, light: Light): Tokens {
  const [wall, word] = isDark(room) ? ['#000000', '#ffffff'] : ['#ffffff', '#000000'];
  const walls = { room: wall, 'room-light': wall, 'room-mid': wall, 'room-deep': wall, glow: wall, ray: wall, veil: wall };
  return {
    ...DEFAULT_TOKENS[light],
    ...walls,
    text: word,
    'text-quiet': word,
    'accent-text': word,
    'accent-mark': word,
    accent: word,
    'on-accent': wall,
    chosen: word,
    'on-chosen': wall,
    plain: word,
    'on-plain': wall,
  };
}

/** "theme, day: text #888888 on room has a contrast of 3.2, needed are 4.5; #6b6b6b is used instead" */
export function describeFaint({ light, on, ground, ratio, needed, was, now }: Faint): string {
  const instead = now === null ? `Foyer's own colours are used for ${light} instead` : `${now} is used instead`;
  return `theme, ${light}: ${on} ${was} on ${ground} has a contrast of ${floor(ratio)} to 1, needed are ${needed} to 1; ${instead}`;
}

/** Rounded down, so that 4.499 is not told as 4.5. */
function floor(ratio: number): string {
  return (Math.floor(ratio * 100) / 100).toFixed(2);
}
