import { describe, expect, it } from 'vitest';
import { settle, type TestScreen } from '../kiosk-harness.ts';
import { guestVisits, PIN } from './guest-visits.ts';

const at = guestVisits();
const { setUp, say, quiet, scan, enter, rememberAda } = at;

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
    at.store.setConsent('ada', 'remember', '1');
    const { screen, inputs } = setUp({ copies });
    await scan(screen);
    expect(screen.last('answer.sentence')?.text).toContain('memory closed');
    await say(screen, 'forget me');
    expect(inputs.at(-1)).toMatchObject({ text: 'forget me', memory: null });
    expect(at.store.consent('ada')).toBe('remember');
  });
});
