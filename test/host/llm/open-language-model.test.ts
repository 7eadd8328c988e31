import { afterEach, beforeAll, expect, it } from 'vitest';
import { type Capability, configSchema } from '../../../core/contract/index.ts';
import type { Venue } from '../../../core/venue/model.ts';
import { rollVenue } from '../../../core/venue/rolling.ts';
import { openLanguageModel } from '../../../host/llm/open-language-model.ts';
import { createTransientUsage } from '../../../host/llm/usage-meter.ts';
import { createSystemClock } from '../../../host/system.ts';
import { readDemo } from '../../assets/demo-venue.ts';
import { startGuestTalk } from '../../fakes/guest-talk.ts';
import type { LlmTurn } from '../../fakes/llm/script.ts';
import { startLlmServer } from '../../fakes/llm-server.ts';
import { createRecordingLog } from '../../fakes/plain.ts';

const DAY = '2026-05-12';
let venue: Venue;
const open: { close(): unknown }[] = [];
beforeAll(() => {
  venue = rollVenue(readDemo().venue, DAY);
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const hoursCall: LlmTurn = { kind: 'calls', calls: [{ name: 'opening_hours', arguments: '{"place":"gym"}' }] };

it.each<[string, LlmTurn[], object, Partial<Capability>]>([
  [
    'that it answers, and what it used',
    [hoursCall, { kind: 'text', pieces: ['The gym closes at 23:00.'] }],
    {},
    { state: 'ready', reason: expect.stringMatching(/^\d+ tokens in 2 requests today; Responses API$/) },
  ],
  [
    'that the key is refused, with the remedy',
    [{ kind: 'status', status: 401 }],
    {},
    { state: 'unavailable', reason: expect.stringContaining('401'), remedy: expect.stringContaining('llm.apiKeyEnv') },
  ],
  [
    'that a cap is reached',
    [hoursCall],
    { caps: { tokensPerDay: 10 } },
    { state: 'unavailable', reason: expect.stringContaining('llm.caps.tokensPerDay') },
  ],
  [
    'that an answer was not used',
    [hoursCall, { kind: 'text', pieces: ['It closes at 19:45.'] }],
    {},
    { state: 'ready', reason: expect.stringContaining('not used') },
  ],
])('tells staff %s', async (_name, script, settings, expected) => {
  const server = await startLlmServer(script);
  const told: Capability[] = [];
  const clock = createSystemClock();
  const planner = openLanguageModel({
    config: configSchema.parse({ llm: { baseUrl: server.baseUrl, model: 'm', ...settings } }),
    env: {},
    clock,
    log: createRecordingLog(),
    usage: createTransientUsage(),
    today: () => DAY,
    tell: (capability) => told.push(capability),
  });
  expect(told).toMatchObject([{ state: 'ready' }]);
  if (planner === null) throw new Error('a model is configured');
  const talk = startGuestTalk({ venue, now: `${DAY}T10:40`, planner, clock });
  open.push(talk, server);
  await talk.say('when does the gym close');
  expect(told.at(-1)).toMatchObject(expected);
});
