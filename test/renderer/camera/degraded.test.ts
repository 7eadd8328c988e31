import { beforeAll, describe, expect, it } from 'vitest';
import { pickCode } from '../../../renderer/camera/pick-code.ts';
import { readCodes } from '../../../renderer/camera/read-codes.ts';
import { type Badge, drawScene, type Scene } from './degraded-picture.ts';
import { imageData, prepareReader } from './read-qr.ts';

const TOKEN = `FOYER1${'0123456789ABCDEFGHJKMNPQRSTVWXYZ'.repeat(5).slice(0, 143)}`;
const OTHER = TOKEN.replace('FOYER10', 'FOYER1Z');
const POSTER = 'https://congress.example/programme';
const badge = (edgePx: number, more: Partial<Badge> = {}): Badge => ({ payload: TOKEN, edgePx, ...more });
const held = badge(250);

async function look(scene: Scene) {
  const picture = drawScene(scene);
  return pickCode(await readCodes(imageData(picture)), picture.width, picture.height);
}

beforeAll(() => prepareReader());

describe('a badge before a kiosk camera', () => {
  const scenes: Record<string, Scene> = {
    'held up': { badges: [held] },
    'against a bright window': { badges: [held], front: 0.22, behind: 1, noise: 5, blurPx: 1 },
    'against a brighter one': { badges: [held], front: 0.12, behind: 1, noise: 4, blurPx: 1 },
    'in a dark foyer': { badges: [held], front: 0.15, behind: 0.1, noise: 5, blurPx: 1 },
    'half in a shadow': { badges: [held], shadow: 0.9, noise: 4, blurPx: 1 },
    'tilted by 40 degrees': { badges: [badge(260, { tiltDeg: 40, rotateDeg: 8 })], noise: 4, blurPx: 1 },
    'tilted by 55 degrees': { badges: [badge(300, { tiltDeg: 55, rotateDeg: -12 })], noise: 4, blurPx: 1 },
    'turned by 45 degrees': { badges: [badge(250, { rotateDeg: 45 })], noise: 4, blurPx: 1 },
    'upside down': { badges: [badge(250, { rotateDeg: 180 })], noise: 4, blurPx: 1 },
    'small, two pixels a module': { badges: [badge(82)], noise: 2 },
    'small and off the middle': { badges: [badge(100, { at: [0.2, 0.8] })], noise: 3 },
    'with a spot of glare': { badges: [held], glare: 0.12, noise: 4, blurPx: 1 },
    'out of focus': { badges: [held], blurPx: 3, noise: 4 },
    moving: { badges: [held], smearPx: 7, noise: 4 },
    'through a noisy sensor': { badges: [held], noise: 25 },
    'on a camera of 640 x 480': { width: 640, height: 480, badges: [badge(150)], noise: 6, blurPx: 1 },
  };
  it.each(Object.entries(scenes))('%s is read', async (_how, scene) => {
    expect(await look(scene)).toEqual({ payload: TOKEN, several: false });
  });

  it.each([
    ['nothing but noise', { badges: [], noise: 40 }],
    ['a badge that glare covers', { badges: [held], glare: 0.8 }],
    ['a badge too far away', { badges: [badge(35)], noise: 4, blurPx: 1 }],
  ] as [string, Scene][])('%s yields no code, rather than a wrong one', async (_what, scene) => {
    expect(await look(scene)).toEqual({ payload: null, several: false });
  });
});

describe('a camera that is always ready', () => {
  it.each([
    ['held up', 120, TOKEN],
    ['on somebody who walks by', 85, null],
  ] as const)('sees a badge %s: %#', async (_where, edgePx, payload) => {
    const picture = drawScene({ badges: [badge(edgePx)], noise: 2 });
    const codes = await readCodes(imageData(picture));
    expect(codes).toHaveLength(1);
    expect(pickCode(codes, picture.width, picture.height, 0.14).payload).toBe(payload);
  });
});

describe('two codes in view', () => {
  it.each([
    ['the larger and nearer one is meant', [badge(260), badge(120, { payload: OTHER, at: [0.12, 0.3] })], TOKEN, true],
    ['two alike are not guessed at', [badge(160, { at: [0.33, 0.5] }), badge(160, { payload: OTHER, at: [0.67, 0.5] })], null, true],
    ['a poster does not stand in the way of a badge', [badge(120, { at: [0.25, 0.6] }), badge(300, { payload: POSTER })], TOKEN, false],
    ['a badge printed twice is one badge', [badge(160, { at: [0.3, 0.5] }), badge(160, { at: [0.7, 0.5] })], TOKEN, false],
  ] as const)('%s', async (_rule, badges, payload, several) => {
    expect(await look({ badges, noise: 3 })).toEqual({ payload, several });
  });
});
