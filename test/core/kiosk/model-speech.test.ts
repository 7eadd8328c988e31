import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Agent } from '../../../core/agent/agent.ts';
import type { TextToSpeech } from '../../../core/ports.ts';
import type { Venue } from '../../../core/venue/model.ts';
import { rollVenue } from '../../../core/venue/rolling.ts';
import { createLlmPlanner } from '../../../host/llm/create-llm-planner.ts';
import { createFlite } from '../../../native/flite/create-flite.ts';
import { readDemo } from '../../assets/demo-venue.ts';
import { startGuestTalk } from '../../fakes/guest-talk.ts';
import type { LlmTurn } from '../../fakes/llm/script.ts';
import { startLlmServer } from '../../fakes/llm-server.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { createKioskHarness } from './kiosk-harness.ts';

const NOW = '2026-05-12T10:40';
const hoursCall: LlmTurn = { kind: 'calls', calls: [{ name: 'opening_hours', arguments: '{"place":"gym"}' }] };
const open: { close(): unknown }[] = [];
let venue: Venue;
let flite: TextToSpeech;

beforeAll(async () => {
  venue = rollVenue(readDemo().venue, NOW.slice(0, 10));
  flite = await createFlite({ voice: 'slt', rate: 1, log: createRecordingLog() });
});
afterAll(() => flite.close());
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** A whole kiosk with a real voice and a model that plays a script; time stands still unless a test moves it on. */
async function kioskWith(script: readonly LlmTurn[]) {
  const server = await startLlmServer(script, { offers: ['chat'] });
  let agent: Agent | null = null;
  const {
    clock,
    kiosk,
    open: connect,
  } = createKioskHarness({
    tts: flite,
    script: (input, signal) => {
      if (agent === null) throw new Error('too early');
      return agent.run({ ...input, now: NOW }, signal);
    },
  });
  const planner = createLlmPlanner({
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
  const talk = startGuestTalk({ venue, now: NOW, planner, clock });
  agent = talk.agent;
  open.push(talk, kiosk, server);
  return { clock, server, screen: connect() };
}

async function until(what: () => boolean): Promise<void> {
  while (!what()) await new Promise<void>((resolve) => setImmediate(resolve));
}

it('speaks the first sentence of a model while the next is still being written', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { screen } = await kioskWith([
    hoursCall,
    { kind: 'text', pieces: ['The gym closes at 23:00. ', 'It opens ', 'at 05:30.'], hold: { at: 2, until: held } },
  ]);
  screen.send({ type: 'text.submit', text: 'when does the gym close', source: 'typed' });
  await until(() => screen.audio.length === 1);
  expect(screen.all('answer.sentence').map((sentence) => sentence.text)).toEqual(['The gym closes at 23:00.']);
  expect(screen.last('speech.sentence')?.durationMs).toBeGreaterThan(1000);
  expect(screen.all('turn.done')).toHaveLength(0);
  release();
  await until(() => screen.all('turn.done').length === 1 && screen.audio.length === 2);
  expect(screen.audio.map((audio) => audio.sentence)).toEqual([0, 1]);
});

it.each<[string, LlmTurn[]]>([
  ['never begins', [{ kind: 'stall' }]],
  ['stalls when its tools have run', [hoursCall, { kind: 'stall' }]],
  ['stalls after its first sentence', [hoursCall, { kind: 'stall-after', pieces: ['The gym closes at 23:00. ', 'It'] }]],
])('leaves no gap of more than two seconds in what is heard when a model %s', async (_name, script) => {
  const { clock, screen, server } = await kioskWith(script);
  const heard: { readonly atMs: number; readonly durationMs: number }[] = [];
  const isOver = () => screen.all('turn.done').length === 1 && screen.audio.length === screen.all('answer.sentence').length;
  screen.send({ type: 'text.submit', text: 'when does the gym close', source: 'typed' });
  while (!isOver()) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    const spoken = screen.all('speech.sentence');
    for (const { durationMs } of spoken.slice(heard.length)) heard.push({ atMs: clock.nowMs(), durationMs });
    // Time goes on only once the model has said all that it will, and all of it has been spoken.
    if (server.stalled && screen.audio.length === screen.all('answer.sentence').length) clock.advance(50);
  }
  for (const { durationMs } of screen.all('speech.sentence').slice(heard.length)) heard.push({ atMs: clock.nowMs(), durationMs });
  expect(heard.length).toBeGreaterThan(1);
  let silentSinceMs = 0;
  for (const { atMs, durationMs } of heard) {
    expect(atMs - silentSinceMs).toBeLessThanOrEqual(2000);
    silentSinceMs = Math.max(silentSinceMs, atMs) + durationMs;
  }
});
