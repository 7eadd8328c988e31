import { afterEach, beforeAll, expect, it } from 'vitest';
import type { AgentEvent } from '../../../core/agent/agent.ts';
import type { Venue } from '../../../core/venue/model.ts';
import { rollVenue } from '../../../core/venue/rolling.ts';
import { createLlmPlanner } from '../../../host/llm/create-llm-planner.ts';
import { readDemo } from '../../assets/demo-venue.ts';
import { startGuestTalk } from '../../fakes/guest-talk.ts';
import type { LlmScriptEntry, LlmTurn } from '../../fakes/llm/script.ts';
import { startLlmServer } from '../../fakes/llm-server.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { createTestClock } from '../../fakes/test-clock.ts';

const NOW = '2026-05-12T10:40';
const hoursCall: LlmTurn = { kind: 'calls', calls: [{ name: 'opening_hours', arguments: '{"place":"gym"}' }] };
let venue: Venue;
const open: { close(): unknown }[] = [];

beforeAll(() => {
  venue = rollVenue(readDemo().venue, NOW.slice(0, 10));
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

interface Said {
  readonly atMs: number;
  readonly text: string;
  readonly filler: boolean;
}

/**
 * A turn against a real endpoint by a test clock. Time goes on only once the server has said all that it will, and
 * `before` sentences of it have been heard.
 */
async function listen(script: readonly LlmScriptEntry[], question: string, { locale = 'en', before = 0 } = {}): Promise<readonly Said[]> {
  const clock = createTestClock(NOW);
  const server = await startLlmServer(script, { offers: ['chat'] });
  const llm = {
    baseUrl: server.baseUrl,
    model: 'm',
    apiKey: 'none',
    api: 'chat' as const,
    contextTokens: 10_000,
    prices: undefined,
    caps: {},
  };
  const planner = createLlmPlanner({ ...llm, firstTokenMs: 2500, clock, log: createRecordingLog() });
  const talk = startGuestTalk({ venue, now: NOW, planner, clock, locale });
  open.push(talk, server);
  const said: Said[] = [];
  let isDone = false;
  const turn = talk.events(question, {}, (event: AgentEvent) => {
    if (event.type === 'sentence') said.push({ atMs: clock.nowMs(), text: event.text, filler: event.filler === true });
    if (event.type === 'done') isDone = true;
  });
  while (!isDone) {
    await new Promise((resolve) => setImmediate(resolve));
    if (server.stalled && said.length >= before) clock.advance(50);
  }
  await turn;
  return said;
}

/** As the kiosk reckons: nobody here speaks faster. */
const endOf = ({ atMs, text }: Said) => atMs + text.length * 50;

function expectNoLongGap(said: readonly Said[]): void {
  let heardUntilMs = 0;
  for (const sentence of said) {
    expect(sentence.atMs - heardUntilMs).toBeLessThanOrEqual(2000);
    heardUntilMs = Math.max(heardUntilMs, endOf(sentence));
  }
}

it.each<[string, LlmTurn[]]>([
  ['a model that never begins', [{ kind: 'stall' }]],
  ['a model that stalls after its tools', [hoursCall, { kind: 'stall' }]],
  ['a model that stalls in mid-sentence', [hoursCall, { kind: 'stall-after', pieces: ['The gym ', 'is'] }]],
])('%s: a filler, then the local answer, no gap over two seconds', async (_name, script) => {
  const said = await listen(script, 'when does the gym close');
  expect(said[0]).toMatchObject({ text: 'One moment, please.', filler: true });
  expect(said.filter((sentence) => sentence.filler)).toHaveLength(1);
  expect(
    said
      .slice(1)
      .map((sentence) => sentence.text)
      .join(' '),
  ).toMatch(/23:00/);
  expectNoLongGap(said);
});

it('a model that stalls after its first sentence: no filler any more, the local planner goes on', async () => {
  const said = await listen(
    [hoursCall, { kind: 'stall-after', pieces: ['The gym closes at 23:00. ', 'It is', ' al'] }],
    'when does the gym close',
    {
      before: 1,
    },
  );
  expect(said[0]).toMatchObject({ text: 'The gym closes at 23:00.', filler: false });
  expect(said.some((sentence) => sentence.filler)).toBe(false);
  expectNoLongGap(said);
});

it('fills in the guest’s language', async () => {
  const said = await listen([{ kind: 'stall' }], 'wann schließt das Fitnessstudio', { locale: 'de' });
  expect(said[0]).toMatchObject({ text: 'Einen Moment, bitte.', filler: true });
});

it('a quick answer has no filler', async () => {
  const said = await listen([hoursCall, { kind: 'text', pieces: ['The gym closes at 23:00.'] }], 'when does the gym close');
  expect(said.map(({ text, filler }) => ({ text, filler }))).toEqual([{ text: 'The gym closes at 23:00.', filler: false }]);
});
