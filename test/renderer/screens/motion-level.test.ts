import { describe, expect, it } from 'vitest';
import { watchFrames } from '../../../renderer/components/motion/motion-level.ts';

/** A page that draws a frame every `frameMs` of a clock of the test's own. */
function watchAt(frameMs: () => number) {
  let nowMs = 0;
  let pending: ((ms: number) => void) | null = null;
  let timer: { atMs: number; callback: () => void } | null = null;
  let frames = 0;
  let slow = 0;
  const stop = watchFrames({
    requestFrame: (callback) => {
      pending = callback;
      return 1;
    },
    cancelFrame: () => {
      pending = null;
    },
    after: (delayMs, callback) => {
      timer = { atMs: nowMs + delayMs, callback };
      return () => {
        timer = null;
      };
    },
    onSlow: () => slow++,
  });
  const run = (untilMs: number) => {
    while (nowMs < untilMs) {
      nowMs += frameMs();
      if (timer !== null && nowMs >= timer.atMs) {
        const { callback } = timer;
        timer = null;
        callback();
      }
      const draw = pending;
      pending = null;
      if (draw !== null) {
        frames++;
        draw(nowMs);
      }
    }
  };
  return { run, stop, slow: () => slow, frames: () => frames };
}

describe('the frame watch', () => {
  it('leaves a quick machine alone, and asks it for few frames', () => {
    const watch = watchAt(() => 16);
    watch.run(60_000);
    expect(watch.slow()).toBe(0);
    expect(watch.frames()).toBeLessThan(450);
  });

  it('reports a slow machine once', () => {
    const watch = watchAt(() => 50);
    watch.run(120_000);
    expect(watch.slow()).toBe(1);
  });

  it('forgives the start, a hitch and a machine that slept', () => {
    let count = 0;
    const watch = watchAt(() => {
      count++;
      if (count < 100) return 50;
      return count % 60 === 0 ? 150 : count % 97 === 0 ? 5000 : 16;
    });
    watch.run(90_000);
    expect(watch.slow()).toBe(0);
  });

  it('draws nothing once it is stopped', () => {
    const watch = watchAt(() => 16);
    watch.run(7000);
    watch.stop();
    const before = watch.frames();
    watch.run(60_000);
    expect(watch.frames()).toBe(before);
  });
});
