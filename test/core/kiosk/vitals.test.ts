import { expect, it } from 'vitest';
import type { MicFrame } from '../../../core/contract/index.ts';
import { createVitals } from '../../../core/kiosk/vitals.ts';
import { createTestClock } from '../../fakes/test-clock.ts';

const frame = (level: number, speechProbability = 0): MicFrame => ({
  ...{ frame: 0, capturedAtMs: 0, speechProbability },
  samples: new Float32Array(512).fill(level),
});
function start() {
  const clock = createTestClock();
  const vitals = createVitals(clock);
  vitals.screen(true);
  vitals.message({ type: 'mic.state', seq: 2, state: 'on' });
  return { clock, vitals };
}

it('knows no device before a screen has told, nor after it is gone', () => {
  const { vitals } = start();
  expect(vitals.read()).toMatchObject({ screen: true, mic: 'on', camera: 'unknown' });
  vitals.message({ type: 'camera.state', seq: 3, state: 'denied' });
  expect(vitals.read().camera).toBe('denied');
  vitals.screen(false);
  expect(vitals.read()).toMatchObject({ screen: false, mic: 'unknown', camera: 'unknown' });
});

it('finds a microphone that brings nothing, not a quiet room', () => {
  const { vitals, clock } = start();
  for (let s = 0; s < 40; s++) {
    vitals.frame(frame(0));
    clock.advance(1000);
  }
  expect(vitals.read().mic).toBe('silent');
  vitals.frame(frame(0.0001));
  clock.advance(60_000);
  expect(vitals.read().mic).toBe('on');
});

it('measures the room, and no speech', () => {
  const { vitals } = start();
  for (let i = 0; i < 2000; i++) vitals.frame(i % 2 === 0 ? frame(0.01) : frame(0.4, 0.9));
  expect(vitals.read().noiseRms).toBeCloseTo(0.01, 5);
  for (let i = 0; i < 2000; i++) vitals.frame(frame(0.03));
  expect(vitals.read().noiseRms).toBeCloseTo(0.03, 3);
});

it('remembers when the last question came', () => {
  const { vitals, clock } = start();
  expect(vitals.read().lastTurnAtMs).toBeNull();
  clock.advance(5000);
  vitals.turn();
  expect(vitals.read().lastTurnAtMs).toBe(5000);
});
