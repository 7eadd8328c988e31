import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { configSchema } from '../../../core/contract/index.ts';
import type { Venue } from '../../../core/venue/model.ts';
import { rollVenue } from '../../../core/venue/rolling.ts';
import { llmSettingsOf } from '../../../host/llm/llm-settings.ts';
import { toolDefinitions } from '../../../host/llm/tool-definitions.ts';
import { readDemo } from '../../assets/demo-venue.ts';
import { type ModelKiosk, startModelKiosk } from '../../fakes/llm/model-kiosk.ts';
import type { LlmTurn } from '../../fakes/llm/script.ts';

const NOW = '2026-05-12T10:40';
let venue: Venue;
const open: ModelKiosk[] = [];

beforeAll(() => {
  venue = rollVenue(readDemo().venue, NOW.slice(0, 10));
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function start(script: readonly LlmTurn[]): Promise<ModelKiosk> {
  const kiosk = await startModelKiosk({ venue, now: NOW, script });
  open.push(kiosk);
  return kiosk;
}

const hoursCall: LlmTurn = { kind: 'calls', calls: [{ name: 'opening_hours', arguments: '{"place":"gym"}' }] };
const LOCAL_ANSWER = /05:30 to 23:00|until 23:00|at 23:00/;

describe('a model that behaves', () => {
  it('cannot make a request without the guest’s yes', async () => {
    const { talk } = await start([{ kind: 'calls', calls: [{ name: 'hotel_service', arguments: '{"service":"towels","detail":"two"}' }] }]);
    expect((await talk.say('could somebody get towels up to me')).outcome).toBe('asked');
    expect(talk.requests.list()).toHaveLength(0);
    await talk.say('yes');
    expect(talk.requests.list()).toMatchObject([{ kind: 'service-towels' }]);
  });

  it('is not asked when somebody is in danger', async () => {
    const { talk, server } = await start([{ kind: 'stall' }]);
    expect((await talk.say('my husband has collapsed')).cards[0]?.kind).toBe('emergency');
    expect(server.requests).toHaveLength(0);
  });

  it('has exact answers taken out of its hands', async () => {
    const entry = venue.faqs.find((faq) => faq.exact);
    const { talk, server } = await start([
      { kind: 'calls', calls: [{ name: 'faq', arguments: JSON.stringify({ question: entry?.id }) }] },
      { kind: 'text', pieces: ['Sure, anything goes.'] },
    ]);
    const answer = await talk.say('tell me about your house rules');
    expect(typeof entry?.answer === 'object' ? entry.answer.en : entry?.answer).toBe(answer.answer);
    expect(server.requests).toHaveLength(1);
  });
});

describe('a model that does not', () => {
  it.each<[string, LlmTurn[]]>([
    ['answers without looking', [{ kind: 'text', pieces: ['The gym closes at 19:00.'] }]],
    ['states a time no tool gave', [hoursCall, { kind: 'text', pieces: ['It closes at 19:45.'] }]],
    ['reads out a link', [hoursCall, { kind: 'text', pieces: ['See https://gym.example for more.'] }]],
    ['never stops calling', [hoursCall]],
  ])('%s: the local planner answers in the same turn', async (_name, script) => {
    const { talk } = await start(script);
    const answer = await talk.say('when does the gym close');
    expect(answer.answer).toMatch(LOCAL_ANSWER);
    expect(answer.answer).not.toMatch(/19:|https/);
    expect(answer).toMatchObject({ planner: 'local', outcome: 'answered' });
  });
});

describe('settings', () => {
  it('stays local without a model or without a way to reach one', () => {
    const config = (llm: object) => configSchema.parse({ llm });
    expect(llmSettingsOf(config({}), { FOYER_LLM_API_KEY: 'k' })).toBeNull();
    expect(llmSettingsOf(config({ model: 'm' }), {})).toBeNull();
    expect(llmSettingsOf(config({ model: 'm', baseUrl: 'http://127.0.0.1:1/v1' }), {})).toMatchObject({ model: 'm' });
  });

  it('describes every tool with a JSON schema of an object', () => {
    for (const tool of toolDefinitions()) {
      expect(tool).toMatchObject({ parameters: { type: 'object' } });
    }
  });
});
