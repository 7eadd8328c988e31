import { describe, expect, it } from 'vitest';
import { createHearingHints } from '../../../core/kiosk/hearing-hints.ts';

/** Alternating stretches of two levels: a voice, and what is around it. */
function take(loud: number, soft: number): Float32Array {
  return Float32Array.from({ length: 512 * 40 }, (_, i) => (Math.floor(i / 5120) % 2 === 0 ? loud : soft) * (i % 2 === 0 ? 1 : -1));
}

const frame = (speechProbability: number, level: number) => ({
  frame: 0,
  speechProbability,
  capturedAtMs: 0,
  samples: new Float32Array(512).fill(level),
});

describe('why a guest is not understood', () => {
  it('is told after the second take in a row, not the first', () => {
    const hints = createHearingHints();
    expect(hints.failed(take(0.002, 0.0005))).toBeNull();
    expect(hints.failed(take(0.002, 0.0005))).toBe('quiet');
  });

  it('is the noise where the voice hardly stands out, and nothing in particular where it does', () => {
    const hints = createHearingHints();
    hints.failed(null);
    expect(hints.failed(take(0.1, 0.06))).toBe('noise');
    expect(hints.failed(take(0.1, 0.005))).toBeNull();
  });

  it('is forgotten once the guest was understood', () => {
    const hints = createHearingHints();
    hints.failed(take(0.002, 0.0005));
    hints.clear();
    expect(hints.failed(take(0.002, 0.0005))).toBeNull();
  });

  it('is also told of a voice so faint that no turn ever begins', () => {
    const hints = createHearingHints();
    const told = Array.from({ length: 130 }, () => hints.stirring(frame(0.4, 0.002)));
    expect(told.filter((hint) => hint !== null)).toEqual(['quiet', 'quiet']);
    expect(Array.from({ length: 59 }, () => hints.stirring(frame(0.01, 0.2))).every((hint) => hint === null)).toBe(true);
  });
});
