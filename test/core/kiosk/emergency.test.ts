import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Agent } from '../../../core/agent/agent.ts';
import type { Planner } from '../../../core/agent/planner.ts';
import type { Venue } from '../../../core/venue/model.ts';
import { rollVenue } from '../../../core/venue/rolling.ts';
import { createLlmPlanner } from '../../../host/llm/create-llm-planner.ts';
import { readDemo } from '../../assets/demo-venue.ts';
import { type GuestTalk, type GuestTalkOptions, startGuestTalk } from '../../fakes/guest-talk.ts';
import type { LlmTurn } from '../../fakes/llm/script.ts';
import { type LlmServer, startLlmServer } from '../../fakes/llm-server.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import type { TestClock } from '../../fakes/test-clock.ts';
import { createKioskHarness, type TestScreen } from './kiosk-harness.ts';

const NOW = '2026-05-12T10:40';
const DANGER = 'Help, my husband has collapsed';
let venue: Venue;
const open: { close(): unknown }[] = [];

beforeAll(() => {
  venue = rollVenue(readDemo().venue, NOW.slice(0, 10));
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

interface Stage {
  readonly screen: TestScreen;
  readonly talk: GuestTalk;
  readonly clock: TestClock;
  say(text: string): void;
}

/** A kiosk with a real agent; time stands still unless a test moves it on. */
function stage(options: Partial<GuestTalkOptions> & { readonly planFor?: (clock: TestClock) => Planner } = {}): Stage {
  let agent: Agent | null = null;
  const harness = createKioskHarness({
    config: { locales: ['en', 'de', 'fr', 'es', 'it'] },
    script: (input, signal) => {
      if (agent === null) throw new Error('too early');
      return agent.run({ ...input, now: NOW }, signal);
    },
  });
  const { planFor, ...rest } = options;
  const planner = planFor?.(harness.clock);
  const talk = startGuestTalk({ venue, now: NOW, clock: harness.clock, ...(planner === undefined ? {} : { planner }), ...rest });
  agent = talk.agent;
  open.push(talk, harness.kiosk);
  const screen = harness.open();
  return { screen, talk, clock: harness.clock, say: (text) => screen.send({ type: 'text.submit', text, source: 'typed' }) };
}

async function until(what: () => boolean): Promise<void> {
  while (!what()) await new Promise<void>((resolve) => setImmediate(resolve));
}

const isOver = (screen: TestScreen, turns: number) => screen.all('turn.done').length === turns;
const model = (server: Pick<LlmServer, 'baseUrl'>) => (clock: TestClock) =>
  createLlmPlanner({
    baseUrl: server.baseUrl,
    model: 'm',
    apiKey: 'none',
    api: 'chat',
    contextTokens: 10_000,
    prices: undefined,
    caps: {},
    firstTokenMs: 2500,
    clock,
    log: createRecordingLog(),
  });

/** Card and staff call are there, and no time has passed since the words. */
async function expectHelp({ screen, talk, clock }: Stage, turns: number, saidAtMs: number): Promise<void> {
  await until(() => isOver(screen, turns));
  expect(clock.nowMs()).toBe(saidAtMs);
  expect(screen.all('turn.done').at(-1)?.outcome).toBe('answered');
  expect(screen.last('cards')?.cards[0]?.kind).toBe('emergency');
  expect(talk.requests.list()[0]?.kind).toMatch(/^staff-(medical|safety|distress)$/);
}

describe('help comes at once', () => {
  it.each([
    ['en', DANGER],
    ['de', 'Hilfe, mein Mann ist zusammengebrochen'],
    ['fr', 'Au secours, mon mari ne respire plus'],
    ['es', 'Socorro, mi marido no respira'],
    ['it', 'Aiuto, mio marito non respira'],
    ['ar', 'زوجي لا يتنفس'],
    ['ja', '夫が倒れました'],
  ])('in %s, whatever language the screen is in', async (_language, text) => {
    const one = stage();
    one.say(text);
    await expectHelp(one, 1, 0);
  });

  it('while a model is being asked, of which nothing is heard any more', async () => {
    const server = await startLlmServer([{ kind: 'stall' }], { offers: ['chat'] });
    open.push(server);
    const one = stage({ planFor: model(server) });
    one.say('when does the gym close');
    await until(() => server.stalled);
    one.clock.advance(400);
    one.say(DANGER);
    await expectHelp(one, 2, 400);
    expect(server.requests).toHaveLength(1);
    expect(one.screen.all('turn.done')[0]?.outcome).toBe('interrupted');
  });

  it('while a model is speaking', async () => {
    const server = await startLlmServer(
      [
        { kind: 'calls', calls: [{ name: 'opening_hours', arguments: '{"place":"gym"}' }] },
        { kind: 'stall-after', pieces: ['The gym closes at 23:00. ', 'It is'] },
      ] satisfies LlmTurn[],
      { offers: ['chat'] },
    );
    open.push(server);
    const one = stage({ planFor: model(server) });
    one.say('when does the gym close');
    await until(() => one.screen.audio.length === 1);
    one.say(DANGER);
    await expectHelp(one, 2, 0);
    expect(one.screen.all('speech.cancel').length).toBeGreaterThan(0);
  });

  it('without a network', async () => {
    const server = await startLlmServer([{ kind: 'stall' }]);
    await server.close();
    const one = stage({ planFor: model(server) });
    one.say(DANGER);
    await expectHelp(one, 1, 0);
  });

  it('without a venue', async () => {
    const one = stage({ venue: null });
    one.say(DANGER);
    await expectHelp(one, 1, 0);
  });

  it.each(['two towels to the gym please', 'I would like to book a table for two tonight'])('in the middle of "%s"', async (wish) => {
    const one = stage();
    one.say(wish);
    await until(() => isOver(one.screen, 1));
    one.say(DANGER);
    await expectHelp(one, 2, 0);
    // Nothing else is spoken of, and a yes is none to what was asked before.
    expect(one.screen.last('answer.sentence')?.text).not.toMatch(/towel|table|book/i);
    one.say('yes');
    await until(() => isOver(one.screen, 3));
    expect(one.talk.requests.list().map((row) => row.kind)).toEqual(['staff-medical']);
  });
});
