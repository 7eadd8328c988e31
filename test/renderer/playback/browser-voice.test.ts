import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBrowserVoice } from '../../../renderer/playback/browser-voice.ts';
import type { PlaybackEvent } from '../../../renderer/playback/player.ts';

/** A speech engine that does as it is told; the real ones differ from machine to machine. */
class ScriptedUtterance {
  readonly text: string;
  voice: { readonly lang: string } | null = null;
  lang = '';
  onstart: (() => void) | null = null;
  onend: (() => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(text: string) {
    this.text = text;
  }
}

function createEngine(voices: readonly { lang: string; localService: boolean }[]) {
  const spoken: ScriptedUtterance[] = [];
  const calls: string[] = [];
  const engine = {
    getVoices: () => [...voices],
    speak: (utterance: ScriptedUtterance) => void spoken.push(utterance),
    cancel: () => void calls.push('cancel'),
    pause: () => void calls.push('pause'),
    resume: () => void calls.push('resume'),
  };
  return { spoken, calls, synthesis: engine as unknown as SpeechSynthesis };
}

const sentence = (turn: number, number: number, locale = 'de', text = 'Der Spa-Bereich ist im ersten Stock.') => ({
  turn,
  sentence: number,
  locale,
  text,
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  vi.stubGlobal('SpeechSynthesisUtterance', ScriptedUtterance);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function setUp(voices: readonly { lang: string; localService: boolean }[]) {
  const events: PlaybackEvent[] = [];
  const engine = createEngine(voices);
  const voice = createBrowserVoice({ onEvent: (event) => events.push(event), synthesis: engine.synthesis });
  return { ...engine, events, voice, names: () => events.map(({ turn, sentence, event }) => `${turn}.${sentence} ${event}`) };
}

describe('with a voice of the language', () => {
  const german = [
    { lang: 'en-GB', localService: true },
    { lang: 'de-AT', localService: false },
    { lang: 'de_DE', localService: true },
  ];

  it('speaks one sentence after the other, with a voice on this machine', () => {
    const { voice, spoken, names } = setUp(german);
    voice.say(sentence(1, 0));
    voice.say(sentence(1, 1));
    expect(spoken.map((one) => one.voice?.lang)).toEqual(['de_DE']);
    spoken[0]?.onstart?.();
    spoken[0]?.onend?.();
    expect(spoken).toHaveLength(2);
    spoken[1]?.onstart?.();
    expect(names()).toEqual(['1.0 started', '1.0 finished', '1.1 started']);
  });

  it('tells which languages it has a voice for, on this machine', () => {
    const { voice } = setUp(german);
    expect(['de', 'de-AT', 'en', 'ar', 'ja'].map(voice.speaks)).toEqual([true, true, true, false, false]);
    expect(setUp([{ lang: 'de-DE', localService: false }]).voice.speaks('de')).toBe(false);
    expect(createBrowserVoice({ onEvent: () => {}, synthesis: null }).speaks('en')).toBe(false);
  });

  it('sends nothing that is said to a voice over the network: captions alone keep their pace', () => {
    const { voice, spoken, names } = setUp([{ lang: 'de-DE', localService: false }]);
    voice.say(sentence(1, 0));
    expect(spoken).toEqual([]);
    expect(names()).toEqual(['1.0 started']);
  });

  it('stops a cancelled turn and reports how much was heard', () => {
    const { voice, spoken, calls, events, names } = setUp(german);
    voice.say(sentence(1, 0));
    voice.say(sentence(1, 1));
    spoken[0]?.onstart?.();
    vi.advanceTimersByTime(700);
    voice.cancel(1);
    spoken[0]?.onend?.();
    voice.say(sentence(1, 2));
    expect(names()).toEqual(['1.0 started', '1.0 stopped', '1.1 stopped']);
    expect(events.map(({ heardMs }) => heardMs)).toEqual([0, 700, 0]);
    expect(calls).toContain('cancel');
    expect(spoken).toHaveLength(1);
  });

  it('goes on without an engine that is stuck', () => {
    const { voice, spoken, names } = setUp(german);
    voice.say(sentence(1, 0));
    voice.say(sentence(1, 1));
    vi.advanceTimersByTime(20_000);
    expect(spoken).toHaveLength(2);
    expect(names().slice(0, 2)).toEqual(['1.0 started', '1.0 finished']);
  });

  it('keeps the captions’ pace when the voice fails', () => {
    const { voice, spoken, names } = setUp(german);
    voice.say(sentence(1, 0));
    spoken[0]?.onerror?.();
    expect(names()).toEqual(['1.0 started']);
    vi.advanceTimersByTime(5000);
    expect(names()).toEqual(['1.0 started', '1.0 finished']);
  });
});

describe('with no voice of the language', () => {
  it('takes as long as reading does', () => {
    const { voice, spoken, events, names } = setUp([{ lang: 'en-US', localService: true }]);
    voice.say(sentence(1, 0, 'de', 'x'.repeat(40)));
    expect(spoken).toEqual([]);
    vi.advanceTimersByTime(1300);
    expect(voice.position()).toEqual({ turn: 1, sentence: 0, ms: 1300 });
    expect(names()).toEqual(['1.0 started']);
    vi.advanceTimersByTime(1300);
    expect(names()).toEqual(['1.0 started', '1.0 finished']);
    expect(events[1]?.heardMs).toBe(2600);
    expect(voice.position()).toBeNull();
  });

  it('holds its place while paused', () => {
    const { voice, events } = setUp([]);
    voice.say(sentence(1, 0, 'de', 'x'.repeat(40)));
    vi.advanceTimersByTime(1000);
    voice.pause(true);
    vi.advanceTimersByTime(60_000);
    expect(voice.position()?.ms).toBe(1000);
    voice.pause(false);
    vi.advanceTimersByTime(1599);
    expect(events.map(({ event }) => event)).toEqual(['started']);
    vi.advanceTimersByTime(1);
    expect(events[1]).toEqual({ turn: 1, sentence: 0, event: 'finished', heardMs: 2600 });
  });

  it('plays a new conversation’s turns after reset()', () => {
    const { voice, names } = setUp([]);
    voice.cancel(9);
    voice.reset();
    voice.say(sentence(1, 0));
    expect(names()).toEqual(['1.0 started']);
  });
});
