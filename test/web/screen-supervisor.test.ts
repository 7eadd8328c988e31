import { afterEach, expect, it } from 'vitest';
import { createScreenSupervisor, type ScreenProcess } from '../../web/screen/screen-supervisor.ts';
import type { ScreenState } from '../../web/screen-signs.ts';
import { createRecordingLog } from '../fakes/plain.ts';
import { createTestClock } from '../fakes/test-clock.ts';

interface Fake extends ScreenProcess {
  end(): void;
  readonly killed: () => boolean;
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function start() {
  const clock = createTestClock();
  const log = createRecordingLog();
  const launched: Fake[] = [];
  let state: ScreenState | null = { seenMs: null, connected: 0 };
  const supervisor = createScreenSupervisor({
    launch() {
      const { promise, resolve } = Promise.withResolvers<void>();
      let killed = false;
      const fake: Fake = {
        ended: promise,
        end: resolve,
        killed: () => killed,
        async kill() {
          killed = true;
          resolve();
        },
      };
      launched.push(fake);
      return fake;
    },
    look: async () => state,
    clock,
    log,
    random: () => 0,
  });
  closing.push(supervisor.close);
  return {
    launched,
    supervisor,
    why: () => log.lines.filter(({ event }) => event === 'screen.restarted').map(({ fields }) => (fields as { why?: unknown }).why),
    waits: () => log.lines.filter(({ event }) => event === 'screen.ended').map(({ fields }) => (fields as { waitMs?: unknown }).waitMs),
    is: (next: ScreenState | null) => {
      state = next;
    },
    /** A second at a time, with what waits for it in between. */
    async pass(seconds: number) {
      for (let i = 0; i < seconds; i++) {
        clock.advance(1000);
        for (let turn = 0; turn < 5; turn++) await Promise.resolve();
      }
    },
  };
}
const WELL = { seenMs: 500, connected: 1 };

it('leaves a page alone that gives signs', async () => {
  const { launched, is, pass } = start();
  is(WELL);
  await pass(300);
  expect(launched).toHaveLength(1);
});

it('starts the browser again when it ends, later each time, and from the beginning after a steady minute', async () => {
  const { launched, is, pass, waits } = start();
  is(WELL);
  for (let i = 0; i < 4; i++) {
    await pass(1);
    launched.at(-1)?.end();
    await pass(40);
  }
  expect(waits()).toEqual([500, 1000, 2000, 4000]);
  await pass(70);
  launched.at(-1)?.end();
  await pass(2);
  expect(waits().at(-1)).toBe(500);
  expect(launched).toHaveLength(6);
});

it('starts a browser anew whose page crashed, at once, and one that hangs, later', async () => {
  const { launched, is, pass, why } = start();
  is(WELL);
  await pass(10);
  is({ seenMs: 6000, connected: 0 });
  await pass(3);
  expect(launched[0]?.killed()).toBe(true);
  expect(launched).toHaveLength(2);
  is(WELL);
  await pass(10);
  // A busy page is not a hanging one.
  is({ seenMs: 19_000, connected: 1 });
  await pass(5);
  expect(launched).toHaveLength(2);
  is({ seenMs: 21_000, connected: 1 });
  await pass(3);
  expect(why()).toEqual(['gone', 'hangs']);
  expect(launched).toHaveLength(3);
});

it('waits for a page that never came, and takes no sign of the browser before for one of this', async () => {
  const { launched, is, pass, why } = start();
  is(WELL);
  await pass(30);
  is({ seenMs: 6000, connected: 0 });
  await pass(3);
  expect(launched).toHaveLength(2);
  // The old sign only grows older.
  const grow = async (from: number, to: number) => {
    for (let second = from; second < to; second++) {
      is({ seenMs: second * 1000, connected: 0 });
      await pass(1);
    }
  };
  await grow(9, 40);
  expect(launched).toHaveLength(2);
  await grow(40, 60);
  expect(why()).toEqual(['gone', 'never came']);
});

it('does nothing to the browser while the kiosk is away, and gives its page time to come back', async () => {
  const { launched, is, pass } = start();
  is(WELL);
  await pass(10);
  is(null);
  await pass(600);
  is({ seenMs: null, connected: 0 });
  await pass(30);
  is(WELL);
  await pass(60);
  expect(launched).toHaveLength(1);
});

it('ends the browser and starts none when it is closed', async () => {
  const { launched, supervisor, is, pass } = start();
  is(WELL);
  await pass(3);
  await supervisor.close();
  await pass(60);
  expect(launched).toHaveLength(1);
  expect(launched[0]?.killed()).toBe(true);
});
