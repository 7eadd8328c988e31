import { describe, expect, it } from 'vitest';
import { settle } from '../kiosk-harness.ts';
import { guestVisits, PIN } from './guest-visits.ts';

const at = guestVisits();
const { setUp, say, quiet, scan, enter, rememberAda } = at;

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
    expect(at.store.inspect('ada')?.consents).toMatchObject([{ kiosk: 'Lobby east', textVersion: '2026-11-2' }]);
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
    expect(at.store.consent('ada')).toBe('unknown');
  });

  it('by voice: a yes, the digits only once the guest asked to say them, and they are on no screen', async () => {
    const { screen, log, inputs } = setUp();
    await scan(screen);
    await say(screen, 'yes, remember me');
    expect(at.store.consent('ada')).toBe('remember');
    await say(screen, 'let me speak my pin');
    expect(screen.last('guest.pin')?.ask?.spoken).toBe(true);
    await say(screen, 'four eight two nine one seven');
    await say(screen, '4, 8, 2, 9, 1, 7.');
    expect(screen.last('guest.pin')?.ask).toBeNull();
    expect(at.store.pins.read('ada')).not.toBeNull();
    const shown = JSON.stringify(screen.received) + JSON.stringify(log.lines);
    expect(shown).not.toMatch(/four eight|4, 8|482917/);
    expect(inputs).toEqual([]);
    expect(at.store.inspect('ada')?.turns).toEqual([]);
  });
});

describe('a yes that another kiosk brings while the question is on the screen', () => {
  it.each([true, false])('is neither taken back nor given another PIN by a badge alone (answer %s)', async (remember) => {
    const { screen, pins } = setUp();
    await scan(screen);
    at.store.setConsent('ada', 'remember', '1', 'elsewhere');
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
    const memory = at.store.open('ada');
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
