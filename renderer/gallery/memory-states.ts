import type { MemoryItem, MemoryView, PinAsk, ToScreen } from '../../core/contract/index.ts';
import { PRIVACY, STARTED, started, turn, welcome } from './messages.ts';
import type { GalleryState } from './states.ts';

/** Consent, PIN and memory of a made-up guest. */

const KNOWN: ToScreen = { type: 'guest.recognised', guest: { remembered: true } };
const base = (...more: readonly ToScreen[]): ToScreen[] => [welcome(), STARTED, KNOWN, ...more];
const german = (...more: readonly ToScreen[]): ToScreen[] => [welcome({ locale: 'de' }), started('de'), KNOWN, ...more];

const pin = (patch: Partial<PinAsk> = {}): ToScreen => ({
  type: 'guest.pin',
  ask: { purpose: 'prove', why: 'show', problem: null, triesLeft: 5, retryAfterMs: 0, spoken: false, ...patch },
});

let number = 0;
const item = (id: string, text: string, from: string, patch: Partial<MemoryItem> = {}): MemoryItem => ({
  id,
  number: ++number,
  text,
  from,
  inferred: false,
  deletable: true,
  ...patch,
});

const VIEW: MemoryView = {
  groups: [
    {
      id: 'about',
      items: [
        item('name', 'You are called Ada', 'Read from your badge on 12 May 2026 at 09:12', { value: 'Ada', inferred: true }),
        item('diet', 'You eat vegetarian', 'You told me on 12 May 2026 at 09:14, Lobby east: “I’m vegetarian”', { value: 'vegetarian' }),
        item('access', 'You need: step-free', 'You told me on 12 May 2026 at 11:40, Terrace: “I’m in a wheelchair today”', {
          value: 'step-free',
        }),
        item('interest', 'You are interested in early music', 'Not said by you: concluded on 13 May 2026 at 10:02, Lobby east', {
          value: 'early music',
          inferred: true,
        }),
      ],
    },
    {
      id: 'wanted',
      items: [
        item('charger', '“lost charger” – with our staff', 'Since 12 May 2026 at 17:20; last changed 13 May 2026 at 08:15'),
        item('ball', '“table at Tideline” – waits for your word', 'Since 13 May 2026 at 10:01; last changed 13 May 2026 at 10:01'),
      ],
    },
    { id: 'done', items: [item('pillow', '“an extra pillow” – settled', 'Since 12 May 2026 at 22:04; last changed 12 May 2026 at 22:31')] },
    {
      id: 'visits',
      items: [
        item('asks', 'You often ask about: food and the programme', 'Counted from your visits', { inferred: true, deletable: false }),
        item(
          'v2',
          'Visit on 13 May 2026 at 10:00, Lobby east: 4 questions, about Tideline and the Lantern Ball',
          'Counted from your visits',
        ),
        item('v1', 'Visit on 12 May 2026 at 09:12, Lobby east: 7 questions, about Breakfast', 'Counted from your visits'),
        item(
          'turns',
          '22 questions and answers of our conversations, word for word',
          'Goes by itself after some time, or with “erase everything”',
          {
            deletable: false,
          },
        ),
      ],
    },
  ],
  consent: 'You agreed on 12 May 2026 at 09:12, Lobby east (text 2026-11-2).',
  paused: false,
  pinSet: true,
  asks: null,
  codes: null,
};

const memory = (patch: Partial<MemoryView> = {}): ToScreen => ({ type: 'memory', view: { ...VIEW, ...patch } });
const SHOWN = turn({
  question: 'What do you know about me?',
  sentences: ['What I know about you is on the screen. Say “read it to me” if you want to hear it.'],
});

export const MEMORY_STATES: Readonly<Record<string, GalleryState>> = {
  'consent-badge-name': { messages: [welcome(), STARTED, { type: 'consent.ask', textVersion: '1', badgeName: true }] },
  'consent-de': { messages: [welcome({ locale: 'de' }), started('de'), { type: 'consent.ask', textVersion: '1', badgeName: true }] },
  'pin-choose': { messages: base(pin({ purpose: 'choose', why: 'consent' })) },
  'pin-repeat-de': { messages: german(pin({ purpose: 'repeat', why: 'consent' })) },
  'pin-wrong': { messages: base(pin({ problem: 'wrong', triesLeft: 2 })) },
  'pin-wait': { messages: base(pin({ problem: 'wait', triesLeft: 0, retryAfterMs: 100_000 })) },
  'pin-spoken-de': { messages: german(pin({ spoken: true, why: 'erase' })) },
  memory: { messages: base(...SHOWN, memory()) },
  'memory-de': { messages: german(memory({ paused: true })) },
  'memory-tap-to-talk': {
    messages: [welcome({ talkMode: 'tap-to-talk' }), STARTED, KNOWN, memory(), { type: 'activity', activity: 'idle' }],
  },
  'memory-typing': { messages: base(memory()), ui: { panel: 'keyboard', draft: 'delete three' } },
  'memory-nothing': { messages: base(memory({ groups: VIEW.groups.map(({ id }) => ({ id, items: [] })) })) },
  'memory-erase': {
    messages: base(
      memory({
        asks: {
          what: 'erase',
          text: 'I would erase everything I know about you, here and at our other screens. It cannot be undone. Shall I?',
        },
      }),
    ),
  },
  'memory-codes': {
    messages: base(
      memory({
        codes: {
          format: 'text',
          parts: ['What the house knows about you (1/3)\n1. You eat vegetarian\n'.repeat(12).slice(0, 700), 'b', 'c'],
          leftOut: 4,
        },
      }),
    ),
  },
  privacy: { messages: [welcome(), STARTED, { type: 'privacy.show' }] },
  'privacy-plain': {
    messages: [
      welcome({
        privacy: {
          ...PRIVACY,
          ...{ controller: null, contact: null, url: null, model: null, sync: null, crm: null, connected: [], traces: null, counts: false },
          camera: { badges: 'on-request', presence: false },
        },
      }),
      { type: 'privacy.show' },
    ],
  },
  'memory-link': { messages: base(memory({ canLink: true, link: { code: 'K7QF-2MXD', text: 'K7QF-2MXD', expiresInMs: 600_000 } })) },
  'memory-linkable': { messages: base(...SHOWN, memory({ canLink: true })) },
  'memory-covered': { messages: base(memory(), { type: 'idle.warning', endsInMs: 14_000 }) },
};
