import { describe, expect, it } from 'vitest';
import { startWakeWatch } from '../../../host/operate/wake-watch.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { createTestClock } from '../../fakes/test-clock.ts';

function watched() {
  const clock = createTestClock();
  let sleptMs = 0;
  let wokeUp = 0;
  const log = createRecordingLog();
  const uptimeMs = () => 3_600_000 + clock.nowMs() + sleptMs;
  const watch = startWakeWatch({ clock, log, onWake: () => wokeUp++, uptimeMs });
  return {
    ...{ clock, log, watch },
    sleep: (ms: number) => {
      sleptMs += ms;
    },
    get wokeUp() {
      return wokeUp;
    },
  };
}

describe('a machine that sleeps', () => {
  it('is noticed within seconds after it woke up, once', () => {
    const machine = watched();
    machine.clock.advance(600_000);
    expect(machine.wokeUp).toBe(0);
    machine.sleep(8 * 3_600_000);
    machine.clock.advance(2000);
    expect(machine.wokeUp).toBe(1);
    machine.clock.advance(600_000);
    expect(machine.wokeUp).toBe(1);
    machine.sleep(60_000);
    machine.clock.advance(2000);
    expect(machine.wokeUp).toBe(2);
    expect(machine.log.lines.filter(({ event }) => event === 'machine.woke-up')).toHaveLength(2);
  });

  it('is not one that is busy for a while', () => {
    const machine = watched();
    for (let i = 0; i < 5; i++) {
      machine.sleep(20_000);
      machine.clock.advance(2000);
    }
    expect(machine.wokeUp).toBe(0);
  });

  it('is not watched any more when it is closed', () => {
    const machine = watched();
    machine.watch.close();
    machine.sleep(60_000);
    machine.clock.advance(10_000);
    expect(machine.wokeUp).toBe(0);
    expect(machine.clock.pending).toBe(0);
  });
});
