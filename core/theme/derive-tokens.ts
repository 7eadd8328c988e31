import type { Palette, Token, Tokens } from '../contract/theme.ts';
import { better, blend, isDark } from './colour.ts';
import type { Light } from './contrast-pairs.ts';
import { DEFAULT_TOKENS } from './default-tokens.ts';

const WHITE = '#ffffff';
const BLACK = '#000000';

/** Colours that others follow from; each set of them is worked out anew when one of its own was given. */
const ROOM_SEEDS: readonly Token[] = ['room', 'text', 'accent'];
const PAPER_SEEDS: readonly Token[] = ['paper', 'paper-ink', 'accent', 'solid'];

/** All colours of one light, from the few that a venue gave; what it gave of the others stands as it is. */
export function deriveTokens(given: Palette, light: Light): Tokens {
  const base = DEFAULT_TOKENS[light];
  const has = (seeds: readonly Token[]) => seeds.some((seed) => given[seed] !== undefined);
  const walls = has(ROOM_SEEDS) ? wallsOf({ ...base, ...given }, given) : {};
  const paper = has(PAPER_SEEDS) ? paperOf({ ...base, ...walls, ...given }, given) : {};
  return { ...base, ...walls, ...paper, ...definedOf(given) };
}

type Derived = Partial<Record<Token, string>>;

function wallsOf({ room, accent, solid, 'on-solid': onSolid }: Tokens, given: Palette): Derived {
  const dark = isDark(room);
  const text = given.text ?? (dark ? blend(WHITE, room, 0.06) : blend(BLACK, room, 0.1));
  const accentText = dark ? blend(accent, WHITE, 0.4) : blend(accent, BLACK, 0.5);
  return {
    'room-light': dark ? blend(room, accent, 0.14) : blend(room, WHITE, 0.7),
    'room-mid': dark ? blend(room, accent, 0.06) : blend(room, WHITE, 0.3),
    'room-deep': dark ? blend(room, BLACK, 0.35) : blend(room, text, 0.07),
    glow: accent,
    ray: accent,
    text,
    'text-quiet': blend(text, room, 0.25),
    'accent-text': accentText,
    'accent-deep': blend(accent, BLACK, 0.1),
    'on-accent': better(blend(accent, BLACK, 0.05)),
    chosen: dark ? accentText : solid,
    'on-chosen': dark ? better(accentText) : onSolid,
    'accent-mark': accent,
    rim: dark ? blend(text, accent, 0.5) : blend(text, accent, 0.3),
    veil: WHITE,
    plain: dark ? blend(WHITE, accent, 0.06) : solid,
    'on-plain': dark ? better(WHITE) : onSolid,
    disc: dark ? blend(room, text, 0.16) : blend(room, text, 0.12),
    'on-disc': dark ? accentText : text,
    shade: dark ? blend(room, BLACK, 0.6) : blend(room, BLACK, 0.7),
  };
}

/** Paper may be dark as well: then what it says of good and bad is light on dark. */
function paperOf({ paper, accent, room, text, ...base }: Tokens, given: Palette): Derived {
  const dark = isDark(paper);
  const ink = given['paper-ink'] ?? (dark ? blend(WHITE, paper, 0.06) : blend(BLACK, paper, 0.09));
  const solid = given.solid ?? (dark ? blend(ink, accent, 0.12) : isDark(room) ? blend(room, WHITE, 0.04) : blend(text, WHITE, 0.06));
  const tint = (hue: string, share: number) => blend(paper, hue, share);
  const said = (hue: string) => (dark ? blend(hue, WHITE, 0.55) : blend(hue, BLACK, 0.05));
  return {
    'paper-soft': blend(paper, ink, 0.03),
    'paper-edge': blend(paper, ink, dark ? 0.14 : 0.08),
    'paper-line': blend(paper, ink, dark ? 0.28 : 0.18),
    'paper-ink': ink,
    'paper-ink-soft': blend(ink, paper, 0.15),
    'paper-ink-quiet': blend(ink, paper, 0.3),
    'accent-ink': dark ? blend(accent, WHITE, 0.2) : blend(accent, BLACK, 0.3),
    solid,
    'solid-edge': dark ? solid : blend(solid, WHITE, 0.08),
    'on-solid': better(solid, blend(BLACK, solid, 0.1), blend(WHITE, solid, 0.02)),
    'on-solid-accent': isDark(solid) ? blend(accent, WHITE, 0.35) : blend(accent, BLACK, 0.5),
    ok: said(base.ok),
    'ok-ground': tint(base.ok, dark ? 0.3 : 0.13),
    soon: said(base.soon),
    'soon-ground': tint(accent, dark ? 0.22 : 0.2),
    alarm: dark ? '#b3261e' : base.alarm,
    'alarm-strong': dark ? '#d8503f' : base['alarm-strong'],
    'alarm-ground': tint(base.alarm, dark ? 0.3 : 0.12),
  };
}

function definedOf(given: Palette): Derived {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
