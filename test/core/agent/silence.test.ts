import { expect, it } from 'vitest';
import { createSilence } from '../../../core/agent/silence.ts';
import { createTestClock } from '../../fakes/test-clock.ts';

const filler = () => ({ text: 'One moment.', event: 'filler' });

/** Lets everything that is ready run, timers aside. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

async function collect<T>(events: AsyncGenerator<string, T>): Promise<{ heard: string[]; outcome: T }> {
  const heard: string[] = [];
  for (;;) {
    const step = await events.next();
    if (step.done === true) return { heard, outcome: step.value };
    heard.push(step.value);
  }
}

it('fills a long wait once, and never after the answer has begun', async () => {
  const clock = createTestClock();
  const silence = createSilence(clock);
  const work = Promise.withResolvers<number>();
  const waited = collect(silence.fillWhile(work.promise, filler));
  await settle();
  clock.advance(1500);
  await settle();
  work.resolve(7);
  expect(await waited).toEqual({ heard: ['filler'], outcome: 7 });
  const later = Promise.withResolvers<number>();
  const second = collect(silence.fillWhile(later.promise, filler));
  await settle();
  clock.advance(5000);
  later.resolve(8);
  expect(await second).toEqual({ heard: [], outcome: 8 });
  expect(clock.pending).toBe(0);
});

it('says nothing while work is quick, or when a sentence came before', async () => {
  const clock = createTestClock();
  const quick = createSilence(clock);
  expect(await collect(quick.fillWhile(Promise.resolve(1), filler))).toEqual({ heard: [], outcome: 1 });
  expect(clock.pending).toBe(0);
  const begun = createSilence(clock);
  begun.said('The gym is on the first floor.');
  const work = Promise.withResolvers<number>();
  const waited = collect(begun.fillWhile(work.promise, filler));
  await settle();
  clock.advance(10_000);
  work.resolve(2);
  expect((await waited).heard).toEqual([]);
});

it('hands failures on', async () => {
  const silence = createSilence(createTestClock());
  await expect(collect(silence.fillWhile(Promise.reject(new Error('no')), filler))).rejects.toThrow('no');
});

it('begins to count when a turn that ran ahead is the guest’s', async () => {
  const clock = createTestClock();
  const committed = Promise.withResolvers<void>();
  const silence = createSilence(clock, committed.promise);
  const work = Promise.withResolvers<number>();
  const waited = collect(silence.fillWhile(work.promise, filler));
  await settle();
  clock.advance(5000);
  committed.resolve();
  await settle();
  expect(clock.pending).toBe(1);
  clock.advance(999);
  await settle();
  expect(clock.pending).toBe(1);
  work.resolve(1);
  expect((await waited).heard).toEqual([]);
});

it('leaves two seconds after what was heard last, longer sentences lasting longer', async () => {
  const clock = createTestClock();
  const silence = createSilence(clock);
  await settle();
  expect(silence.leftMs()).toBe(4000);
  silence.said('x'.repeat(40));
  expect(silence.leftMs()).toBe(4000);
  clock.advance(3000);
  expect(silence.leftMs()).toBe(1000);
  clock.advance(3000);
  expect(silence.leftMs()).toBe(0);
});
