import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MemoryView } from '../../../../core/contract/index.ts';
import type { GuestPins } from '../../../../core/ports.ts';
import { createIds } from '../../../../host/system.ts';
import { createGuestPins } from '../../../../native/badge/guest-pin.ts';
import { openGuestStore, type SqliteGuestStore } from '../../../../native/sqlite/guest-store.ts';
import { createRecordingLog } from '../../../fakes/plain.ts';
import { createKioskHarness, type KioskHarnessOptions, settle, type TestScreen } from '../kiosk-harness.ts';

/** Consent, PIN and memory at a real kiosk, with the real store and real hashes; only agent and engines are scripted. */

const PIN = '482917';
let dataDir = '';
let store: SqliteGuestStore;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-guest-'));
  store = openGuestStore({ dataDir, companionId: 'concierge', tenant: 'demo', ids: createIds(), log: createRecordingLog() });
});
afterEach(() => {
  store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function setUp(options: KioskHarnessOptions = {}) {
  const real = createGuestPins({ records: store.pins, cost: { n: 1024, r: 8, p: 1 } });
  const pins: GuestPins = {
    ...real,
    set: (...args) => hashed(real.set(...args)),
    verify: (guest, pin) => hashed(real.verify(guest, pin)),
  };
  const harness = createKioskHarness({ guests: store, pins, ...options });
  const screen = harness.open();
  return { ...harness, screen, pins };
}
async function say(screen: TestScreen, text: string) {
  screen.send({ type: 'text.submit', text, source: 'typed' });
  await quiet();
}
const hashing = new Set<Promise<unknown>>();
function hashed<T>(work: Promise<T>): Promise<T> {
  hashing.add(work);
  return work.finally(() => hashing.delete(work));
}
/** Until nothing more happens; hashes are made on another thread. */
async function quiet() {
  await settle();
  await Promise.allSettled(hashing);
  await settle();
}
async function scan(screen: TestScreen, guest = 'ada') {
  screen.send({ type: 'badge.scan', source: 'wedge', payload: `OK:${guest}` });
  await quiet();
}
async function enter(screen: TestScreen, pin: string) {
  screen.send({ type: 'guest.pin.enter', pin });
  await quiet();
}
/** A remembered guest with a PIN, who eats vegetarian and lost a charger; their session is over. */
async function rememberAda(screen: TestScreen) {
  await scan(screen);
  screen.send({ type: 'consent.answer', remember: true });
  await enter(screen, PIN);
  await enter(screen, PIN);
  const memory = store.open('ada');
  memory.remember({
    kind: 'diet',
    value: 'vegetarian',
    source: 'explicit',
    sessionId: 's',
    turn: 1,
    said: "I'm vegetarian",
    place: 'Lobby',
  });
  memory.openThread('lost charger');
  const visit = { startedAt: '2026-05-11T09:00:00.000Z', endedAt: '2026-05-11T09:05:00.000Z', place: 'Terrace', locale: 'en' };
  memory.saveEpisode({ ...visit, episodeId: 'e', turns: 2, topics: [], names: ['Tideline'], wishes: [] });
  memory.close();
  screen.send({ type: 'session.end' });
  await settle();
}
const texts = (view: MemoryView | null | undefined) => view?.groups.flatMap(({ items }) => items.map(({ text }) => text)) ?? [];

describe('after consent', () => {
  it('a PIN is chosen, entered twice, and the consent is logged with its text, time and kiosk', async () => {
    const { screen } = setUp({ config: { name: 'Lobby east' } });
    await scan(screen);
    screen.send({ type: 'consent.answer', remember: true });
    await settle();
    expect(screen.last('consent.closed')).toBeDefined();
    expect(screen.last('guest.pin')?.ask).toMatchObject({ purpose: 'choose', why: 'consent' });
    await enter(screen, '1234');
    expect(screen.last('guest.pin')?.ask).toMatchObject({ purpose: 'choose', problem: 'guessable' });
    await enter(screen, PIN);
    expect(screen.last('guest.pin')?.ask).toMatchObject({ purpose: 'repeat', problem: null });
    await enter(screen, '482918');
    expect(screen.last('guest.pin')?.ask).toMatchObject({ purpose: 'choose', problem: 'differs' });
    await enter(screen, PIN);
    await enter(screen, PIN);
    expect(screen.last('guest.pin')?.ask).toBeNull();
    expect(screen.last('answer.sentence')?.text).toContain('I will remember you');
    expect(store.inspect('ada')?.consents).toMatchObject([{ kiosk: 'Lobby east', textVersion: '2026-11-2' }]);
  });

  it('a guest without a PIN sees nothing, ever, and erases after hearing what goes', async () => {
    const { screen } = setUp();
    await scan(screen);
    screen.send({ type: 'consent.answer', remember: true });
    screen.send({ type: 'guest.pin.cancel' });
    screen.send({ type: 'session.end' });
    await scan(screen);
    await say(screen, 'what do you know about me');
    expect(screen.all('memory').filter(({ view }) => view !== null)).toEqual([]);
    expect(screen.last('answer.sentence')?.text).toContain('no PIN');
    await say(screen, 'forget me');
    expect(screen.last('memory')?.view).toMatchObject({ groups: [], consent: '', asks: { what: 'erase' } });
    await say(screen, 'yes');
    expect(store.consent('ada')).toBe('unknown');
  });

  it('by voice: a yes, the digits only once the guest asked to say them, and they are on no screen', async () => {
    const { screen, log, inputs } = setUp();
    await scan(screen);
    await say(screen, 'yes, remember me');
    expect(store.consent('ada')).toBe('remember');
    await say(screen, 'let me speak my pin');
    expect(screen.last('guest.pin')?.ask?.spoken).toBe(true);
    await say(screen, 'four eight two nine one seven');
    await say(screen, '4, 8, 2, 9, 1, 7.');
    expect(screen.last('guest.pin')?.ask).toBeNull();
    expect(store.pins.read('ada')).not.toBeNull();
    const shown = JSON.stringify(screen.received) + JSON.stringify(log.lines);
    expect(shown).not.toMatch(/four eight|4, 8|482917/);
    expect(inputs).toEqual([]);
    expect(store.inspect('ada')?.turns).toEqual([]);
  });
});

describe('a yes that another kiosk brings while the question is on the screen', () => {
  it.each([true, false])('is neither taken back nor given another PIN by a badge alone (answer %s)', async (remember) => {
    const { screen, pins } = setUp();
    await scan(screen);
    store.setConsent('ada', 'remember', '1', 'elsewhere');
    await pins.set('ada', PIN);
    screen.send({ type: 'consent.answer', remember });
    await quiet();
    expect(screen.last('guest.pin')).toBeUndefined();
    expect(screen.last('guest.recognised')?.guest.remembered).toBe(remember);
    expect(await pins.verify('ada', PIN)).toEqual({ ok: true });
  });

  it('leaves its PIN in force when it arrives while a stranger with the badge chooses another', async () => {
    const { screen, pins } = setUp();
    await scan(screen);
    screen.send({ type: 'consent.answer', remember: true });
    await enter(screen, '770412');
    await pins.set('ada', PIN);
    await enter(screen, '770412');
    expect(await pins.verify('ada', PIN)).toEqual({ ok: true });
    screen.send({ type: 'memory.open' });
    await quiet();
    expect(screen.last('guest.pin')?.ask).toMatchObject({ purpose: 'prove', why: 'show' });
    expect(screen.all('memory')).toEqual([]);
  });

  it('takes back what a stranger proved by a PIN of their own, also of what is on the screen', async () => {
    const { screen, pins } = setUp();
    await scan(screen);
    screen.send({ type: 'consent.answer', remember: true });
    await enter(screen, '770412');
    await enter(screen, '770412');
    screen.send({ type: 'memory.open' });
    await quiet();
    expect(screen.last('memory')?.view).not.toBeNull();
    await pins.set('ada', PIN);
    const memory = store.open('ada');
    memory.remember({ kind: 'diet', value: 'vegetarian', source: 'explicit', sessionId: 's', turn: 1 });
    const before = screen.received.length;
    screen.send({ type: 'memory.pause', paused: true });
    await say(screen, 'what do you know about me?');
    await enter(screen, '770412');
    expect(screen.last('guest.pin')?.ask).toMatchObject({ purpose: 'prove', problem: 'wrong' });
    expect(screen.last('memory')?.view).toBeNull();
    expect(JSON.stringify(screen.received.slice(before))).not.toMatch(/vegetarian/i);
  });
});

describe('words heard while the pad is open', () => {
  it('are masked while they are said, and no agent runs ahead on them', async () => {
    const { screen, inputs } = setUp({ hears: ['four eight', 'four eight two nine', 'four eight two nine', 'four eight two nine'] });
    await rememberAda(screen);
    await scan(screen);
    screen.send({ type: 'memory.open' });
    await quiet();
    await screen.speak(4, 0.02);
    await screen.speak(80, 0.98);
    await screen.speak(60, 0.02);
    await quiet();
    expect(JSON.stringify(screen.received)).not.toMatch(/four eight|eight two/);
    expect(screen.all('hearing.partial').map(({ text }) => text)).toEqual(expect.arrayContaining(['• •', '']));
    expect(screen.last('hearing.partial')?.text).toBe('');
    expect(inputs).toEqual([]);
    expect(screen.last('answer.sentence')?.text).toContain('did not take that as your PIN');
  });

  it('that call for help are heard all the same', async () => {
    const { screen, inputs } = setUp();
    await rememberAda(screen);
    await scan(screen);
    screen.send({ type: 'memory.open' });
    screen.send({ type: 'guest.pin.speak' });
    await say(screen, 'help, my father is not breathing');
    expect(inputs.at(-1)?.text).toContain('not breathing');
  });
});

describe('the way to what is remembered', () => {
  it('is shut to a badge alone: greeted neutrally, and every message about memory is without effect', async () => {
    const { screen, inputs } = setUp();
    await rememberAda(screen);
    const before = screen.received.length;
    await scan(screen);
    await say(screen, 'hello');
    expect(inputs.at(-1)).toMatchObject({ guestRef: store.pseudonym('ada') });
    expect(inputs.at(-1)?.verified).toBeUndefined();
    const [fact] = inputs.at(-1)?.memory?.profile().facts ?? [];
    screen.send({ type: 'memory.delete', id: fact?.id ?? '' });
    screen.send({ type: 'memory.correct', id: fact?.id ?? '', value: 'vegan' });
    screen.send({ type: 'memory.export', format: 'json' });
    screen.send({ type: 'memory.answer', yes: true });
    screen.send({ type: 'memory.erase' });
    screen.send({ type: 'memory.answer', yes: true });
    await quiet();
    expect(store.inspect('ada')?.facts).toMatchObject([{ value: 'vegetarian', retracted: false }]);
    const shown = JSON.stringify(screen.received.slice(before));
    expect(shown).not.toMatch(/vegetarian|charger/);
  });

  it('opens with the PIN: grouped, in plain words, with where it came from, shown and not read out', async () => {
    const { screen, inputs } = setUp();
    await rememberAda(screen);
    await scan(screen);
    await say(screen, 'what do you know about me?');
    expect(screen.last('guest.pin')?.ask).toMatchObject({ purpose: 'prove', why: 'show', triesLeft: 5 });
    await enter(screen, '482918');
    expect(screen.last('guest.pin')?.ask).toMatchObject({ problem: 'wrong', triesLeft: 4 });
    const before = screen.received.length;
    await enter(screen, PIN);
    const view = screen.last('memory')?.view;
    expect(view?.groups.find(({ id }) => id === 'about')?.items[0]).toMatchObject({ text: 'You eat vegetarian', number: 1 });
    expect(view?.groups.find(({ id }) => id === 'about')?.items[0]?.from).toMatch(/You told me on .*Lobby: “I'm vegetarian”/);
    expect(view?.groups.find(({ id }) => id === 'wanted')?.items[0]?.text).toContain('lost charger');
    const said = () => screen.received.slice(before).flatMap((m) => (m.type === 'answer.sentence' ? [m.text] : []));
    expect(said().join(' ')).not.toMatch(/vegetarian|charger/);
    await say(screen, 'read it to me');
    expect(said().join(' ')).toMatch(/1: You eat vegetarian/);
    await say(screen, 'done');
    expect(screen.last('memory')?.view).toBeNull();
    await say(screen, 'what is on now');
    expect(inputs.at(-1)?.verified).toBe(true);
  });

  it('by voice and by number: corrects, deletes, pauses, and says what it cannot find', async () => {
    const { screen } = setUp();
    await rememberAda(screen);
    await scan(screen);
    await say(screen, 'what do you know about me?');
    await enter(screen, PIN);
    await say(screen, 'change one to vegan');
    expect(texts(screen.last('memory')?.view)).toContain('You eat vegan');
    await say(screen, 'delete two');
    expect(texts(screen.last('memory')?.view).join()).not.toContain('charger');
    const visit = screen
      .last('memory')
      ?.view?.groups.find(({ id }) => id === 'visits')
      ?.items.find(({ text }) => text.includes('Tideline'));
    await say(screen, `delete ${visit?.number}`);
    expect(texts(screen.last('memory')?.view).join()).not.toContain('Tideline');
    expect(store.inspect('ada')?.episodes.some(({ names }) => names.includes('Tideline'))).toBe(false);
    await say(screen, 'delete nine');
    expect(screen.last('answer.sentence')?.text).toContain('number');
    await say(screen, 'pause remembering');
    expect(screen.last('memory')?.view?.paused).toBe(true);
    await say(screen, 'remember again');
    await say(screen, 'forget my diet');
    expect(store.inspect('ada')?.facts.filter(({ validTo }) => validTo === null)).toEqual([]);
  });

  it('makes a guest wait after five wrong tries, whoever came in between', async () => {
    const { screen } = setUp();
    await rememberAda(screen);
    await scan(screen);
    screen.send({ type: 'memory.open' });
    for (let i = 0; i < 5; i++) await enter(screen, '000000');
    expect(screen.last('guest.pin')?.ask).toMatchObject({ problem: 'wait', triesLeft: 0 });
    await scan(screen, 'bob');
    await scan(screen);
    screen.send({ type: 'memory.open' });
    await enter(screen, PIN);
    expect(screen.last('guest.pin')?.ask).toMatchObject({ problem: 'wait' });
    expect(screen.last('guest.pin')?.ask?.retryAfterMs).toBeGreaterThan(50_000);
    expect(screen.all('memory').filter(({ view }) => view !== null)).toEqual([]);
  });

  it('after the PIN: codes for the phone that hold everything, and erasing leaves a fresh screen that says so', async () => {
    const { screen, inputs } = setUp();
    await rememberAda(screen);
    await scan(screen);
    await say(screen, 'export my data');
    await enter(screen, PIN);
    const codes = screen.last('memory')?.view?.codes;
    expect(codes?.parts.join('\n')).toMatch(/You eat vegetarian[\s\S]*lost charger/);
    screen.send({ type: 'memory.export', format: 'json' });
    await quiet();
    const parts = screen
      .last('memory')
      ?.view?.codes?.parts.map((part) => JSON.parse(part) as { entries: { type: string; value?: string }[] });
    expect(parts?.flatMap(({ entries }) => entries)).toContainEqual(expect.objectContaining({ type: 'fact', value: 'vegetarian' }));
    await say(screen, 'erase everything');
    expect(store.consent('ada')).toBe('remember');
    await say(screen, 'no');
    expect(store.consent('ada')).toBe('remember');
    await say(screen, 'erase everything');
    const before = screen.received.length;
    await say(screen, 'yes');
    expect(store.consent('ada')).toBe('unknown');
    expect(screen.received.slice(before).map(({ type }) => type)).toEqual(expect.arrayContaining(['session.ended', 'session.started']));
    expect(screen.last('session.started')?.session).toMatchObject({ turns: [], chips: [], guest: null });
    await say(screen, 'and now');
    expect(inputs.at(-1)).toMatchObject({ memory: null });
  });
});

describe('a question for what was left open', () => {
  it('waits for the PIN, and is then answered', async () => {
    const { screen, inputs } = setUp();
    await rememberAda(screen);
    await scan(screen);
    await say(screen, 'is there anything open for me?');
    expect(inputs).toEqual([]);
    expect(screen.last('guest.pin')?.ask).toMatchObject({ purpose: 'prove' });
    await enter(screen, PIN);
    expect(inputs.at(-1)).toMatchObject({ text: 'is there anything open for me?', verified: true });
  });
});

describe('another PIN', () => {
  it('takes the place of the one that was given, and of nothing before', async () => {
    const { screen, pins } = setUp();
    await rememberAda(screen);
    await scan(screen);
    await say(screen, 'change my PIN');
    await enter(screen, '770412');
    expect(screen.last('guest.pin')?.ask).toMatchObject({ purpose: 'prove', problem: 'wrong' });
    await enter(screen, PIN);
    expect(screen.last('guest.pin')?.ask).toMatchObject({ purpose: 'choose', why: 'change' });
    screen.send({ type: 'guest.pin.cancel' });
    expect(await pins.verify('ada', PIN)).toEqual({ ok: true });
    screen.send({ type: 'guest.pin.change' });
    await enter(screen, '770412');
    await enter(screen, '770412');
    expect(await pins.verify('ada', '770412')).toEqual({ ok: true });
    expect(await pins.verify('ada', PIN)).toMatchObject({ ok: false });
  });
});

describe('an answer that holds something back', () => {
  it('opens the pad, and the same question is answered in full after the PIN', async () => {
    const { screen, inputs, said } = setUp({
      script: (input) => [
        { type: 'sentence', text: input.verified ? 'A table for two at eight.' : 'For that I need your PIN.' },
        {
          type: 'done',
          outcome: 'answered',
          tools: [{ name: 'my_bookings', input: {}, ms: 1 }],
          planner: 'local',
          ...(!input.verified && { needsPin: true }),
        },
      ],
    });
    await rememberAda(screen);
    await scan(screen);
    await say(screen, 'what did I book');
    expect(screen.last('guest.pin')?.ask).toMatchObject({ purpose: 'prove', why: 'bookings' });
    expect(said.at(-1)).toBe('For that I need your PIN.');
    await enter(screen, PIN);
    expect(inputs.map(({ text }) => text)).toEqual(['what did I book', 'what did I book']);
    expect(screen.last('answer.sentence')?.text).toBe('A table for two at eight.');
    expect(screen.last('guest.pin')?.ask).toBeNull();
  });
});

describe('the next guest', () => {
  const PERSONAL = /vegetarian|charger|secret|482917/;

  it.each([
    ['another badge', (screen: TestScreen) => scan(screen, 'bob')],
    ['walking away', async (_: TestScreen, pass: (ms: number) => void) => pass(70_000)],
  ])('%s: finds nothing of the one before, on the screen, in the snapshot, the pad or an export', async (_how, leave) => {
    const { screen, clock, open } = setUp();
    await rememberAda(screen);
    await scan(screen);
    await say(screen, 'my secret question');
    await say(screen, 'export my data');
    await enter(screen, PIN);
    expect(screen.last('memory')?.view?.codes).not.toBeNull();
    // Half-way into another PIN.
    const before = screen.received.length;
    // Silence counts once the kiosk has said what it had to say.
    screen.send({ type: 'speech.stop' });
    await settle();
    await leave(screen, (ms) => {
      for (let passed = 0; passed < ms; passed += 1000) clock.advance(1000);
    });
    await quiet();
    const after = screen.received.slice(before);
    const types = after.map(({ type }) => type);
    expect(types).toContain('session.ended');
    // Blank before anything else is shown.
    expect(after.find((m) => m.type === 'memory')).toMatchObject({ view: null });
    expect(types.indexOf('memory')).toBeLessThan(types.lastIndexOf('session.ended') + 1);
    await scan(screen, 'bob');
    await say(screen, 'what do you know about me?');
    const taken = open();
    await settle();
    expect(JSON.stringify(after) + JSON.stringify(taken.received)).not.toMatch(PERSONAL);
    expect(taken.last('memory')).toBeUndefined();
  });

  it('is not let in by the PIN of the one before, nor by one that was being checked', async () => {
    const { screen } = setUp();
    await rememberAda(screen);
    await scan(screen);
    screen.send({ type: 'memory.open' });
    await settle();
    screen.send({ type: 'guest.pin.enter', pin: PIN });
    screen.send({ type: 'badge.scan', source: 'wedge', payload: 'OK:bob' });
    await quiet();
    screen.send({ type: 'memory.open' });
    await quiet();
    expect(screen.all('memory').filter(({ view }) => view !== null)).toEqual([]);
    expect(screen.last('consent.ask')).toBeDefined();
  });

  it('is warned sooner where something personal is on the screen', async () => {
    const { screen, clock } = setUp();
    await rememberAda(screen);
    await scan(screen);
    screen.send({ type: 'memory.open' });
    await enter(screen, PIN);
    screen.send({ type: 'speech.stop' });
    await settle();
    clock.advance(20_000);
    await settle();
    expect(screen.last('idle.warning')?.endsInMs).toBe(20_000);
  });
});

describe('a badge that was in use elsewhere', () => {
  const copies = { scanned: () => true, elsewhere: () => {}, onCopied: () => () => {} };

  it('opens nothing before the PIN, and is a stranger until then', async () => {
    const { screen: first } = setUp();
    await rememberAda(first);
    const { screen, inputs } = setUp({ copies });
    await scan(screen);
    expect(screen.last('guest.recognised')?.guest.remembered).toBe(false);
    expect(screen.last('guest.pin')?.ask?.why).toBe('copied');
    await say(screen, 'where can I eat');
    expect(inputs.at(-1)).toMatchObject({ memory: null });
    expect(inputs.at(-1)?.guestRef).toBeUndefined();
    // Scanned once more, the pad is back.
    await scan(screen);
    await enter(screen, PIN);
    expect(screen.last('guest.recognised')?.guest.remembered).toBe(true);
    await say(screen, 'where can I eat');
    expect(inputs.at(-1)?.memory).not.toBeNull();
  });

  it('without a PIN stays shut', async () => {
    store.setConsent('ada', 'remember', '1');
    const { screen, inputs } = setUp({ copies });
    await scan(screen);
    expect(screen.last('answer.sentence')?.text).toContain('memory closed');
    await say(screen, 'forget me');
    expect(inputs.at(-1)).toMatchObject({ text: 'forget me', memory: null });
    expect(store.consent('ada')).toBe('remember');
  });
});
