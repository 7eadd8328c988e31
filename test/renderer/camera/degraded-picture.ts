import QRCode from 'qrcode';
import { seeded } from '../../support/random.ts';
import type { Picture } from './read-qr.ts';

/** What a kiosk's camera makes of a badge, drawn by rule: each fault can be turned up on its own. */
export interface Scene {
  readonly width?: number;
  readonly height?: number;
  readonly badges: readonly Badge[];
  /** Light on the badge and light behind it, 0..1: back-lit is little against much. Default 0.88 and 0.75. */
  readonly front?: number;
  readonly behind?: number;
  /** How much darker the left edge is than the right, 0..1. */
  readonly shadow?: number;
  /** Radius of the blur in pixels. */
  readonly blurPx?: number;
  /** Pixels that a moving hand smears sideways. */
  readonly smearPx?: number;
  /** Standard deviation of the sensor's noise, of 255. */
  readonly noise?: number;
  /** A bright spot on the lamination, its radius in parts of the code's edge. */
  readonly glare?: number;
  readonly seed?: number;
}

export interface Badge {
  readonly payload: string;
  /** Edge of the code, without its white frame, in pixels. */
  readonly edgePx: number;
  /** Centre, in parts of the picture. Default the middle. */
  readonly at?: readonly [number, number];
  readonly rotateDeg?: number;
  /** Turned away from the camera around the upright axis. */
  readonly tiltDeg?: number;
}

const INK = 0.08;
const QUIET = 4;

export function drawScene(scene: Scene): Picture {
  const { width = 1280, height = 720, front = 0.88, behind = 0.75, shadow = 0, blurPx = 0, smearPx = 0, noise = 0, seed = 1 } = scene;
  let light: Float32Array = new Float32Array(width * height).fill(behind);
  for (const badge of scene.badges) drawBadge(light, width, height, badge, front, scene.glare ?? 0);
  for (let i = 0; i < light.length; i++) light[i] = (light[i] ?? 0) * (1 - shadow * (1 - (i % width) / width));
  if (blurPx > 0) for (const axis of [1, width]) light = smear(light, axis, blurPx * 2 + 1);
  if (smearPx > 0) light = smear(light, 1, smearPx);
  const random = seeded(seed);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0; i < light.length; i++) data.fill((light[i] ?? 0) * 255 + noise * gaussian(random), i * 4, i * 4 + 3);
  return { data, width, height };
}

/** Each pixel is traced back to the badge's plane through a pinhole camera. */
function drawBadge(light: Float32Array, width: number, height: number, badge: Badge, front: number, glare: number): void {
  const { modules } = QRCode.create(badge.payload, { errorCorrectionLevel: 'M' });
  const [atX, atY] = badge.at ?? [0.5, 0.5];
  const [turn, tilt] = [((badge.rotateDeg ?? 0) * Math.PI) / 180, ((badge.tiltDeg ?? 0) * Math.PI) / 180];
  const module = badge.edgePx / modules.size;
  const half = badge.edgePx / 2 + QUIET * module;
  const distance = badge.edgePx * 2.5;
  const reach = Math.ceil(half * 2);
  const [centreX, centreY] = [Math.round(atX * width), Math.round(atY * height)];
  for (let y = Math.max(0, centreY - reach); y < Math.min(height, centreY + reach); y++) {
    for (let x = Math.max(0, centreX - reach); x < Math.min(width, centreX + reach); x++) {
      const [dx, dy] = [x - centreX, y - centreY];
      const depth = Math.cos(tilt) - (dx * Math.sin(tilt)) / distance;
      if (depth <= 0) continue;
      const [flatX, flatY] = [dx / depth, (dy * Math.cos(tilt)) / depth];
      const u = flatX * Math.cos(turn) + flatY * Math.sin(turn);
      const v = flatY * Math.cos(turn) - flatX * Math.sin(turn);
      if (Math.abs(u) > half || Math.abs(v) > half) continue;
      const [column, row] = [Math.floor(u / module + modules.size / 2), Math.floor(v / module + modules.size / 2)];
      const inside = column >= 0 && row >= 0 && column < modules.size && row < modules.size;
      const paper = inside && modules.get(row, column) ? front * INK : front;
      const spot = glare > 0 ? Math.exp(-((u * u + v * v) / (glare * badge.edgePx) ** 2)) : 0;
      light[y * width + x] = paper + (1 - paper) * spot;
    }
  }
}

/** Running mean over `length` pixels along an axis. */
function smear(light: Float32Array, step: number, length: number): Float32Array<ArrayBuffer> {
  const out = new Float32Array(light.length);
  const before = Math.floor(length / 2);
  for (let i = 0; i < light.length; i++) {
    let sum = 0;
    for (let k = 0; k < length; k++) sum += light[Math.min(light.length - 1, Math.max(0, i + (k - before) * step))] ?? 0;
    out[i] = sum / length;
  }
  return out;
}

function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
