import { describe, expect, it } from 'vitest';
import { createArrayMemory } from '../../fakes/array-memory.ts';
import { answers, createMemoryGuests } from '../../fakes/scripted.ts';
import { createKioskHarness, settle, type TestScreen } from './kiosk-harness.ts';

const IDLE = { idle: { warnAfterMs: 10_000, resetAfterMs: 5_000 } };
const AUDIO = { type: 'access.set', audio: true, speechRate: 1 } as const;

async function begun(screen: TestScreen): Promise<TestScreen> {
  screen.send({ type: 'session.start', trigger: 'touch' });
  await settle();
  return screen;
}

const say = (screen: TestScreen, text: string) => screen.send({ type: 'speech.say', text, locale: 'en' });
const type = async (screen: TestScreen, text: string) => {
  screen.send({ type: 'text.submit', text, source: 'typed' });
  await settle();
};

describe('a text of the screen', () => {
  it('is read out sentence by sentence, marked as no answer, and is no turn of the conversation', async () => {
    const { open, said } = createKioskHarness();
    const screen = await begun(open());
    say(screen, 'Help from a person, button. Two of nine.');
    await settle();
    expect(said).toEqual(['Help from a person, button.', 'Two of nine.']);
    expect(screen.all('speech.sentence').map(({ reading }) => reading)).toEqual([true, true]);
    expect(screen.all('turn.started')).toEqual([]);
    expect(screen.last('activity')?.activity).not.toBe('speaking');
  });

  it('is read by the screen itself where the kiosk has no voice for its language', async () => {
    const { open } = createKioskHarness();
    const screen = await begun(open());
    screen.send({ type: 'speech.say', text: 'Hilfe von einem Menschen, Taste', locale: 'de' });
    await settle();
    expect(screen.last('speech.text')).toMatchObject({ text: 'Hilfe von einem Menschen, Taste', locale: 'de' });
  });

  it('gives way to the next one, and takes the place of an answer without losing what was heard of it', async () => {
    const { open, inputs, clock } = createKioskHarness({ script: () => answers('one two three four five') });
    const screen = await begun(open());
    await type(screen, 'count');
    const { turn } = screen.last('turn.started') ?? { turn: -1 };
    screen.send({ type: 'playback', turn, sentence: 0, event: 'started', heardMs: 0 });
    await settle();
    clock.advance(250);
    say(screen, 'First item');
    await settle();
    expect(screen.last('speech.cancel')?.turn).toBe(turn);
    say(screen, 'Second item');
    await settle();
    expect(screen.last('speech.cancel')?.turn).toBeGreaterThan(turn);
    await type(screen, 'and then');
    expect(inputs.at(-1)?.heardOfLastAnswer).toBe('one two');
  });

  it('leaves nothing of the answer before it for the next guest', async () => {
    const { open, inputs, clock } = createKioskHarness({ script: () => answers('one two three four five') });
    const screen = await begun(open());
    await type(screen, 'count');
    const { turn } = screen.last('turn.started') ?? { turn: -1 };
    screen.send({ type: 'playback', turn, sentence: 0, event: 'started', heardMs: 0 });
    await settle();
    clock.advance(250);
    say(screen, 'First item');
    await settle();
    screen.send({ type: 'session.end' });
    await settle();
    await type(screen, 'good morning');
    expect(inputs.map(({ text }) => text)).toEqual(['count', 'good morning']);
    expect(inputs.at(-1)?.heardOfLastAnswer ?? '').toBe('');
  });

  it('says nothing where no guest is, stops when empty, and no flood of it gets through', async () => {
    const { open, said, clock } = createKioskHarness();
    const screen = open();
    say(screen, 'Nobody');
    await settle();
    expect(said).toEqual([]);
    await begun(screen);
    for (let i = 0; i < 40; i++) say(screen, `Item ${i}`);
    await settle();
    expect(said.length).toBeLessThan(15);
    clock.advance(1_000);
    say(screen, 'Later');
    await settle();
    expect(said.at(-1)).toBe('Later');
    const cancelled = screen.all('speech.cancel').length;
    say(screen, '');
    await settle();
    expect(screen.all('speech.cancel').length).toBe(cancelled + 1);
  });

  it('neither keeps an abandoned session alive nor takes a warning back', async () => {
    const { open, clock } = createKioskHarness({ config: IDLE });
    const screen = await begun(open());
    clock.advance(10_000);
    await settle();
    expect(screen.all('idle.warning')).toHaveLength(1);
    say(screen, 'Are you still there?');
    await settle();
    expect(screen.all('idle.cleared')).toEqual([]);
    clock.advance(5_000);
    await settle();
    expect(screen.last('session.ended')?.reason).toBe('idle');
  });
});

describe('time', () => {
  it('can be asked for again and again: touched, typed, or said', async () => {
    const { open, clock } = createKioskHarness({ config: IDLE, hears: Array.from({ length: 4 }, () => 'one moment please') });
    const screen = await begun(open());
    for (let i = 1; i <= 12; i++) {
      clock.advance(10_000);
      await settle();
      expect(screen.all('idle.warning')).toHaveLength(i);
      clock.advance(4_000);
      if (i % 3 === 0) await screen.speak(20, 0.99);
      else screen.send({ type: 'session.touch' });
      await settle();
      expect(screen.all('idle.cleared')).toHaveLength(i);
      if (i % 3 === 0) await screen.speak(60, 0.01);
      await settle();
      screen.send({ type: 'speech.stop' });
      await settle();
    }
    expect(screen.all('session.ended')).toEqual([]);
  });

  it('is twice as long in audio mode, and as before for the next guest', async () => {
    const { open, clock } = createKioskHarness({ config: IDLE });
    const screen = await begun(open());
    screen.send(AUDIO);
    await settle();
    clock.advance(19_999);
    await settle();
    expect(screen.all('idle.warning')).toEqual([]);
    clock.advance(1);
    await settle();
    expect(screen.last('idle.warning')?.endsInMs).toBe(10_000);
    screen.send({ type: 'session.end' });
    await settle();
    await begun(screen);
    clock.advance(10_000);
    await settle();
    expect(screen.last('idle.warning')?.endsInMs).toBe(5_000);
  });
});

describe('words', () => {
  it('change the screen, are confirmed, and never reach the agent', async () => {
    const { open, inputs, said } = createKioskHarness();
    const screen = await begun(open());
    await type(screen, 'Bigger text please');
    expect(screen.last('access.do')).toMatchObject({ command: 'bigger' });
    expect(screen.last('answer.sentence')?.text).toBe('The text is larger.');
    expect(said).toEqual(['The text is larger.']);
    expect(inputs).toEqual([]);
  });

  it('move through the screen only where it is read out', async () => {
    const { open, inputs } = createKioskHarness();
    const screen = await begun(open());
    await type(screen, 'next');
    expect(inputs.map(({ text }) => text)).toEqual(['next']);
    screen.send(AUDIO);
    await type(screen, 'next');
    expect(screen.last('access.do')).toMatchObject({ command: 'next' });
    expect(inputs).toHaveLength(1);
  });

  it('press a control by its name; what is on no control is a question', async () => {
    const { open, inputs } = createKioskHarness();
    const screen = await begun(open());
    await type(screen, 'Press office');
    expect(screen.last('access.press')).toMatchObject({ name: 'office', text: 'Press office' });
    expect(inputs).toEqual([]);
    await type(screen, 'Press office');
    expect(inputs.map(({ text }) => text)).toEqual(['Press office']);
  });

  it('end the session with "start over"', async () => {
    const { open } = createKioskHarness();
    const screen = await begun(open());
    await type(screen, 'start over please');
    expect(screen.last('session.ended')?.reason).toBe('guest');
  });

  it('on a chip or a card mean what is written there', async () => {
    const { open, inputs } = createKioskHarness();
    const screen = await begun(open());
    screen.send({ type: 'text.submit', text: 'Louder', source: 'chip' });
    await settle();
    expect(inputs.map(({ text }) => text)).toEqual(['Louder']);
  });
});

describe('a remembered guest', () => {
  it('who asked for large and slow answers before has them from the first word on', async () => {
    const guests = createMemoryGuests();
    guests.setConsent('ada', 'remember', '1');
    const memory = guests.open('ada');
    for (const value of ['large-text', 'slow'])
      memory.remember({
        kind: 'answers',
        value,
        source: 'explicit',
        sessionId: 's',
        turn: 1,
        confidence: 1,
        validFrom: '2026-05-12T09:00:00Z',
      });
    const { open } = createKioskHarness({ guests });
    const screen = open();
    screen.send({ type: 'badge.scan', source: 'camera', payload: 'OK:ada' });
    await settle();
    expect(screen.all('access.do').map(({ command }) => command)).toEqual(['slower', 'bigger']);
  });

  it('has it noted when they ask for it now, as the agent’s answers are', async () => {
    const memory = createArrayMemory();
    const { open } = createKioskHarness({ guests: { ...createMemoryGuests(), open: () => memory } });
    const screen = open();
    screen.send({ type: 'badge.scan', source: 'camera', payload: 'OK:ada' });
    await settle();
    screen.send({ type: 'consent.answer', remember: true });
    await settle();
    await type(screen, 'bigger text please');
    screen.send({ type: 'session.end' });
    await settle();
    expect(memory.profile().episodes.flatMap(({ wishes }) => wishes)).toEqual(['large-text']);
  });
});
