import type { Activity } from '../../../core/contract/index.ts';
import { approach, MOUTH_SHAPES, type MouthShape, mouthPath } from './mouth.ts';

export interface FaceParts {
  readonly face: SVGElement;
  readonly eyes: SVGElement;
  readonly lids: readonly SVGElement[];
  readonly brows: SVGElement;
  readonly mouth: SVGElement;
  readonly tongue: SVGElement;
  readonly inner: SVGElement;
  readonly outer: SVGElement;
}

export interface FaceInputs {
  readonly activity: () => Activity;
  /** Shape the mouth should have now. */
  readonly mouth: () => MouthShape;
  /** Loudness of the guest, 0..1. */
  readonly level: () => number;
  readonly random: () => number;
}

interface Pose {
  readonly gazeX: number;
  readonly gazeY: number;
  readonly tilt: number;
  readonly browLift: number;
  readonly eyeOpen: number;
  readonly bloom: number;
  /** Degrees a second the outer petals turn. */
  readonly turn: number;
}

const POSES: Readonly<Record<Activity, Pose>> = {
  idle: { gazeX: 0, gazeY: 0, tilt: 0, browLift: 0, eyeOpen: 0.94, bloom: 0, turn: 1.2 },
  listening: { gazeX: 0, gazeY: 1, tilt: 2, browLift: 3, eyeOpen: 1, bloom: 0.04, turn: 1.2 },
  hearing: { gazeX: 0, gazeY: 1, tilt: 5, browLift: 6, eyeOpen: 1.1, bloom: 0.07, turn: 1.2 },
  thinking: { gazeX: 9, gazeY: -8, tilt: -4, browLift: 5, eyeOpen: 0.9, bloom: -0.05, turn: 26 },
  speaking: { gazeX: 0, gazeY: 0, tilt: 0, browLift: 1, eyeOpen: 1, bloom: 0.03, turn: 2.5 },
};

const BLINK_MS = 170;

/** Animates the face each frame; returns a stop. Attributes are set directly: React has no part in 60 Hz. */
export function startFaceLoop(parts: FaceParts, inputs: FaceInputs): () => void {
  let pose: Pose = POSES.idle;
  let mouth: MouthShape = MOUTH_SHAPES.sil;
  let level = 0;
  let spin = 0;
  let lastMs = 0;
  let blinkAtMs = 2000;
  let wander = { x: 0, y: 0, untilMs: 0 };
  let frame = requestAnimationFrame(step);

  function step(ms: number) {
    const dtMs = Math.min(64, ms - lastMs);
    lastMs = ms;
    const activity = inputs.activity();
    pose = easePose(pose, POSES[activity], 1 - Math.exp(-dtMs / 160));
    mouth = approach(mouth, inputs.mouth(), 1 - Math.exp(-dtMs / 34));
    level += (inputs.level() - level) * (1 - Math.exp(-dtMs / 90));
    spin += (pose.turn * dtMs) / 1000;
    if (ms > blinkAtMs + BLINK_MS) blinkAtMs = ms + 1800 + inputs.random() * 3800;
    if (ms > wander.untilMs) wander = nextGlance(activity, ms, inputs.random);
    draw(parts, { pose, mouth, level, spin, ms, blink: blinkOf(ms - blinkAtMs), wander });
    frame = requestAnimationFrame(step);
  }
  return () => cancelAnimationFrame(frame);
}

/** A still face for guests who asked for less motion: it changes its pose and speaks, and nothing else moves. */
export function startCalmLoop(parts: FaceParts, inputs: FaceInputs): () => void {
  let frame = requestAnimationFrame(step);
  function step() {
    const pose = POSES[inputs.activity()];
    draw(parts, { pose, mouth: inputs.mouth(), level: 0, spin: 0, ms: 0, blink: 0, wander: { x: 0, y: 0 } });
    frame = requestAnimationFrame(step);
  }
  return () => cancelAnimationFrame(frame);
}

interface Drawn {
  readonly pose: Pose;
  readonly mouth: MouthShape;
  readonly level: number;
  readonly spin: number;
  readonly ms: number;
  /** 0 open, 1 shut. */
  readonly blink: number;
  readonly wander: { readonly x: number; readonly y: number };
}

function draw(parts: FaceParts, { pose, mouth, level, spin, ms, blink, wander }: Drawn): void {
  const breath = Math.sin(ms / 1300);
  const bloom = 1 + pose.bloom + 0.018 * breath + 0.1 * level;
  set(parts.outer, `rotate(${spin.toFixed(2)}) scale(${(bloom + 0.02 * breath).toFixed(4)})`);
  set(parts.inner, `rotate(${(-spin * 0.6).toFixed(2)}) scale(${(bloom - 0.012 * breath + 0.06 * level).toFixed(4)})`);
  set(parts.face, `translate(0 ${(breath * 1.6).toFixed(2)}) rotate(${pose.tilt.toFixed(2)})`);
  set(parts.eyes, `translate(${(pose.gazeX + wander.x).toFixed(2)} ${(pose.gazeY + wander.y).toFixed(2)})`);
  set(parts.brows, `translate(${(pose.gazeX * 0.4).toFixed(2)} ${(-pose.browLift - mouth.open * 2).toFixed(2)})`);
  const open = Math.max(0.06, pose.eyeOpen * (1 - blink));
  for (const lid of parts.lids) set(lid, `scale(1 ${open.toFixed(3)})`);
  parts.mouth.setAttribute('d', mouthPath(mouth));
  set(parts.tongue, `translate(0 ${(10 + 15 * mouth.open).toFixed(1)}) scale(${(0.4 + mouth.open * 0.6).toFixed(2)})`);
}

function set(element: SVGElement, transform: string): void {
  element.setAttribute('transform', transform);
}

function blinkOf(sinceMs: number): number {
  return sinceMs < 0 || sinceMs > BLINK_MS ? 0 : Math.sin((sinceMs / BLINK_MS) * Math.PI);
}

/** Small looks around while nothing happens; eye contact while someone is being attended to. */
function nextGlance(activity: Activity, ms: number, random: () => number) {
  const reach = activity === 'idle' ? 7 : 2;
  return { x: (random() - 0.5) * 2 * reach, y: (random() - 0.5) * reach, untilMs: ms + 900 + random() * 2600 };
}

function easePose(from: Pose, to: Pose, ease: number): Pose {
  const mix = (key: keyof Pose) => from[key] + (to[key] - from[key]) * ease;
  return {
    gazeX: mix('gazeX'),
    gazeY: mix('gazeY'),
    tilt: mix('tilt'),
    browLift: mix('browLift'),
    eyeOpen: mix('eyeOpen'),
    bloom: mix('bloom'),
    turn: mix('turn'),
  };
}
