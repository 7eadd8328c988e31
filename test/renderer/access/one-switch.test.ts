import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOneSwitch } from '../../../renderer/access/one-switch.ts';

describe('one switch', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const setUp = () => {
    let presses = 0;
    const oneSwitch = createOneSwitch(() => presses++);
    return {
      presses: () => presses,
      /** Of each key: down, up, and so long until the next. */
      type(keys: readonly string[], gapMs: number, reached = keys.length) {
        for (const [i, key] of keys.entries()) {
          if (i < reached) oneSwitch.down(key);
          vi.advanceTimersByTime(2);
          oneSwitch.up(key);
          vi.advanceTimersByTime(gapMs - 2);
        }
      },
      quiet: () => vi.advanceTimersByTime(2000),
    };
  };

  it('presses once for a key, and again for the next', () => {
    const { type, presses, quiet } = setUp();
    type(['Space'], 100);
    expect(presses()).toBe(0);
    quiet();
    expect(presses()).toBe(1);
    type(['Space', 'Enter', 'Space'], 700);
    quiet();
    expect(presses()).toBe(4);
  });

  it('presses once where the switch bounces', () => {
    const { type, presses, quiet } = setUp();
    type(['Space', 'Space', 'Space'], 20);
    quiet();
    expect(presses()).toBe(1);
  });

  it.each([8, 35, 200])('presses nothing for a badge that is typed, a key every %i ms', (gapMs) => {
    const { type, presses, quiet } = setUp();
    // The reader keeps all but the first four keys from the page.
    type(['KeyF', 'KeyO', 'KeyY', 'Digit1', 'Digit2', 'Digit3', 'Enter'], gapMs, 4);
    quiet();
    type(['KeyA', 'KeyB', 'Enter'], gapMs);
    quiet();
    type(['Digit0', 'Digit0', 'Digit0', 'Digit0', 'Digit0', 'Digit0'], gapMs, 4);
    quiet();
    expect(presses()).toBe(0);
    type(['Space'], 100);
    quiet();
    expect(presses()).toBe(1);
  });

  it('Enter that comes late is part of the badge', () => {
    const { type, presses, quiet } = setUp();
    type(['KeyA', 'KeyB'], 200);
    vi.advanceTimersByTime(350);
    type(['Enter'], 100);
    quiet();
    expect(presses()).toBe(0);
  });

  it('presses nothing once it is closed', () => {
    let presses = 0;
    const oneSwitch = createOneSwitch(() => presses++);
    oneSwitch.down('Space');
    oneSwitch.close();
    vi.advanceTimersByTime(1000);
    expect(presses).toBe(0);
  });
});
