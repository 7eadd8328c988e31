import type { Token, Tokens } from '../contract/theme.ts';
import { blend, isDark } from './colour.ts';

/** Words as they are read; "mark": symbols, rings and edges that say something (WCAG 1.4.11). */
export type PairKind = 'words' | 'mark';

export interface Pair {
  readonly on: Token;
  /** Names the ground in a message. */
  readonly ground: string;
  readonly kind: PairKind;
  readonly colour: (tokens: Tokens) => string;
}

export type Light = 'day' | 'night';

/** Shares of the see-through layers over dark and light walls, as in tokens.css. */
const ON_DARK = { veil: 0.09, held: 0.18, glow: 0.26 } as const;
const ON_LIGHT = { veil: 0.66, held: 1, glow: 0.62 } as const;
const sharesOf = ({ room }: Tokens) => (isDark(room) ? ON_DARK : ON_LIGHT);

const token = (name: Token) => [name, (tokens: Tokens) => tokens[name]] as const;
/** Words never stand in the middle of the light, where the face is: half of it reaches them. */
const lit = ['room-light in the light of the face', (t: Tokens) => blend(t['room-light'], t.glow, sharesOf(t).glow / 2)] as const;
const veiled = ['a veil over room-light', (t: Tokens) => blend(t['room-light'], t.veil, sharesOf(t).veil)] as const;
const held = ['a veil over room, held', (t: Tokens) => blend(t.room, t.veil, sharesOf(t).held)] as const;

const WALLS = [token('room'), token('room-light'), token('room-mid'), token('room-deep'), lit, veiled, held] as const;
const PAPERS = [token('paper'), token('paper-soft')] as const;

type Ground = readonly [string, Pair['colour']];
const pairs = (on: Token, kind: PairKind, grounds: readonly Ground[]): Pair[] =>
  grounds.map(([ground, colour]) => ({ on, ground, kind, colour }));

/** Every pair of colours that stands on a screen, each checked for both lights. */
export const PAIRS: readonly Pair[] = [
  ...pairs('text', 'words', WALLS),
  ...pairs('text-quiet', 'words', WALLS),
  ...pairs('accent-text', 'words', WALLS),
  ...pairs('accent-mark', 'mark', WALLS),
  ...pairs('on-accent', 'words', [token('accent')]),
  ...pairs('on-chosen', 'words', [token('chosen')]),
  ...pairs('on-plain', 'words', [token('plain')]),
  ...pairs('on-disc', 'mark', [token('disc')]),
  ...pairs('paper-ink', 'words', [...PAPERS, token('paper-edge'), token('soon-ground'), token('ok-ground'), token('alarm-ground')]),
  ...pairs('paper-ink-soft', 'words', PAPERS),
  ...pairs('paper-ink-quiet', 'words', [...PAPERS, token('paper-edge')]),
  ...pairs('accent-ink', 'words', [...PAPERS, token('soon-ground')]),
  ...pairs('solid-edge', 'words', [...PAPERS, token('paper-edge')]),
  ...pairs('alarm', 'words', [token('alarm-ground'), token('paper')]),
  ...pairs('on-solid', 'words', [token('solid'), token('alarm')]),
  ...pairs('on-solid', 'mark', [token('alarm-strong')]),
  ...pairs('on-solid-accent', 'words', [token('solid')]),
  ...pairs('ok', 'words', [token('ok-ground'), token('paper'), token('paper-soft')]),
  ...pairs('soon', 'words', [token('soon-ground'), token('paper')]),
  ...pairs('alarm-strong', 'mark', [token('paper'), token('paper-soft'), token('alarm-ground')]),
];

export type Level = 'normal' | 'strong';

/** WCAG 2.2: 1.4.3 and 1.4.11; 1.4.6 for who asked for more contrast. */
export const RATIOS: Readonly<Record<Level, Readonly<Record<PairKind, number>>>> = {
  normal: { words: 4.5, mark: 3 },
  strong: { words: 7, mark: 4.5 },
};
