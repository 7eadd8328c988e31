import { describe, expect, it } from 'vitest';
import { guestVisits, PIN, texts } from './guest-visits.ts';

const at = guestVisits();
const { setUp, say, quiet, scan, enter, rememberAda } = at;

describe('the way to what is remembered', () => {
  it('is shut to a badge alone: greeted neutrally, and every message about memory is without effect', async () => {
    const { screen, inputs } = setUp();
    await rememberAda(screen);
    const before = screen.received.length;
    await scan(screen);
    await say(screen, 'hello');
    expect(inputs.at(-1)).toMatchObject({ guestRef: at.store.pseudonym('ada') });
    expect(inputs.at(-1)?.verified).toBeUndefined();
    const [fact] = inputs.at(-1)?.memory?.profile().facts ?? [];
    screen.send({ type: 'memory.delete', id: fact?.id ?? '' });
    screen.send({ type: 'memory.correct', id: fact?.id ?? '', value: 'vegan' });
    screen.send({ type: 'memory.export', format: 'json' });
    screen.send({ type: 'memory.answer', yes: true });
    screen.send({ type: 'memory.erase' });
    screen.send({ type: 'memory.answer', yes: true });
    await quiet();
    expect(at.store.inspect('ada')?.facts).toMatchObject([{ value: 'vegetarian', retracted: false }]);
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

  it('takes what was read out with it when it closes, from the captions, the loudspeaker and a screen that comes back', async () => {
    const { screen, open } = setUp();
    await rememberAda(screen);
    await scan(screen);
    await say(screen, 'hello');
    const answered = screen.last('answer.sentence')?.turn;
    await say(screen, 'what do you know about me?');
    await enter(screen, PIN);
    const before = screen.received.length;
    await say(screen, 'read it to me');
    const readOut = screen.received.slice(before).find((m) => m.type === 'answer.sentence' && m.text.includes('vegetarian'));
    expect(readOut).toBeDefined();
    screen.send({ type: 'memory.close' });
    await quiet();
    expect(screen.received.slice(before).some((m) => m.type === 'speech.cancel')).toBe(true);
    const withdrawn = screen.all('turn.withdrawn').map(({ turn }) => turn);
    expect(withdrawn).toContain(readOut?.type === 'answer.sentence' ? readOut.turn : null);
    expect(withdrawn).not.toContain(answered);
    const again = open();
    await quiet();
    const session = again.last('welcome')?.session;
    expect(session?.turns.map(({ turn }) => turn)).toContain(answered);
    expect(JSON.stringify(session?.turns)).not.toMatch(/You eat vegetarian|charger/);
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
    expect(at.store.inspect('ada')?.episodes.some(({ names }) => names.includes('Tideline'))).toBe(false);
    await say(screen, 'delete nine');
    expect(screen.last('answer.sentence')?.text).toContain('number');
    await say(screen, 'pause remembering');
    expect(screen.last('memory')?.view?.paused).toBe(true);
    await say(screen, 'remember again');
    await say(screen, 'forget my diet');
    expect(at.store.inspect('ada')?.facts.filter(({ validTo }) => validTo === null)).toEqual([]);
  });

  it('lets a badge alone have nothing more kept, and takes the PIN to begin again', async () => {
    const { screen } = setUp();
    await rememberAda(screen);
    await scan(screen);
    const paused = () => at.store.inspect('ada')?.paused;
    await say(screen, 'pause remembering');
    expect(paused()).toBe(true);
    await say(screen, 'remember again');
    expect(paused()).toBe(true);
    expect(screen.last('guest.pin')?.ask).toMatchObject({ purpose: 'prove', why: 'resume' });
    screen.send({ type: 'guest.pin.cancel' });
    screen.send({ type: 'memory.pause', paused: false });
    await quiet();
    expect(paused()).toBe(true);
    await enter(screen, PIN);
    expect(paused()).toBe(false);
  });

  it('takes the PIN for what was asked before a PIN was known here', async () => {
    const { screen, pins } = setUp();
    await scan(screen);
    screen.send({ type: 'consent.answer', remember: true });
    screen.send({ type: 'guest.pin.cancel' });
    await quiet();
    at.store.open('ada').remember({ kind: 'diet', value: 'vegan', source: 'explicit', sessionId: 's', turn: 1 });
    const kept = () => at.store.inspect('ada')?.facts.filter(({ validTo }) => validTo === null).length;
    await say(screen, 'forget my diet');
    expect(screen.last('memory')?.view?.asks).toMatchObject({ what: 'delete' });
    await pins.set('ada', PIN);
    await say(screen, 'yes');
    expect(kept()).toBe(1);
    expect(screen.last('guest.pin')?.ask).toMatchObject({ purpose: 'prove', why: 'delete' });
    await enter(screen, PIN);
    expect(kept()).toBe(0);
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
    expect(at.store.consent('ada')).toBe('remember');
    await say(screen, 'no');
    expect(at.store.consent('ada')).toBe('remember');
    await say(screen, 'erase everything');
    const before = screen.received.length;
    await say(screen, 'yes');
    expect(at.store.consent('ada')).toBe('unknown');
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
