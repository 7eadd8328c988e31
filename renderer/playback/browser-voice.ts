import type { ToScreenOf } from '../../core/contract/index.ts';
import type { PlaybackEvent, PlaybackPosition } from './player.ts';

type SpeechText = Pick<ToScreenOf<'speech.text'>, 'turn' | 'sentence' | 'text' | 'locale'>;

export interface BrowserVoiceOptions {
  readonly onEvent: (event: PlaybackEvent) => void;
  /** Default: the page's own, where it has one. */
  readonly synthesis?: SpeechSynthesis | null;
}

/** Speaks `speech.text` with the browser's own voices; where it has none, waits as long as reading takes. */
export interface BrowserVoice {
  say(message: SpeechText): void;
  /** Stops and drops every turn up to and including this one. */
  cancel(turn: number): void;
  /** A browser's voice cannot get quieter in mid-sentence: it pauses. */
  duck(on: boolean): void;
  /** Estimated, as browsers report no audio clock for speech. */
  position(): PlaybackPosition | null;
  reset(): void;
  close(): void;
}

/** Reading aloud takes about 15 characters a second, in English and German alike. */
const MS_PER_CHARACTER = 65;
const SHORTEST_MS = 600;

/** A voice that has neither ended nor failed by then is stuck (engines do that): the queue goes on without it. */
const STUCK_FACTOR = 2;
const STUCK_EXTRA_MS = 3000;

interface Speaking extends SpeechText {
  readonly estimateMs: number;
  startedAtMs: number | null;
  stop(): void;
}

export function createBrowserVoice({ onEvent, synthesis = globalThis.speechSynthesis ?? null }: BrowserVoiceOptions): BrowserVoice {
  let queue: SpeechText[] = [];
  let current: Speaking | null = null;
  let cancelledUpTo = -1;

  const report = ({ turn, sentence }: SpeechText, event: PlaybackEvent['event'], heardMs: number) => {
    onEvent({ turn, sentence, event, heardMs: Math.round(heardMs) });
  };
  const heardMs = (one: Speaking) => (one.startedAtMs === null ? 0 : Math.min(one.estimateMs, performance.now() - one.startedAtMs));

  const started = (one: Speaking) => {
    if (one !== current || one.startedAtMs !== null) return;
    one.startedAtMs = performance.now();
    report(one, 'started', 0);
  };

  const finished = (one: Speaking) => {
    if (one !== current) return;
    const ms = one.startedAtMs === null ? one.estimateMs : performance.now() - one.startedAtMs;
    if (one.startedAtMs === null) started(one);
    current = null;
    report(one, 'finished', ms);
    next();
  };

  const next = () => {
    const text = queue.shift();
    if (text === undefined) return;
    const one: Speaking = { ...text, estimateMs: readingTimeMs(text.text), startedAtMs: null, stop: () => undefined };
    current = one;
    const voice = synthesis === null ? undefined : voiceFor(synthesis, text.locale);
    one.stop = synthesis === null || voice === undefined ? waitFor(one) : speak(synthesis, voice, one);
  };

  const waitFor = (one: Speaking): (() => void) => {
    started(one);
    const timer = setTimeout(() => finished(one), one.estimateMs);
    return () => clearTimeout(timer);
  };

  const speak = (engine: SpeechSynthesis, voice: SpeechSynthesisVoice, one: Speaking): (() => void) => {
    const utterance = new SpeechSynthesisUtterance(one.text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    let stopWaiting: (() => void) | null = null;
    const stuck = setTimeout(
      () => {
        engine.cancel();
        finished(one);
      },
      one.estimateMs * STUCK_FACTOR + STUCK_EXTRA_MS,
    );
    utterance.onstart = () => started(one);
    utterance.onend = () => {
      clearTimeout(stuck);
      finished(one);
    };
    // The voice does not work: the caption keeps its pace.
    utterance.onerror = () => {
      clearTimeout(stuck);
      if (one === current && stopWaiting === null) stopWaiting = waitFor(one);
    };
    engine.resume();
    engine.speak(utterance);
    return () => {
      clearTimeout(stuck);
      stopWaiting?.();
      engine.cancel();
    };
  };

  const dropUpTo = (turn: number) => {
    const dropped = queue.filter((one) => one.turn <= turn);
    queue = queue.filter((one) => one.turn > turn);
    const one = current;
    if (one !== null && one.turn <= turn) {
      const ms = heardMs(one);
      current = null;
      one.stop();
      report(one, 'stopped', ms);
    }
    for (const text of dropped) report(text, 'stopped', 0);
    if (current === null) next();
  };

  return {
    say(message) {
      if (message.turn <= cancelledUpTo) return;
      queue.push(message);
      if (current === null) next();
    },
    cancel(turn) {
      cancelledUpTo = Math.max(cancelledUpTo, turn);
      dropUpTo(turn);
    },
    duck(on) {
      if (on) synthesis?.pause();
      else synthesis?.resume();
    },
    position() {
      if (current === null || current.startedAtMs === null) return null;
      return { turn: current.turn, sentence: current.sentence, ms: heardMs(current) };
    },
    reset() {
      dropUpTo(Number.POSITIVE_INFINITY);
      cancelledUpTo = -1;
    },
    close() {
      dropUpTo(Number.POSITIVE_INFINITY);
    },
  };
}

/** A voice of the very locale, else of its language; one on this machine before one over the network. */
function voiceFor(synthesis: SpeechSynthesis, locale: string): SpeechSynthesisVoice | undefined {
  const language = languageOf(locale);
  const score = (voice: SpeechSynthesisVoice) => (voice.localService ? 2 : 0) + (voice.lang.replace('_', '-') === locale ? 1 : 0);
  return synthesis
    .getVoices()
    .filter((voice) => languageOf(voice.lang) === language)
    .sort((a, b) => score(b) - score(a))[0];
}

function languageOf(tag: string): string {
  return tag.split(/[-_]/, 1)[0]?.toLowerCase() ?? '';
}

function readingTimeMs(text: string): number {
  return Math.max(SHORTEST_MS, text.length * MS_PER_CHARACTER);
}
