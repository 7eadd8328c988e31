import { describe, expect, it } from 'vitest';
import type { AgentEvent } from '../../../core/agent/agent.ts';
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
