import type { Activity } from '../../../../core/contract/index.ts';
import type { MouthShape } from '../mouth.ts';

/** Weights of the five mouth expressions that every VRM has, 0..1. */
export type MouthWeights = Readonly<Record<'aa' | 'ih' | 'ou' | 'ee' | 'oh', number>>;

/** A mouth shape as a mix of the vowels that models know; a closed mouth is none of them. */
export function mouthWeights({ open, wide, round }: MouthShape): MouthWeights {
  const spread = Math.min(1, Math.max(0, (wide - 0.6) / 0.4));
  const parted = Math.min(1, open * 2.3);
  return {
    aa: open * (1 - round) * (1 - spread),
    ee: open * (1 - round) * spread,
    ih: parted * (1 - open) * wide * (1 - round),
    oh: open * round,
    ou: parted * (1 - open) * round,
  };
}

/** How a head is held, radians, and where the eyes go, metres beside the camera. */
export interface VrmPose {
  readonly nod: number;
  readonly turn: number;
  readonly tilt: number;
  readonly eyesX: number;
  readonly eyesY: number;
  /** Of the expression "relaxed": a friendly face. */
  readonly warmth: number;
}

export const VRM_POSES: Readonly<Record<Activity, VrmPose>> = {
  idle: { nod: 0, turn: 0, tilt: 0, eyesX: 0, eyesY: 0, warmth: 0.35 },
  listening: { nod: 0.04, turn: 0, tilt: 0.05, eyesX: 0, eyesY: 0, warmth: 0.45 },
  hearing: { nod: 0.07, turn: 0, tilt: 0.1, eyesX: 0, eyesY: 0, warmth: 0.5 },
  thinking: { nod: -0.08, turn: 0.14, tilt: -0.06, eyesX: 0.35, eyesY: 0.3, warmth: 0.15 },
  speaking: { nod: 0, turn: 0, tilt: 0, eyesX: 0, eyesY: 0, warmth: 0.35 },
};

/** Moves `from` towards `to`; `share` 0 stays, 1 arrives. */
export function easeVrmPose(from: VrmPose, to: VrmPose, share: number): VrmPose {
  const mix = (key: keyof VrmPose) => from[key] + (to[key] - from[key]) * share;
  return { nod: mix('nod'), turn: mix('turn'), tilt: mix('tilt'), eyesX: mix('eyesX'), eyesY: mix('eyesY'), warmth: mix('warmth') };
}
