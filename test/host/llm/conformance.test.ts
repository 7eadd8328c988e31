import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AgentEvent } from '../../../core/agent/agent.ts';
import type { Venue } from '../../../core/venue/model.ts';
import { rollVenue } from '../../../core/venue/rolling.ts';
import { readDemo } from '../../assets/demo-venue.ts';
import { type ModelKiosk, type ModelKioskOptions, startModelKiosk } from '../../fakes/llm/model-kiosk.ts';
import type { LlmScriptEntry, LlmTurn } from '../../fakes/llm/script.ts';

const NOW = '2026-05-12T10:40';
const QUESTION = 'when does the gym close';
let venue: Venue;
const open: ModelKiosk[] = [];

beforeAll(() => {
  venue = rollVenue(readDemo().venue, NOW.slice(0, 10));
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const hours = (id = 'gym') => ({ name: 'opening_hours', arguments: JSON.stringify({ place: id }) });
const hoursCall: LlmTurn = { kind: 'calls', calls: [hours()] };
const answer: LlmTurn = { kind: 'text', pieces: ['The gym closes at ', '23:00.'] };

/** The same exchanges, as each API carries them. */
describe.each(['responses', 'chat'] as const)('an endpoint that offers %s', (api) => {
  const start = async (script: readonly LlmScriptEntry[], options: Partial<ModelKioskOptions> = {}) => {
    const kiosk = await startModelKiosk({ venue, now: NOW, script, offers: [api], ...options });
    open.push(kiosk);
    return kiosk;
  };

  it('is found out once, and kept to', async () => {
    const { talk, server, states } = await start([hoursCall, answer, hoursCall, answer]);
    await talk.say(QUESTION);
    expect(await talk.say(QUESTION)).toMatchObject({ planner: 'llm' });
    expect(server.requests.map((request) => request.api)).toEqual([api, api, api, api]);
    // Chat completions cost one refused try of the Responses API, once.
    expect(server.paths.filter((path) => path.endsWith('/responses'))).toHaveLength(api === 'responses' ? 4 : 1);
    expect(states.at(-1)).toMatchObject({ error: null, api });
  });

  it('carries rules, tools, calls and results', async () => {
    const { talk, server } = await start([hoursCall, answer]);
    expect(await talk.say(QUESTION)).toMatchObject({ planner: 'llm', answer: 'The gym closes at 23:00.' });
    const [first, second] = server.requests;
    expect(first?.tools.map((tool) => tool.name)).toContain('opening_hours');
    expect(first?.tools.map((tool) => tool.name)).not.toContain('about_guest');
    expect(first?.messages.at(-1)?.content).toContain(QUESTION);
    expect(second?.messages.map((message) => message.role).slice(-2)).toEqual(['calls', 'result']);
    expect(second?.messages.at(-1)?.content).toContain('23:00');
    expect(second?.body.store).toBe(api === 'responses' ? false : undefined);
  });

  it('runs several calls of one answer, and a call made twice once', async () => {
    const { talk } = await start([{ kind: 'calls', calls: [hours(), hours('pool'), hours()] }, answer]);
    const { tools } = await talk.say(QUESTION);
    expect(tools.map((tool) => tool.input)).toEqual([{ place: 'gym' }, { place: 'pool' }]);
  });

  it('keeps what was sent as it was sent, for the endpoint’s cache', async () => {
    const { talk, server } = await start([hoursCall, { kind: 'calls', calls: [hours('pool')] }, answer]);
    await talk.say(QUESTION);
    const [first, second, third] = server.requests;
    expect(second?.system).toBe(first?.system);
    expect(second?.messages.slice(0, first?.messages.length)).toEqual(first?.messages);
    expect(third?.messages.slice(0, second?.messages.length)).toEqual(second?.messages);
    expect(JSON.stringify(third?.tools)).toBe(JSON.stringify(first?.tools));
  });

  it('has the same rules on the next turn, and what was said before', async () => {
    const { talk, server } = await start([hoursCall, answer, hoursCall, answer]);
    await talk.say(QUESTION);
    await talk.say('and when does the gym open', { now: '2026-05-12T10:55' });
    const [first, , third] = server.requests;
    expect(third?.system).toBe(first?.system);
    expect(third?.messages.slice(0, 2)).toMatchObject([{ role: 'user' }, { role: 'assistant', content: 'The gym closes at 23:00.' }]);
    expect(third?.messages.at(-1)?.content).toContain('10:55');
  });

  it('gives the first sentence while the rest is still to come', async () => {
    const rest = Promise.withResolvers<void>();
    const { talk } = await start([
      hoursCall,
      { kind: 'text', pieces: ['The gym closes at 23:00. ', 'It opens ', 'at 05:30.'], hold: { at: 2, until: rest.promise } },
    ]);
    const heard: AgentEvent[] = [];
    const turn = talk.events(QUESTION, {}, (event) => {
      heard.push(event);
      if (event.type === 'sentence') rest.resolve();
    });
    // Were the sentence held back until the end, the rest would never be sent.
    await turn;
    expect(heard.flatMap((event) => (event.type === 'sentence' ? [event.text] : []))).toEqual([
      'The gym closes at 23:00.',
      'It opens at 05:30.',
    ]);
  });

  it('counts tokens as it says, and by estimate where it does not', async () => {
    const { talk, states } = await start([hoursCall, answer, hoursCall, { ...answer, uncounted: true }]);
    await talk.say(QUESTION);
    const counted = states.at(-1)?.usage ?? '';
    expect(counted).toMatch(/^[1-9]\d+ tokens in 2 requests today$/);
    await talk.say(QUESTION);
    expect(states.at(-1)?.usage).toContain('in 4 requests');
    expect(Number.parseInt(states.at(-1)?.usage ?? '', 10)).toBeGreaterThan(Number.parseInt(counted, 10));
  });

  it.each<[string, LlmTurn]>([
    ['an error of the server', { kind: 'status', status: 500 }],
    ['a rate limit that is soon over', { kind: 'status', status: 429, headers: { 'retry-after-ms': '5' } }],
    ['a stream that breaks off in mid-token', { kind: 'break-off', pieces: ['The'] }],
    ['no token at all', { kind: 'stall' }],
    ['an invented tool', { kind: 'calls', calls: [{ name: 'open_vault', arguments: '{}' }] }],
    ['arguments that are not JSON', { kind: 'calls', calls: [{ name: 'opening_hours', arguments: '{"place":' }] }],
    ['arguments of the wrong kind', { kind: 'calls', calls: [{ name: 'opening_hours', arguments: '{"place":7}' }] }],
    ['nothing', { kind: 'text', pieces: [' '] }],
  ])('is asked once more after %s', async (_name, failure) => {
    const { talk, server } = await start([failure, hoursCall, answer], { planner: { firstTokenMs: 600 } });
    expect(await talk.say(QUESTION)).toMatchObject({ planner: 'llm', answer: 'The gym closes at 23:00.' });
    expect(server.requests.length).toBe(3);
  });

  it.each<[string, LlmTurn, number]>([
    ['refuses the key', { kind: 'status', status: 401 }, 1],
    ['asks to wait for a minute', { kind: 'status', status: 429, headers: { 'retry-after': '60' } }, 1],
    ['fails again', { kind: 'status', status: 503 }, 2],
    ['breaks off again', { kind: 'break-off', pieces: ['The'] }, 2],
    ['sends nonsense again', { kind: 'nonsense' }, 2],
    ['invents a tool again', { kind: 'calls', calls: [{ name: 'open_vault', arguments: '{}' }] }, 2],
    ['calls a tool that is the kiosk’s own', { kind: 'calls', calls: [{ name: 'forget', arguments: '{}' }] }, 2],
    ['writes without end', { kind: 'huge', word: 'gym ', times: 100_000 }, 1],
  ])('that %s leaves the turn to the local planner', async (_name, failure, requests) => {
    const { talk, server, states } = await start([failure], { planner: { api } });
    const given = await talk.say(QUESTION);
    expect(given).toMatchObject({ planner: 'local', outcome: 'answered' });
    expect(given.answer).toMatch(/23:00/);
    expect(server.requests).toHaveLength(requests);
    expect(states.at(-1)?.error).not.toBeNull();
  });

  it('that asked to wait is not asked again meanwhile', async () => {
    const { talk, server } = await start([{ kind: 'status', status: 429, headers: { 'retry-after': '60' } }], { planner: { api } });
    await talk.say(QUESTION);
    expect((await talk.say(QUESTION)).planner).toBe('local');
    expect(server.requests).toHaveLength(1);
  });
});
