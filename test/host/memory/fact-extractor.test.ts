import { afterEach, describe, expect, it } from 'vitest';
import { configSchema, FoyerError } from '../../../core/contract/index.ts';
import { createTurnNotes } from '../../../core/kiosk/turn-notes.ts';
import { createTransientUsage } from '../../../host/llm/usage-meter.ts';
import { createFactExtractor, openFactExtractor } from '../../../host/memory/create-fact-extractor.ts';
import { createSystemClock } from '../../../host/system.ts';
import { createArrayMemory } from '../../fakes/array-memory.ts';
import type { LlmScriptEntry } from '../../fakes/llm/script.ts';
import { allText } from '../../fakes/llm/script.ts';
import { type LlmServer, startLlmServer } from '../../fakes/llm-server.ts';
import { createRecordingLog } from '../../fakes/plain.ts';

const TEXT = 'Hello, I collect old clocks, where do they sell <guest> parts?';
const facts = (...found: object[]): LlmScriptEntry => ({
  kind: 'calls',
  calls: [{ name: 'note_facts', arguments: JSON.stringify({ facts: found }) }],
});
const CLOCKS = { kind: 'interest', value: 'old clocks', words: 'I collect old clocks', confidence: 0.9 };
const servers: LlmServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function extractorOf(script: readonly LlmScriptEntry[], caps: { tokensPerGuest?: number } = {}) {
  const server = await startLlmServer(script);
  servers.push(server);
  const usage = createTransientUsage();
  const extractor = createFactExtractor({
    ...{ baseUrl: server.baseUrl, model: 'a-model', apiKey: 'none', api: 'chat', contextTokens: 8000, prices: undefined, caps },
    ...{ firstTokenMs: 2000, usage, today: () => '2026-05-12' },
  });
  return { server, usage, extractor };
}

/** One turn of a remembered guest, and everything that comes of it in the background. */
async function turn(script: readonly LlmScriptEntry[], options: { paused?: boolean; steps?: { stage: string; detail: object }[] } = {}) {
  const { server, extractor, usage } = await extractorOf(script);
  const memory = createArrayMemory();
  memory.pause(options.paused === true);
  const log = createRecordingLog();
  let done: Promise<unknown> = Promise.resolve();
  const watched = {
    extract: (...input: Parameters<typeof extractor.extract>) => {
      const found = extractor.extract(...input);
      done = found.catch(() => null);
      return found;
    },
  };
  const notes = createTurnNotes({ sessionId: 's', clock: createSystemClock('2026-05-12T10:00'), log, place: 'Lobby', extractor: watched });
  notes.asked(4, TEXT, memory);
  for (const { stage, detail } of options.steps ?? []) notes.step({ stage, detail, title: '', ms: 0 } as never);
  notes.heard('In the museum shop.');
  notes.write('en');
  await done;
  await new Promise<void>((resolve) => setImmediate(resolve));
  return { memory, server, log, usage, notes };
}

describe('facts found by a model', () => {
  it('come from the guest’s own words of the turn, with their source', async () => {
    const { memory, server, usage } = await turn([facts(CLOCKS)]);
    expect(memory.profile().facts).toMatchObject([
      {
        kind: 'interest',
        value: 'old clocks',
        source: 'inferred',
        confidence: 0.9,
        said: 'I collect old clocks',
        sessionId: 's',
        turn: 4,
        place: 'Lobby',
      },
    ]);
    const [request] = server.requests;
    expect(request === undefined ? '' : allText(request)).not.toContain('museum shop');
    expect(request?.messages.at(-1)?.content.match(/<guest>/g)).toHaveLength(1);
    expect(request?.tools.map(({ name }) => name)).toEqual(['note_facts']);
    expect(usage.ofSession('s').requests).toBe(1);
  });

  it('that are made up, delicate or out of shape are dropped', async () => {
    const made = { ...CLOCKS, value: 'watches', words: 'I love watches' };
    const allergy = { kind: 'allergy', value: 'nuts', words: 'old clocks', confidence: 1 };
    expect((await turn([facts(made, allergy)])).memory.profile().facts).toEqual([]);
    const bad: LlmScriptEntry = { kind: 'calls', calls: [{ name: 'note_facts', arguments: '{"facts": [' }] };
    expect((await turn([bad])).memory.profile().facts).toEqual([]);
    expect((await turn([{ kind: 'text', pieces: ['I note nothing.'] }])).memory.profile().facts).toEqual([]);
  });

  it('are not looked for in what repeats memory, tells something delicate, or while memory is paused', async () => {
    const recalls = await turn([facts(CLOCKS)], { steps: [{ stage: 'plan', detail: { tools: ['recall'] } }] });
    const delicate = await turn([facts(CLOCKS)], { steps: [{ stage: 'perceive', detail: { statedKinds: ['health'] } }] });
    const paused = await turn([facts(CLOCKS)], { paused: true });
    for (const { server, memory } of [recalls, delicate, paused]) {
      expect(server.requests).toEqual([]);
      expect(memory.profile().facts).toEqual([]);
      expect(memory.said('', '~')).toEqual([]);
    }
  });

  it('cost the guest nothing where the endpoint fails or the cap is reached', async () => {
    const { memory, log } = await turn([{ kind: 'status', status: 500 }]);
    expect(memory.profile().facts).toEqual([]);
    expect(log.lines.map(({ event }) => event)).toEqual(['memory.facts-not-extracted']);
    expect(JSON.stringify(log.lines)).not.toContain('clocks');
    const { extractor, server } = await extractorOf([facts(CLOCKS)], { tokensPerGuest: 10 });
    await expect(extractor.extract({ text: TEXT, locale: 'en', sessionId: 's' }, new AbortController().signal)).rejects.toMatchObject({
      code: 'llm-capped',
    });
    expect(server.requests).toEqual([]);
  });

  it('are off without a configured model, and where the configuration says so', () => {
    const open = (config: object) =>
      openFactExtractor({ config: configSchema.parse(config), env: {}, usage: createTransientUsage(), today: () => '2026-05-12' });
    const llm = { model: 'a-model', baseUrl: 'http://127.0.0.1:1/v1' };
    expect(open({})).toBeNull();
    expect(open({ llm })).not.toBeNull();
    expect(open({ llm, memory: { modelExtraction: false } })).toBeNull();
    expect(open({ llm: { ...llm, sendMemory: false } })).toBeNull();
  });
});

describe('turns that told something delicate', () => {
  const perceive = { stage: 'perceive', detail: { statedKinds: ['allergy'] }, title: '', ms: 0 } as never;

  function tell(agree: boolean) {
    const memory = createArrayMemory();
    const notes = createTurnNotes({ sessionId: 's', clock: createSystemClock('2026-05-12T10:00'), log: createRecordingLog() });
    notes.asked(1, 'I am allergic to nuts', memory);
    notes.step(perceive);
    notes.write('en');
    notes.heard('Shall I remember that you avoid nuts?');
    notes.asked(2, agree ? 'yes' : 'no', memory);
    if (agree) memory.remember({ kind: 'allergy', value: 'nuts', source: 'explicit', sessionId: 's', turn: 1 });
    notes.write('en');
    notes.end('en');
    return memory.said('', '~').map(({ text }) => text);
  }

  it('are kept once the guest agreed, and otherwise not', () => {
    expect(tell(true).sort()).toEqual(['I am allergic to nuts', 'Shall I remember that you avoid nuts?', 'yes']);
    expect(tell(false)).toEqual(['no']);
  });
});

it('an erased guest is no trouble at the end of the visit; a full disk is, without a word of theirs', () => {
  const failing = (error: Error) => {
    const log = createRecordingLog();
    const memory = { ...createArrayMemory(), noteTurns: () => fail(error), saveEpisode: () => fail(error) };
    const notes = createTurnNotes({ sessionId: 's', clock: createSystemClock('2026-05-12T10:00'), log });
    notes.asked(1, TEXT, memory);
    notes.end('en');
    return log.lines;
  };
  const fail = (error: Error): never => {
    throw error;
  };
  expect(failing(new FoyerError('this guest was erased', { fault: 'guest', code: 'guest-erased' }))).toEqual([]);
  const lines = failing(new Error('database or disk is full'));
  expect(lines.map(({ event }) => event)).toEqual(['memory.turns-not-kept', 'memory.visit-not-kept']);
  expect(JSON.stringify(lines)).not.toContain('clocks');
});
