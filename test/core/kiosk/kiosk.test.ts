import { describe, expect, it } from 'vitest';
import type { AgentEvent } from '../../../core/agent/agent.ts';
import { emptyVenue } from '../../fakes/empty-venue.ts';
import { answers, createScriptedHearing, createScriptedVoice } from '../../fakes/scripted.ts';
import { createKioskHarness, settle } from './kiosk-harness.ts';

/** Speech long enough to be an utterance, then silence long enough to end it. */
async function utter(screen: ReturnType<ReturnType<typeof createKioskHarness>['open']>) {
  await screen.speak(12, 0.02);
  await screen.speak(30, 0.97);
  await screen.speak(40, 0.01);
}

describe('a typed question', () => {
  it('starts a session and is answered in text and speech', async () => {
    const { open, said } = createKioskHarness();
    const screen = open();
    screen.send({ type: 'text.submit', text: 'where is the spa', source: 'typed' });
    await settle();
    expect(screen.last('session.started')).toBeDefined();
    expect(screen.last('turn.started')).toMatchObject({ question: 'where is the spa', source: 'typed' });
    expect(screen.last('answer.sentence')?.text).toBe('You asked: where is the spa.');
    expect(screen.last('turn.done')?.outcome).toBe('answered');
    expect(said).toEqual(['You asked: where is the spa.']);
    const meta = screen.last('speech.sentence');
    expect(screen.audio.at(-1)).toMatchObject({ turn: meta?.turn, sentence: 0, sampleRate: 16_000 });
  });

  it('is broken off by the next one, and nothing of the old turn comes after', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { open } = createKioskHarness({
      async *script(input): AsyncGenerator<AgentEvent> {
        if (input.text === 'slow') await held;
        yield* answers(`About ${input.text}.`);
      },
    });
    const screen = open();
    screen.send({ type: 'text.submit', text: 'slow', source: 'typed' });
    await settle();
    screen.send({ type: 'text.submit', text: 'quick', source: 'typed' });
    release();
    await settle();
    expect(screen.all('answer.sentence').map((m) => m.text)).toEqual(['About quick.']);
    expect(screen.all('turn.done').map((m) => m.outcome)).toEqual(['interrupted', 'answered']);
  });

  it('whose answer has a sentence longer than a screen takes goes on as text', async () => {
    const { open } = createKioskHarness({ script: () => answers('word '.repeat(1000).trim(), 'Then this.') });
    const screen = open();
    screen.send({ type: 'text.submit', text: 'tell me all', source: 'typed' });
    await settle();
    expect(screen.all('speech.text').map((m) => m.sentence)).toEqual([0]);
    expect(screen.audio.map((audio) => audio.sentence)).toEqual([1]);
  });

  it('whose agent throws is answered kindly and the session lives on', async () => {
    const { open, log } = createKioskHarness({
      async *script(input): AsyncGenerator<AgentEvent> {
        if (input.text === 'bad') throw new Error('boom');
        yield* answers('Fine.');
      },
    });
    const screen = open();
    screen.send({ type: 'text.submit', text: 'bad', source: 'typed' });
    await settle();
    expect(screen.last('fault')?.code).toBe('turn-failed');
    expect(screen.last('turn.done')?.outcome).toBe('failed');
    screen.send({ type: 'text.submit', text: 'good', source: 'typed' });
    await settle();
    expect(screen.last('answer.sentence')?.text).toBe('Fine.');
    expect(JSON.stringify(log.lines)).not.toContain('"bad"');
  });
});

describe('a spoken question', () => {
  it('is transcribed once, speculatively, and answered', async () => {
    const { open, transcriptions, inputs } = createKioskHarness({ hears: ['where is the bar'] });
    const screen = open();
    await screen.speak(12, 0.02);
    // Too short for a look in between.
    await screen.speak(20, 0.97);
    await screen.speak(8, 0.01);
    await settle();
    await screen.speak(14, 0.01);
    await settle();
    expect(transcriptions).toHaveLength(1);
    expect(inputs[0]).toMatchObject({ text: 'where is the bar', source: 'voice' });
    expect(screen.all('activity').map((m) => m.activity)).toContain('hearing');
    expect(screen.last('answer.sentence')?.text).toBe('You asked: where is the bar.');
  });

  it('with no words in it asks nothing and gives a hint inside a session', async () => {
    const { open, inputs } = createKioskHarness({ hears: ['', ''] });
    const screen = open();
    screen.send({ type: 'session.start', trigger: 'touch' });
    await utter(screen);
    await settle();
    expect(inputs).toHaveLength(0);
    expect(screen.last('hearing.nothing')?.hint).toContain("didn't catch");
  });

  it('in a language the model does not know gets an honest hint', async () => {
    const { open, inputs } = createKioskHarness({ hears: ['gibberish', 'gibberish'] });
    const screen = open();
    screen.send({ type: 'session.start', trigger: 'touch' });
    screen.send({ type: 'locale.set', locale: 'de' });
    await utter(screen);
    await settle();
    expect(inputs).toHaveLength(0);
    expect(screen.last('hearing.nothing')?.hint).toContain('Englisch');
  });

  it('over the kiosk pauses it at once, stops it for good when it was a question, and tells the agent what was heard', async () => {
    const { open, inputs } = createKioskHarness({
      hears: ['and when does it open', 'and when does it open'],
      script: (input) => answers(`One two three four about ${input.text}.`),
    });
    const screen = open();
    screen.send({ type: 'text.submit', text: 'spa', source: 'typed' });
    await settle();
    const turn = screen.last('turn.started')?.turn ?? -1;
    screen.send({ type: 'playback', turn, sentence: 0, event: 'started', heardMs: 0 });
    await settle();
    await screen.speak(30, 0.99);
    await settle();
    expect(screen.last('speech.pause')?.paused).toBe(true);
    await screen.speak(40, 0.01);
    await settle();
    expect(screen.last('speech.cancel')?.turn).toBe(turn);
    expect(inputs.at(-1)).toMatchObject({ text: 'and when does it open', heardOfLastAnswer: 'One' });
  });

  it('that was only "mm-hm" lets the kiosk go on speaking', async () => {
    const { open, inputs } = createKioskHarness({
      hears: ['mm-hm', 'mm-hm', 'mm-hm'],
      script: () => answers('A long answer that goes on.'),
    });
    const screen = open();
    screen.send({ type: 'text.submit', text: 'spa', source: 'typed' });
    await settle();
    const turn = screen.last('turn.started')?.turn ?? -1;
    screen.send({ type: 'playback', turn, sentence: 0, event: 'started', heardMs: 0 });
    await screen.speak(20, 0.99);
    await screen.speak(40, 0.01);
    await settle();
    expect(inputs).toHaveLength(1);
    expect(screen.all('speech.pause').map((m) => m.paused)).toEqual([true, false]);
    expect(screen.last('speech.cancel')).toBeUndefined();
  });
});

describe('what the kiosk was about to say', () => {
  it('is not said to the guest who came next', async () => {
    const spoken: (() => void)[] = [];
    const { tts } = createScriptedVoice();
    const slow: typeof tts = {
      ...tts,
      async speak(text, options) {
        await new Promise<void>((resolve) => spoken.push(resolve));
        return tts.speak(text, options);
      },
    };
    const { open } = createKioskHarness({ tts: slow });
    const screen = open();
    screen.send({ type: 'text.submit', text: 'first', source: 'typed' });
    await settle();
    screen.send({ type: 'session.end' });
    screen.send({ type: 'text.submit', text: 'second', source: 'typed' });
    await settle();
    expect(spoken).toHaveLength(2);
    const turn = screen.last('turn.started')?.turn;
    spoken[0]?.();
    await settle();
    expect(screen.audio).toHaveLength(0);
    spoken[1]?.();
    await settle();
    expect(screen.audio.map((audio) => audio.turn)).toEqual([turn]);
  });
});

describe('what a guest said last', () => {
  it('is dropped when it is understood only after they have gone, and reaches nobody who came next', async () => {
    const understood: (() => void)[] = [];
    const { stt } = createScriptedHearing(['a secret of the first guest', 'a secret of the first guest']);
    const slow: typeof stt = {
      ...stt,
      async transcribe(audio, options) {
        await new Promise<void>((resolve) => understood.push(resolve));
        return stt.transcribe(audio, options);
      },
    };
    const { open, inputs } = createKioskHarness({ stt: slow });
    const screen = open();
    screen.send({ type: 'session.start', trigger: 'touch' });
    await utter(screen);
    await settle();
    screen.send({ type: 'session.end' });
    screen.send({ type: 'session.start', trigger: 'touch' });
    await settle();
    expect(understood.length).toBeGreaterThan(0);
    for (const resolve of understood) resolve();
    await settle();
    expect(inputs).toHaveLength(0);
    expect(JSON.stringify(screen.received)).not.toContain('secret');
  });

  it('and what they heard of an answer stopped by touch is known to the agent', async () => {
    const { open, clock, inputs } = createKioskHarness({ script: () => answers('One two three four five six.') });
    const screen = open();
    screen.send({ type: 'text.submit', text: 'tell me', source: 'typed' });
    await settle();
    const turn = screen.last('turn.started')?.turn ?? -1;
    screen.send({ type: 'playback', turn, sentence: 0, event: 'started', heardMs: 0 });
    await settle();
    clock.advance(350);
    screen.send({ type: 'text.submit', text: 'go on', source: 'typed' });
    await settle();
    expect(inputs.at(-1)?.heardOfLastAnswer).toBe('One two three');
  });
});

describe('a session', () => {
  it('warns when idle, takes the warning back on a touch, and ends with everything cleared', async () => {
    const { open, clock } = createKioskHarness({ config: { idle: { warnAfterMs: 10_000, resetAfterMs: 5_000 } } });
    const screen = open();
    screen.send({ type: 'session.start', trigger: 'touch' });
    await settle();
    clock.advance(10_000);
    await settle();
    expect(screen.last('idle.warning')?.endsInMs).toBe(5_000);
    screen.send({ type: 'session.touch' });
    await settle();
    expect(screen.last('idle.cleared')).toBeDefined();
    clock.advance(15_000);
    await settle();
    expect(screen.last('session.ended')?.reason).toBe('idle');
    const again = open();
    await settle();
    expect(again.last('welcome')?.session).toBeNull();
  });

  it('does not run out while the kiosk speaks', async () => {
    const { open, clock } = createKioskHarness({
      config: { idle: { warnAfterMs: 1_000, resetAfterMs: 1_000 } },
      script: () => answers('word '.repeat(100)),
    });
    const screen = open();
    screen.send({ type: 'text.submit', text: 'tell me', source: 'typed' });
    await settle();
    const turn = screen.last('turn.started')?.turn ?? -1;
    screen.send({ type: 'playback', turn, sentence: 0, event: 'started', heardMs: 0 });
    await settle();
    clock.advance(5_000);
    await settle();
    expect(screen.last('idle.warning')).toBeUndefined();
    screen.send({ type: 'playback', turn, sentence: 0, event: 'finished', heardMs: 10_000 });
    await settle();
    clock.advance(2_000);
    await settle();
    expect(screen.last('session.ended')?.reason).toBe('idle');
  });

  it('survives a reconnecting screen, and ends when the screen stays away', async () => {
    const { open, clock } = createKioskHarness();
    const first = open();
    first.send({ type: 'text.submit', text: 'spa', source: 'typed' });
    await settle();
    first.connection.close('network');
    await settle();
    const second = open();
    await settle();
    expect(second.last('welcome')?.session?.turns[0]).toMatchObject({ question: 'spa', answer: 'You asked: spa.' });
    second.connection.close('network');
    await settle();
    clock.advance(31_000);
    const third = open();
    await settle();
    expect(third.last('welcome')?.session).toBeNull();
  });

  it('belongs to the newest guest screen alone', async () => {
    const { open } = createKioskHarness();
    const first = open();
    await settle();
    let closed = '';
    first.connection.onClose((reason) => {
      closed = reason;
    });
    const second = open();
    second.send({ type: 'text.submit', text: 'spa', source: 'typed' });
    await settle();
    expect(closed).toMatch(/replaced/);
    expect(first.last('turn.started')).toBeUndefined();
  });
});

describe('a newly published venue', () => {
  const named = (version: string, name: string) => ({ version, venue: emptyVenue(name) });

  it('reaches a waiting screen by itself, and a guest in mid-conversation only afterwards', async () => {
    let venue = named('1-a', 'Old House');
    const { open, clock } = createKioskHarness({ venue: () => venue });
    const screen = open();
    await settle();
    expect(screen.last('welcome')?.venue?.name).toBe('Old House');
    venue = named('2-b', 'New House');
    clock.advance(10_000);
    await settle();
    expect(screen.last('welcome')?.venue?.name).toBe('New House');

    screen.send({ type: 'session.start', trigger: 'touch' });
    await settle();
    venue = named('3-c', 'Newest House');
    clock.advance(20_000);
    await settle();
    expect(screen.last('welcome')?.venue?.name).toBe('New House');
    screen.send({ type: 'session.end' });
    await settle();
    clock.advance(10_000);
    await settle();
    expect(screen.last('welcome')?.venue?.name).toBe('Newest House');
  });
});

describe('a badge', () => {
  it('asks for consent the first time, greets neutrally the next', async () => {
    const { open, inputs } = createKioskHarness();
    const screen = open();
    screen.send({ type: 'badge.scan', source: 'camera', payload: 'OK:ada' });
    await settle();
    expect(screen.last('consent.ask')).toBeDefined();
    screen.send({ type: 'text.submit', text: 'before consent', source: 'typed' });
    await settle();
    expect(inputs.at(-1)?.memory).toBeNull();
    screen.send({ type: 'consent.answer', remember: true });
    await settle();
    expect(screen.last('guest.recognised')?.guest.remembered).toBe(true);
    screen.send({ type: 'text.submit', text: 'after consent', source: 'typed' });
    await settle();
    expect(inputs.at(-1)?.memory).not.toBeNull();
    screen.send({ type: 'session.end' });
    screen.send({ type: 'badge.scan', source: 'camera', payload: 'OK:ada' });
    await settle();
    expect(screen.all('consent.ask')).toHaveLength(1);
    expect(screen.last('answer.sentence')?.text).toBe('Welcome back. How can I help?');
  });

  it('whose question for consent was lost with the screen is asked again, by the screen coming back or another scan', async () => {
    const { open } = createKioskHarness();
    const first = open();
    first.send({ type: 'badge.scan', source: 'camera', payload: 'OK:ada' });
    await settle();
    first.connection.close('network');
    await settle();
    const second = open();
    await settle();
    expect(second.all('consent.ask')).toHaveLength(1);
    second.send({ type: 'badge.scan', source: 'camera', payload: 'OK:ada' });
    await settle();
    expect(second.all('consent.ask')).toHaveLength(2);
    second.send({ type: 'consent.answer', remember: true });
    second.send({ type: 'badge.scan', source: 'camera', payload: 'OK:ada' });
    await settle();
    expect(second.all('consent.ask')).toHaveLength(2);
  });

  it('of somebody else ends the session before anything is shown', async () => {
    const { open } = createKioskHarness();
    const screen = open();
    screen.send({ type: 'badge.scan', source: 'camera', payload: 'OK:ada' });
    await settle();
    screen.send({ type: 'badge.scan', source: 'wedge', payload: 'OK:bob' });
    await settle();
    const order = screen.received.map((m) => m.type).filter((t) => t.startsWith('session.') || t === 'consent.ask');
    expect(order).toEqual(['session.started', 'consent.ask', 'session.ended', 'session.started', 'consent.ask']);
  });

  it('that is forged is refused kindly, and its payload is in no log line', async () => {
    const { open, log } = createKioskHarness();
    const screen = open();
    screen.send({ type: 'badge.scan', source: 'camera', payload: 'SECRET-PAYLOAD' });
    await settle();
    expect(screen.last('badge.refused')?.hint).toContain("can't read this badge");
    expect(JSON.stringify(log.lines)).not.toContain('SECRET-PAYLOAD');
  });

  it('forgotten: read back first, then the guest is erased and nothing of the session stays on the screen', async () => {
    const { open, guests, inputs } = createKioskHarness();
    const screen = open();
    screen.send({ type: 'badge.scan', source: 'camera', payload: 'OK:ada' });
    await settle();
    screen.send({ type: 'text.submit', text: 'forget me', source: 'typed' });
    await settle();
    // Not recognised yet, so there is nothing to erase: a question like any other.
    expect(inputs.at(-1)).toMatchObject({ text: 'forget me', memory: null });
    screen.send({ type: 'consent.answer', remember: true });
    screen.send({ type: 'text.submit', text: 'forget me', source: 'typed' });
    await settle();
    expect(guests.consent('ada')).toBe('remember');
    expect(screen.last('memory')?.view?.asks?.what).toBe('erase');
    screen.send({ type: 'text.submit', text: 'yes please', source: 'typed' });
    await settle();
    expect(guests.consent('ada')).toBe('unknown');
    expect(screen.last('session.ended')?.reason).toBe('forgotten');
    expect(screen.last('session.started')?.session).toMatchObject({ turns: [], guest: null });
    screen.send({ type: 'text.submit', text: 'and now', source: 'typed' });
    await settle();
    expect(inputs.at(-1)?.memory).toBeNull();
  });

  it('confirmed to the agent: erased at once where no PIN is set', async () => {
    const { open, guests } = createKioskHarness({
      script(input) {
        if (input.text === 'do it') input.forgetGuest?.();
        return answers('Done.');
      },
    });
    const screen = open();
    screen.send({ type: 'badge.scan', source: 'camera', payload: 'OK:ada' });
    await settle();
    screen.send({ type: 'consent.answer', remember: true });
    screen.send({ type: 'text.submit', text: 'do it', source: 'typed' });
    await settle();
    expect(guests.consent('ada')).toBe('unknown');
    expect(screen.last('guest.recognised')?.guest.remembered).toBe(false);
  });
});

describe('why a part is down', () => {
  it('is told to signed-in staff, never to a guest screen or one that only says it is staff', async () => {
    const { open } = createKioskHarness();
    const guest = open();
    const staff = open('staff');
    await settle();
    const reason = 'no venue in this test';
    expect(guest.last('welcome')?.capabilities.venue).toEqual({ state: 'unavailable' });
    expect(JSON.stringify([guest.received, staff.received])).not.toContain(reason);
    staff.send({ type: 'staff.signIn', pin: '1234' });
    await settle();
    expect(staff.last('capabilities')?.capabilities.venue.reason).toBe(reason);
  });
});

describe('staff', () => {
  it('see requests and traces only after signing in, and work requests off', async () => {
    const { open, requests } = createKioskHarness();
    const guest = open();
    const staff = open('staff');
    requests.create({ kind: 'help', title: 'Help', detail: '', placeName: 'Lobby', createdAt: '2026-05-12T10:00' });
    guest.send({ type: 'text.submit', text: 'spa', source: 'typed' });
    await settle();
    expect(staff.all('staff.requests')).toHaveLength(0);
    expect(staff.all('trace')).toHaveLength(0);
    staff.send({ type: 'staff.request.update', requestId: 'request-1', status: 'done' });
    await settle();
    expect(staff.last('refused')?.code).toBe('not-allowed');
    staff.send({ type: 'staff.signIn', pin: '1234' });
    await settle();
    expect(staff.last('staff.signedIn')).toBeDefined();
    staff.send({ type: 'staff.request.update', requestId: 'request-1', status: 'done' });
    await settle();
    expect(staff.last('staff.requests')?.requests[0]).toMatchObject({ id: 'request-1', status: 'done' });
    guest.send({ type: 'text.submit', text: 'bar', source: 'typed' });
    await settle();
    expect(staff.last('trace')?.step.stage).toBe('perceive');
    const other = open('staff');
    other.send({ type: 'staff.signIn', pin: '9999' });
    await settle();
    expect(other.last('staff.refused')?.retryAfterMs).toBe(1000);
    expect(guest.all('trace')).toHaveLength(0);
  });
});
