import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Venue } from '../../../core/venue/model.ts';
import { rollVenue } from '../../../core/venue/rolling.ts';
import { createTransientUsage, createUsageMeter } from '../../../host/llm/usage-meter.ts';
import { readDemo } from '../../assets/demo-venue.ts';
import { type ModelKiosk, startModelKiosk } from '../../fakes/llm/model-kiosk.ts';
import type { LlmTurn } from '../../fakes/llm/script.ts';

const DAY = '2026-05-12';
const usage = { inputTokens: 1_000_000, cachedTokens: 400_000, outputTokens: 100_000 };
const prices = { input: 2, cachedInput: 0.5, output: 10, currency: 'EUR' };

it('reckons costs, cached input at its own price', () => {
  const meter = createUsageMeter({ store: createTransientUsage(), prices, caps: {} });
  meter.note(DAY, 'a', usage);
  // 0.6 M fresh at 2, 0.4 M cached at 0.5, 0.1 M written at 10.
  expect(meter.summary(DAY)).toBe('1100000 tokens in 1 requests today, 2.40 EUR');
  expect(meter.capReached(DAY, 'a', 1e12)).toBeNull();
});

it.each([
  ['tokensPerGuest', { tokensPerGuest: 1_200_000 }, 'b', 'a'],
  ['tokensPerDay', { tokensPerDay: 1_200_000 }, null, 'a'],
  ['costPerDay', { costPerDay: 2.5 }, null, 'a'],
])('stops before %s is passed', (name, caps, freeSession, session) => {
  const meter = createUsageMeter({ store: createTransientUsage(), prices, caps });
  meter.note(DAY, 'a', usage);
  expect(meter.capReached(DAY, session, 1000)).toBeNull();
  expect(meter.capReached(DAY, session, 200_000)).toContain(name);
  expect(meter.capReached('2026-05-13', 'c', 200_000)).toBeNull();
  if (freeSession !== null) expect(meter.capReached(DAY, freeSession, 200_000)).toBeNull();
});

describe('a kiosk with a cap', () => {
  let venue: Venue;
  let kiosk: ModelKiosk | null = null;
  beforeAll(() => {
    venue = rollVenue(readDemo().venue, DAY);
  });
  afterEach(() => kiosk?.close());

  it('answers locally when it is reached, without asking the model, and says so to staff', async () => {
    const hoursCall: LlmTurn = { kind: 'calls', calls: [{ name: 'opening_hours', arguments: '{"place":"gym"}' }] };
    const answer: LlmTurn = { kind: 'text', pieces: ['The gym closes at 23:00.'] };
    const store = createTransientUsage();
    kiosk = await startModelKiosk({
      venue,
      now: `${DAY}T10:40`,
      script: [hoursCall, answer, hoursCall, answer],
      planner: { usage: store, caps: { tokensPerDay: 40_000 } },
    });
    expect((await kiosk.talk.say('when does the gym close')).planner).toBe('llm');
    store.add(DAY, 'another guest', { inputTokens: 39_000, cachedTokens: 0, outputTokens: 0 });
    const local = await kiosk.talk.say('when does the gym close');
    expect(local).toMatchObject({ planner: 'local', outcome: 'answered' });
    expect(kiosk.server.requests).toHaveLength(2);
    expect(kiosk.states.at(-1)?.error).toMatchObject({ code: 'llm-capped', message: expect.stringContaining('tokensPerDay') });
    // The next day is another one.
    expect((await kiosk.talk.say('when does the gym close', { now: '2026-05-13T10:40' })).planner).toBe('llm');
    expect(kiosk.planner.state(DAY).usage).toMatch(/of 40000 tokens in 3 requests/);
  });
});
