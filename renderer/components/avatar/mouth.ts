import type { Viseme } from '../../../core/contract/index.ts';

/** A mouth: how far open, how wide, how round, each 0..1. */
export interface MouthShape {
  readonly open: number;
  readonly wide: number;
  readonly round: number;
}

/** Mouth shapes of the fifteen visemes (the Oculus set). */
export const MOUTH_SHAPES: Readonly<Record<Viseme, MouthShape>> = {
  sil: { open: 0, wide: 0.5, round: 0 },
  PP: { open: 0, wide: 0.35, round: 0.2 },
  FF: { open: 0.14, wide: 0.5, round: 0 },
  TH: { open: 0.26, wide: 0.5, round: 0 },
  DD: { open: 0.28, wide: 0.55, round: 0 },
  kk: { open: 0.34, wide: 0.5, round: 0.1 },
  CH: { open: 0.32, wide: 0.25, round: 0.6 },
  SS: { open: 0.18, wide: 0.7, round: 0 },
  nn: { open: 0.22, wide: 0.5, round: 0 },
  RR: { open: 0.3, wide: 0.35, round: 0.4 },
  aa: { open: 1, wide: 0.6, round: 0.15 },
  E: { open: 0.6, wide: 0.8, round: 0 },
  I: { open: 0.38, wide: 0.95, round: 0 },
  O: { open: 0.78, wide: 0.3, round: 0.8 },
  U: { open: 0.42, wide: 0.12, round: 1 },
};

interface TimedViseme {
  readonly viseme: Viseme;
  readonly startMs: number;
  readonly endMs: number;
}

/** A mouth reaches for the next sound before the last one ends. */
const LOOK_AHEAD_MS = 50;

/** The shape at `ms`; closed before, after and between sounds. */
export function mouthAt(visemes: readonly TimedViseme[], ms: number): MouthShape {
  const at = ms + LOOK_AHEAD_MS;
  const current = visemes.find((v) => at >= v.startMs && at < v.endMs);
  return MOUTH_SHAPES[current?.viseme ?? 'sil'];
}

/** Moves `from` towards `to`; `ease` 0 stays, 1 arrives. */
export function approach(from: MouthShape, to: MouthShape, ease: number): MouthShape {
  const mix = (a: number, b: number) => a + (b - a) * ease;
  return { open: mix(from.open, to.open), wide: mix(from.wide, to.wide), round: mix(from.round, to.round) };
}

/** Outline of the mouth around (0, 0), in the avatar's units. A closed mouth is a gentle smile. */
export function mouthPath({ open, wide, round }: MouthShape): string {
  const half = 15 + 17 * wide - 8 * round;
  const smile = 7 * (1 - round) * (1 - open * 0.6);
  const drop = 2.6 + 30 * open;
  const lift = 1 + 5 * open + 5 * round * open;
  const n = (x: number) => x.toFixed(1);
  const bulge = 0.55 + 0.35 * round;
  return [
    `M${n(-half)} ${n(-smile)}`,
    `C${n(-half * bulge)} ${n(-lift + smile * 0.5)} ${n(half * bulge)} ${n(-lift + smile * 0.5)} ${n(half)} ${n(-smile)}`,
    `C${n(half * bulge)} ${n(drop + smile * 0.5)} ${n(-half * bulge)} ${n(drop + smile * 0.5)} ${n(-half)} ${n(-smile)}Z`,
  ].join(' ');
}
