import type { Capabilities, Card, Chip, PrivacyNotice, ToScreen, ToScreenOf, Viseme } from '../../core/contract/index.ts';
import { textIn } from '../../core/venue/model.ts';
import { NOW, SUMMARY, venue } from './demo.ts';

const READY = { state: 'ready' } as const;
export const ALL_READY: Capabilities = { venue: READY, hearing: READY, speaking: READY, memory: READY, sync: READY, planner: 'local' };

const openers = (locale: string): Chip[] => venue.openers.map((text, i) => ({ id: `o${i}`, text: textIn(text, locale) }));

/** Of a kiosk with a model and a cloud elsewhere: the longest notice. */
export const PRIVACY: PrivacyNotice = {
  controller: 'Lantern House GmbH, Quay 1, 20457 Hamburg',
  contact: 'privacy@lantern.example',
  url: 'https://lantern.example/privacy',
  hears: true,
  camera: { badges: 'on-request', presence: true },
  model: { host: 'models.example', here: false, memory: true },
  memory: { guest: 365, facts: null, threads: null, episodes: 730, turns: 180 },
  sync: { host: 'cloud.example', leaseDays: 7 },
  desk: { days: 90, bookingDays: 30 },
  crm: 'crm.example',
  connected: ['pms.example', 'spa.example'],
  unansweredDays: 90,
  traces: { days: 14, words: true },
  counts: true,
  endpoint: { host: 'cloud.example', keeps: { guestDays: 365, countDays: 400 } },
};

export function welcome(patch: Partial<ToScreenOf<'welcome'>> = {}): ToScreen {
  return {
    type: 'welcome',
    protocol: 1,
    kioskName: 'Lobby east',
    companionName: 'Flora',
    locales: ['en', 'de'],
    locale: 'en',
    capabilities: ALL_READY,
    venue: SUMMARY,
    session: null,
    openers: { en: openers('en'), de: openers('de') },
    staff: { pinSet: true },
    now: NOW,
    idle: { warnAfterMs: 45_000, resetAfterMs: 20_000 },
    privacy: PRIVACY,
    ...patch,
  };
}

export function started(locale = 'en'): ToScreen {
  return { type: 'session.started', session: { id: 's1', locale, turns: [], chips: [], guest: null } };
}
export const STARTED = started();

export interface TurnScript {
  readonly question: string;
  readonly sentences: readonly string[];
  readonly cards?: readonly Card[];
  readonly chips?: readonly string[];
  /** Milliseconds into the first sentence; left out: it has been said. */
  readonly spokenMs?: number;
  readonly outcome?: ToScreenOf<'turn.done'>['outcome'];
}

/** Messages of one whole turn. */
export function turn(script: TurnScript): ToScreen[] {
  const speaking = script.spokenMs !== undefined;
  return [
    { type: 'turn.started', turn: 1, question: script.question, source: 'voice' },
    ...script.sentences.flatMap((text, sentence): ToScreen[] => [
      { type: 'answer.sentence', turn: 1, sentence, text },
      ...(speaking ? [spoken(text, sentence)] : []),
    ]),
    { type: 'cards', turn: 1, cards: [...(script.cards ?? [])] },
    { type: 'chips', chips: (script.chips ?? []).map((text, i) => ({ id: `c${i}`, text })) },
    { type: 'turn.done', turn: 1, outcome: script.outcome ?? 'answered' },
    { type: 'activity', activity: speaking ? 'speaking' : 'listening' },
  ];
}

const MS_PER_WORD = 300;
const BABBLE: readonly Viseme[] = ['aa', 'PP', 'E', 'nn', 'O', 'SS', 'I', 'U'];

/** A sentence with made-up timings: three hundred milliseconds a word. */
function spoken(text: string, sentence: number): ToScreen {
  const words = text.split(' ').map((word, i) => ({ text: word, startMs: i * MS_PER_WORD, endMs: (i + 1) * MS_PER_WORD }));
  const visemes = words.flatMap(({ startMs }, i) => [
    { viseme: BABBLE[i % BABBLE.length] ?? 'aa', startMs, endMs: startMs + 150 },
    { viseme: BABBLE[(i + 3) % BABBLE.length] ?? 'E', startMs: startMs + 150, endMs: startMs + 300 },
  ]);
  return { type: 'speech.sentence', turn: 1, sentence, sampleRate: 16_000, durationMs: words.length * MS_PER_WORD, words, visemes };
}
