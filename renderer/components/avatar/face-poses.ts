import type { Activity } from '../../../core/contract/index.ts';

/** How the face is held while the kiosk is at something. */
export interface Pose {
  readonly gazeX: number;
  readonly gazeY: number;
  readonly tilt: number;
  readonly browLift: number;
  readonly eyeOpen: number;
  readonly bloom: number;
  /** The petals turn. */
  readonly turns: boolean;
}

export const POSES: Readonly<Record<Activity, Pose>> = {
  idle: { gazeX: 0, gazeY: 0, tilt: 0, browLift: 0, eyeOpen: 0.94, bloom: 0, turns: false },
  listening: { gazeX: 0, gazeY: 1, tilt: 2, browLift: 3, eyeOpen: 1, bloom: 0.04, turns: false },
  hearing: { gazeX: 0, gazeY: 1, tilt: 5, browLift: 6, eyeOpen: 1.1, bloom: 0.07, turns: false },
  thinking: { gazeX: 9, gazeY: -8, tilt: -4, browLift: 5, eyeOpen: 0.9, bloom: -0.05, turns: true },
  speaking: { gazeX: 0, gazeY: 0, tilt: 0, browLift: 1, eyeOpen: 1, bloom: 0.03, turns: false },
};

/** Small looks around while nothing happens; eye contact while someone is being attended to. */
export function nextGlance(activity: Activity, ms: number, random: () => number) {
  const reach = activity === 'idle' ? 7 : 2;
  return { x: (random() - 0.5) * 2 * reach, y: (random() - 0.5) * reach, untilMs: ms + 1200 + random() * 2600 };
}

/** Moves `from` towards `to`; `share` 0 stays, 1 arrives. */
export function easePose(from: Pose, to: Pose, share: number): Pose {
  const mix = (key: Exclude<keyof Pose, 'turns'>) => from[key] + (to[key] - from[key]) * share;
  return {
    gazeX: mix('gazeX'),
    gazeY: mix('gazeY'),
    tilt: mix('tilt'),
    browLift: mix('browLift'),
    eyeOpen: mix('eyeOpen'),
    bloom: mix('bloom'),
    turns: to.turns,
  };
}
