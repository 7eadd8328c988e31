import { describe, expect, it } from 'vitest';
import { MIC_FRAME_SAMPLES, type MicFrame } from '../../../core/contract/index.ts';
import { createFrameGate, type FrameGateOptions } from '../../../renderer/mic/frame-gate.ts';

function sent(probabilities: readonly number[], options: FrameGateOptions = {}): number[] {
  const gate = createFrameGate(options);
  const samples = new Float32Array(MIC_FRAME_SAMPLES);
  return probabilities.flatMap((speechProbability, frame) =>
    gate.push({ frame, speechProbability, samples, capturedAtMs: 0 } satisfies MicFrame).map((one) => one.frame),
  );
}
const quiet = (frames: number) => Array.from({ length: frames }, () => 0.05);

describe('the gate', () => {
  it('sends nothing while nobody speaks', () => {
    expect(sent(quiet(500))).toEqual([]);
  });

  it('sends 352 ms from before the first stir', () => {
    expect(sent([...quiet(50), 0.4]).slice(0, 3)).toEqual([39, 40, 41]);
  });

  it('stays open longer than any end-of-turn wait', () => {
    const frames = sent([...quiet(50), 0.9, ...quiet(400)]);
    expect((frames.at(-1) ?? 0) - 50).toBeGreaterThan(5000 / 32);
    expect(frames).toEqual(Array.from({ length: frames.length }, (_, i) => 39 + i));
  });

  it('leaves a gap in the numbers, and no frame twice, when it opens again', () => {
    const frames = sent([...quiet(20), 0.9, ...quiet(40), 0.9, ...quiet(40)], { closeAfterMs: 640 });
    expect(new Set(frames).size).toBe(frames.length);
    expect(frames).toContain(61);
    expect(frames).toContain(50);
    expect(frames).not.toContain(45);
  });
});
