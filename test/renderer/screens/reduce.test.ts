import { describe, expect, it } from 'vitest';
import type { Capabilities, SessionSnapshot, ToScreen, ToScreenOf } from '../../../core/contract/index.ts';
import { reduce } from '../../../renderer/store/reduce.ts';
import { INITIAL_STATE, INITIAL_UI, MAX_TRACES, type ScreenState } from '../../../renderer/store/screen-state.ts';
import { guestBanner, hasTalkButton, micStatus, shownCards } from '../../../renderer/store/selectors.ts';

const READY = { state: 'ready' } as const;
const CAPABILITIES: Capabilities = { venue: READY, hearing: READY, speaking: READY, memory: READY, sync: READY, planner: 'local' };
const SNAPSHOT: SessionSnapshot = { id: 's1', locale: 'en', turns: [], chips: [], guest: null };

function welcome(patch: Partial<ToScreenOf<'welcome'>> = {}): ToScreen {
  return {
    type: 'welcome',
    protocol: 1,
    kioskName: 'Lobby',
    companionName: 'Flora',
    locales: ['en', 'de'],
    locale: 'en',
    capabilities: CAPABILITIES,
    venue: null,
    session: null,
    openers: {},
    staff: { pinSet: true },
    now: '2026-05-12T14:05',
    idle: { warnAfterMs: 1000, resetAfterMs: 1000 },
    ...patch,
  };
}

function given(messages: readonly ToScreen[], from: ScreenState = INITIAL_STATE, atMs = 0): ScreenState {
  return messages.reduce((state, message) => reduce(state, { type: 'received', message, atMs }), from);
}

const started: ToScreen = { type: 'session.started', session: SNAPSHOT };
const card = { id: 'f', kind: 'faq', question: 'Wi-Fi?', answer: 'Free.', exact: false } as const;
const asked = (turn: number): ToScreen => ({ type: 'turn.started', turn, question: `question ${turn}`, source: 'typed' });

const PERSONAL: readonly ToScreen[] = [
  { type: 'guest.pin', ask: { purpose: 'prove', why: 'show', problem: 'wait', triesLeft: 0, retryAfterMs: 60_000, spoken: false } },
  { type: 'memory', view: { groups: [], consent: 'Ada agreed', paused: false, pinSet: true, asks: null, codes: null } },
];

describe('a conversation', () => {
  it('gathers question, sentences, cards and chips of a turn', () => {
    const state = given([
      welcome(),
      started,
      asked(1),
      { type: 'answer.sentence', turn: 1, sentence: 1, text: 'Second.' },
      { type: 'answer.sentence', turn: 1, sentence: 0, text: 'First.' },
      { type: 'cards', turn: 1, cards: [card] },
      { type: 'chips', chips: [{ id: 'c', text: 'More' }] },
      { type: 'turn.done', turn: 1, outcome: 'answered' },
    ]);
    const [turn] = state.session?.turns ?? [];
    expect(turn?.question).toBe('question 1');
    expect(turn?.sentences.map((one) => one.text)).toEqual(['First.', 'Second.']);
    expect(turn?.cards).toEqual([card]);
    expect(turn?.outcome).toBe('answered');
    expect(state.session?.chips).toHaveLength(1);
  });

  it('joins a sentence and its speech whichever comes first', () => {
    const speech: ToScreen = {
      type: 'speech.sentence',
      turn: 1,
      sentence: 0,
      sampleRate: 16_000,
      durationMs: 500,
      words: [{ text: 'Hello', startMs: 0, endMs: 500 }],
      visemes: [],
    };
    const text: ToScreen = { type: 'answer.sentence', turn: 1, sentence: 0, text: 'Hello.' };
    for (const order of [
      [speech, text],
      [text, speech],
    ]) {
      const sentence = given([welcome(), started, asked(1), ...order]).session?.turns[0]?.sentences[0];
      expect(sentence).toMatchObject({ text: 'Hello.', speech: { durationMs: 500 } });
    }
  });

  it('keeps the cards of the turn before until the new one has its own or is done', () => {
    const first = given([
      welcome(),
      started,
      asked(1),
      { type: 'cards', turn: 1, cards: [card] },
      { type: 'turn.done', turn: 1, outcome: 'answered' },
    ]);
    const second = given([asked(2)], first);
    expect(shownCards(second)).toMatchObject({ turn: 1, cards: [card] });
    const done = given([{ type: 'turn.done', turn: 2, outcome: 'answered' }], second);
    expect(shownCards(done)).toMatchObject({ turn: 2, cards: [] });
  });

  it('has one and the same nothing to show, which React would otherwise draw without end', () => {
    const empty = given([welcome(), started]);
    expect(shownCards(empty).cards).toBe(shownCards(empty).cards);
    expect(shownCards(empty).cards).toBe(shownCards(INITIAL_STATE).cards);
  });

  it('shows an answer that nobody asked for', () => {
    const state = given([welcome(), started, { type: 'answer.sentence', turn: 0, sentence: 0, text: 'Welcome back.' }]);
    expect(state.session?.turns).toMatchObject([{ turn: 0, question: null, sentences: [{ text: 'Welcome back.' }] }]);
  });

  it('ignores what belongs to no session', () => {
    const state = given([welcome()]);
    expect(given([asked(1), { type: 'chips', chips: [{ id: 'c', text: 'x' }] }], state)).toEqual(state);
  });

  it('shows speech as it is heard and drops it when a turn begins', () => {
    const heard = given([welcome(), started, { type: 'hearing.partial', text: 'where is' }]);
    expect(heard.partial).toBe('where is');
    expect(given([asked(1)], heard).partial).toBe('');
    expect(given([{ type: 'hearing.nothing', hint: 'Sorry?' }], heard)).toMatchObject({ partial: '', hearingHint: 'Sorry?' });
  });
});

describe('the end of a session', () => {
  it('leaves nothing of the guest', () => {
    const busy = reduce(
      given([
        welcome(),
        { ...started, session: { ...SNAPSHOT, locale: 'de', guest: { remembered: true, name: 'Ada' } } },
        asked(1),
        { type: 'hearing.partial', text: 'my room number is' },
        { type: 'consent.ask', textVersion: '1' },
        ...PERSONAL,
        { type: 'badge.refused', hint: 'no' },
        { type: 'fault', fault: 'model', code: 'x', hint: 'oh' },
        { type: 'idle.warning', endsInMs: 100 },
      ]),
      { type: 'ui', patch: { draft: 'my secret', panel: 'keyboard', speechOn: false, micMuted: true } },
    );
    const ended = given([{ type: 'session.ended', reason: 'idle' }], busy);
    expect(ended).toMatchObject({
      session: null,
      partial: '',
      consentTextVersion: null,
      pin: null,
      memory: null,
      badgeHint: null,
      faultHint: null,
      idleEndsAtMs: null,
      locale: 'en',
    });
    expect(ended.ui).toEqual(INITIAL_UI);
    expect(JSON.stringify(ended)).not.toMatch(/Ada|secret|room number/);
  });

  it('takes pad and memory off the screen when the kiosk says so, and with the link', () => {
    const shown = given([welcome(), started, ...PERSONAL], INITIAL_STATE, 1000);
    expect([shown.pin?.purpose, shown.pinWaitUntilMs, shown.memory?.consent]).toEqual(['prove', 61_000, 'Ada agreed']);
    expect(
      given(
        [
          { type: 'guest.pin', ask: null },
          { type: 'memory', view: null },
        ],
        shown,
      ),
    ).toMatchObject({ pin: null, memory: null });
    expect(reduce(shown, { type: 'link', link: 'lost' })).toMatchObject({ pin: null, memory: null });
  });

  it('counts the idle warning from when it came', () => {
    const warned = given([{ type: 'idle.warning', endsInMs: 9000 }], given([welcome(), started]), 500);
    expect(warned.idleEndsAtMs).toBe(9500);
    expect(given([{ type: 'idle.cleared' }], warned).idleEndsAtMs).toBeNull();
  });
});

describe('a lost link', () => {
  const typing = reduce(given([welcome(), started, asked(1)]), { type: 'ui', patch: { draft: 'half a quest' } });
  const lost = reduce(typing, { type: 'link', link: 'lost' });

  it('keeps the picture and says so', () => {
    expect(lost.session?.turns).toHaveLength(1);
    expect(guestBanner(lost)).toBe('lost');
  });

  it('goes on with the same session, draft included', () => {
    const turns = [{ turn: 1, question: 'question 1', answer: 'Here.', done: true, cards: [] }];
    const back = given([welcome({ session: { ...SNAPSHOT, turns } })], lost);
    expect(back.session?.turns[0]?.sentences[0]?.text).toBe('Here.');
    expect(back.ui.draft).toBe('half a quest');
  });

  it('clears everything when the kiosk knows of no session', () => {
    const back = given([welcome()], lost);
    expect(back.session).toBeNull();
    expect(back.ui.draft).toBe('');
  });
});

describe('what a guest is told', () => {
  const hears = reduce(given([welcome()]), { type: 'mic', state: 'on' });

  it('reads the microphone line from ear and microphone together', () => {
    expect(micStatus(hears)).toBe('listening');
    expect(micStatus(reduce(hears, { type: 'mic', state: 'denied' }))).toBe('unavailable');
    expect(micStatus(reduce(hears, { type: 'ui', patch: { micMuted: true } }))).toBe('muted');
    expect(micStatus(given([{ type: 'activity', activity: 'hearing' }], hears))).toBe('hearing');
    const deaf = given([{ type: 'capabilities', capabilities: { ...CAPABILITIES, hearing: { state: 'off' } } }], hears);
    expect(micStatus(deaf)).toBe('unavailable');
  });

  it('names a missing venue before a missing microphone', () => {
    const state = reduce(given([welcome()]), { type: 'mic', state: 'denied' });
    expect(guestBanner(state)).toBe('no-venue');
  });
});

it('shows what staff did about a request on every card of it', () => {
  const card = { id: 'c', kind: 'request', requestId: 'r1', title: 'Towels', status: 'waiting', createdAt: '2026-05-12T10:00' } as const;
  const started: ToScreen = { type: 'session.started', session: { id: 's', locale: 'en', turns: [], chips: [], guest: null } };
  const state = given([
    welcome(),
    started,
    { type: 'cards', turn: 1, cards: [card, { ...card, id: 'd', requestId: 'r2' }] },
    { type: 'cards', turn: 2, cards: [{ ...card, id: 'e' }] },
    { type: 'request.updated', requestId: 'r1', status: 'coming', note: 'two minutes' },
  ]);
  const shown = state.session?.turns.flatMap(({ cards }) => cards.map((one) => one.kind === 'request' && [one.status, one.note]));
  expect(shown).toEqual([
    ['coming', 'two minutes'],
    ['waiting', undefined],
    ['coming', 'two minutes'],
  ]);
});

it('takes what was withdrawn out of the captions, and only that', () => {
  const state = given([
    started,
    { type: 'answer.sentence', turn: 1, sentence: 0, text: 'Upstairs.' },
    { type: 'answer.sentence', turn: 2, sentence: 0, text: '1: You eat vegetarian.' },
    { type: 'turn.withdrawn', turn: 2 },
  ]);
  expect(state.session?.turns.map(({ turn, sentences }) => [turn, sentences.map(({ text }) => text)])).toEqual([[1, ['Upstairs.']]]);
});

describe('staff', () => {
  const step = (stage: 'perceive' | 'act', turn = 1): ToScreen => ({
    type: 'trace',
    turn,
    step: { stage, title: stage, detail: {}, atMs: 0, tookMs: 1 },
  });

  it('tells turns of different guests apart though their numbers repeat', () => {
    const { traces } = given([step('perceive'), step('act'), step('perceive'), step('act')]).staff;
    expect(traces.map((one) => one.steps.length)).toEqual([2, 2]);
    expect(new Set(traces.map((one) => one.id)).size).toBe(2);
  });

  it('keeps the last traces only', () => {
    const many = Array.from({ length: MAX_TRACES + 5 }, (_, i) => step('perceive', i));
    expect(given(many).staff.traces).toHaveLength(MAX_TRACES);
  });

  it('is signed out when the link is lost', () => {
    const inside = given([welcome(), { type: 'staff.signedIn' }, { type: 'staff.requests', requests: [] }]);
    expect(inside.staff.signedIn).toBe(true);
    expect(reduce(inside, { type: 'link', link: 'lost' }).staff).toMatchObject({ signedIn: false, requests: null });
  });
});

describe('the talk button', () => {
  const heard = (activity: 'listening' | 'hearing' | 'thinking' | 'idle'): ToScreen => ({ type: 'activity', activity });
  const on = (state: ScreenState) => reduce({ ...state, mic: 'on' }, { type: 'ui', patch: { talking: true } });

  it('waits to be used, and is there only where the kiosk wants one', () => {
    expect(hasTalkButton(given([welcome(), started]))).toBe(false);
    const state = on(given([welcome({ talkMode: 'push-to-talk' }), started]));
    expect(hasTalkButton(state)).toBe(true);
    expect(micStatus(state)).toBe('waiting');
    expect(micStatus(given([heard('listening')], state))).toBe('listening');
  });

  it('that was tapped comes up again when the kiosk has stopped listening, and not before', () => {
    const tapped = on(given([welcome({ talkMode: 'tap-to-talk' }), started, heard('idle')]));
    expect(given([heard('listening'), heard('hearing')], tapped).ui.talking).toBe(true);
    expect(given([heard('listening'), heard('hearing'), heard('thinking')], tapped).ui.talking).toBe(false);
  });

  it('that is held stays down whatever the kiosk does, and does not outlive its guest', () => {
    const held = on(given([welcome({ talkMode: 'push-to-talk' }), started]));
    const after = given([heard('hearing'), heard('thinking')], held);
    expect(after.ui.talking).toBe(true);
    expect(given([{ type: 'session.ended', reason: 'idle' }], after).ui.talking).toBe(false);
  });
});

describe('words on screen while they are said', () => {
  it('come with how many of them are settled', () => {
    const state = given([welcome(), started, { type: 'hearing.partial', text: 'where is the', settledWords: 2 }]);
    expect(state).toMatchObject({ partial: 'where is the', settledWords: 2 });
    expect(given([{ type: 'hearing.partial', text: 'where' }], state).settledWords).toBe(0);
  });
});
