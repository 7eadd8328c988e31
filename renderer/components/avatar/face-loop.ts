import type { Activity } from '../../../core/contract/index.ts';
import { easePose, nextGlance, POSES, type Pose } from './face-poses.ts';
import { approach, MOUTH_SHAPES, type MouthShape, mouthPath } from './mouth.ts';

export interface FaceParts {
  /** Layers: they are only moved. */
  readonly outer: HTMLElement;
  readonly inner: HTMLElement;
  readonly face: HTMLElement;
  /** Drawn again when they change. */
  readonly eyes: SVGElement;
  readonly lids: readonly SVGElement[];
  readonly brows: SVGElement;
  readonly mouth: SVGElement;
  readonly tongue: SVGElement;
}

export interface FaceInputs {
  readonly activity: () => Activity;
  /** Shape the mouth should have now; null while nothing is being said. */
  readonly mouth: () => MouthShape | null;
  /** Where somebody moves, -1..1 to the right and downwards; null: nobody is seen. */
  readonly gaze?: () => { readonly x: number; readonly y: number } | null;
  /** Loudness of the guest, 0..1. */
  readonly level: () => number;
  /** A still face: it changes its pose, blinks and speaks, and nothing else moves. */
  readonly calm: () => boolean;
  /** It does not even blink. */
  readonly still?: () => boolean;
  readonly random: () => number;
  readonly nowMs: () => number;
  /** Runs a callback once after a delay; the returned function cancels it. */
  readonly after: (delayMs: number, callback: () => void) => () => void;
  /** Runs a callback with the next picture of the screen; left out: what moves does so by the clock, 30 times a second. */
  readonly frame?: (callback: () => void) => () => void;
}

/** Mouth, blink and a change of pose. */
const QUICK_MS = 33;
/** Breath: so slow that at this rate each step is less than a pixel. */
const SLOW_MS = 160;
/** Between two looks whether anything is to be done. */
const IDLE_MS = 80;
const BLINK_MS = 170;
const SETTLE_MS = 650;
const OUTER_TURN_MS = 40_000;
const INNER_TURN_MS = 66_000;
/** How far the eyes go for who stands at the edge of the picture, in the avatar's units. */
const GAZE_REACH = { x: 13, y: 7 } as const;

/**
 * Animates the face; returns a stop. React has no part in it. While something moves it goes by the screen's own frames; at rest
 * it keeps to timers: asking for frames alone would keep a machine without a graphics card busy all day.
 */
export function startFaceLoop(parts: FaceParts, inputs: FaceInputs): () => void {
  const put = createWriter();
  const spin = createSpin(parts);
  let activity: Activity = inputs.activity();
  let pose: Pose = POSES[activity];
  let mouth: MouthShape = MOUTH_SHAPES.sil;
  let level = 0;
  let lastMs = inputs.nowMs();
  let slowAtMs = 0;
  let settledAtMs = 0;
  let blinkAtMs = lastMs + 2000;
  let glance = { x: 0, y: 0, untilMs: 0 };
  let look = { x: 0, y: 0 };
  let cancel = () => {};

  const step = () => {
    const ms = inputs.nowMs();
    const dtMs = Math.min(200, ms - lastMs);
    lastMs = ms;
    const calm = inputs.calm();
    if (activity !== inputs.activity()) {
      activity = inputs.activity();
      settledAtMs = ms + SETTLE_MS;
    }
    const settling = ms < settledAtMs;
    pose = settling && !calm ? easePose(pose, POSES[activity], 1 - Math.exp(-dtMs / 160)) : POSES[activity];
    const wanted = inputs.mouth();
    mouth = approach(mouth, wanted ?? MOUTH_SHAPES.sil, 1 - Math.exp(-dtMs / 30));
    if (ms > blinkAtMs + BLINK_MS) blinkAtMs = ms + 2200 + inputs.random() * 3800;
    const blink = inputs.still?.() ? 0 : blinkOf(ms - blinkAtMs);
    if (calm) glance = { x: 0, y: 0, untilMs: 0 };
    else if (ms > glance.untilMs) glance = nextGlance(activity, ms, inputs.random);
    const seen = activity === 'thinking' ? null : (inputs.gaze?.() ?? null);
    const towards = { x: (seen?.x ?? 0) * GAZE_REACH.x, y: (seen?.y ?? 0) * GAZE_REACH.y };
    const ease = calm ? 1 : 1 - Math.exp(-dtMs / 220);
    look = { x: look.x + (towards.x - look.x) * ease, y: look.y + (towards.y - look.y) * ease };

    spin(pose.turns && !calm);
    const lively = settling || activity === 'hearing';
    if (lively || ms >= slowAtMs) {
      const passedMs = lively ? dtMs : SLOW_MS;
      level += (inputs.level() - level) * (1 - Math.exp(-passedMs / 120));
      slowAtMs = ms + SLOW_MS;
      drawLayers(put, parts, calm ? { pose, level: 0, ms: 0 } : { pose, level, ms });
    }
    // Who is looked at is not glanced away from.
    const idly = seen === null ? 1 : 0.3;
    drawFace(put, parts, { pose, mouth, blink, glance: { x: glance.x * idly + look.x, y: glance.y * idly + look.y } });
    const following = Math.hypot(towards.x - look.x, towards.y - look.y) > 0.3;
    const moves = settling || blink > 0 || wanted !== null || (!calm && (lively || following));
    if (moves && !calm && inputs.frame !== undefined) cancel = inputs.frame(step);
    else cancel = inputs.after(moves ? QUICK_MS : IDLE_MS, step);
  };
  step();
  return () => {
    cancel();
    spin(false);
  };
}

type Put = (element: Element, name: 'transform' | 'd' | 'layer', value: string) => void;

/** Writes only what changed: an attribute that is set to the same value again is drawn again all the same. */
function createWriter(): Put {
  const written = new Map<Element, string>();
  return (element, name, value) => {
    if (written.get(element) === value) return;
    written.set(element, value);
    if (name === 'layer' && element instanceof HTMLElement) element.style.transform = value;
    else element.setAttribute(name, value);
  };
}

/** The rings of petals go round against each other, moved by the compositor alone: no script runs for it. They stop where they are. */
function createSpin({ outer, inner }: FaceParts): (on: boolean) => void {
  let running: readonly Animation[] | null = null;
  const turn = (layer: HTMLElement, to: string, duration: number) =>
    layer.animate([{ rotate: '0deg' }, { rotate: to }], { duration, iterations: Number.POSITIVE_INFINITY });
  return (on) => {
    if (!on) for (const one of running ?? []) one.pause();
    else if (running === null) running = [turn(outer, '360deg', OUTER_TURN_MS), turn(inner, '-360deg', INNER_TURN_MS)];
    else for (const one of running) if (one.playState === 'paused') one.play();
  };
}

interface Layers {
  readonly pose: Pose;
  readonly level: number;
  readonly ms: number;
}

/** The petals breathe and open; the face in front of them keeps its size. */
function drawLayers(put: Put, { outer, inner, face }: FaceParts, { pose, level, ms }: Layers): void {
  const breath = Math.sin(ms / 1400);
  put(outer, 'layer', `scale(${(1 + pose.bloom + 0.1 * level).toFixed(3)})`);
  put(inner, 'layer', `scale(${(1 + pose.bloom + 0.022 * breath + 0.07 * level).toFixed(3)})`);
  put(face, 'layer', `rotate(${pose.tilt.toFixed(1)}deg)`);
}

interface Features {
  readonly pose: Pose;
  readonly mouth: MouthShape;
  /** 0 open, 1 shut. */
  readonly blink: number;
  readonly glance: { readonly x: number; readonly y: number };
}

function drawFace(put: Put, { eyes, lids, brows, mouth: lips, tongue }: FaceParts, { pose, mouth, blink, glance }: Features): void {
  put(eyes, 'transform', `translate(${(pose.gazeX + glance.x).toFixed(1)} ${(pose.gazeY + glance.y).toFixed(1)})`);
  put(brows, 'transform', `translate(${(pose.gazeX * 0.4).toFixed(1)} ${(-pose.browLift).toFixed(1)})`);
  const open = Math.max(0.06, pose.eyeOpen * (1 - blink));
  for (const lid of lids) put(lid, 'transform', `scale(1 ${open.toFixed(2)})`);
  put(lips, 'd', mouthPath(mouth));
  put(tongue, 'transform', `translate(0 ${(10 + 15 * mouth.open).toFixed(1)}) scale(${(0.4 + mouth.open * 0.6).toFixed(2)})`);
}

function blinkOf(sinceMs: number): number {
  return sinceMs < 0 || sinceMs > BLINK_MS ? 0 : Math.sin((sinceMs / BLINK_MS) * Math.PI);
}
