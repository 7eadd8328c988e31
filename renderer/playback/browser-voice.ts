import type { ToScreenOf } from '../../core/contract/index.ts';
import { withoutIsolates } from '../../core/i18n/isolate.ts';
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
  /** There is a voice for the language; a browser may find its voices only a moment after it has started. */
  speaks(locale: string): boolean;
  /** Stops and drops every turn up to and including this one. */
  cancel(turn: number): void;
  /** A browser's voice cannot get quieter in mid-sentence: it pauses. */
  duck(on: boolean): void;
  /** As of the player; a browser's voice cannot be louder than it is. */
  setVolume(gain: number): void;
  /** Of the guest; 1 is the voice's own pace. */
  setRate(rate: number): void;
  /** Falls silent and keeps its place. */
  pause(on: boolean): void;
  /** Estimated, as browsers report no audio clock for speech. */
  position(): PlaybackPosition | null;
  /** A new conversation, whose turns count from the beginning again. */
  reset(): void;
  close(): void;
}

/** Reading aloud takes about 15 characters a second in alphabets; a kana or Han character is a syllable or two. */
const MS_PER_CHARACTER = 65;
const MS_MORE_PER_SYLLABLE = 75;
const SYLLABLES = /[\u3041-\u30ff\u3400-\u9fff]/gu;
const SHORTEST_MS = 600;

/** A voice that has neither ended nor failed by then is stuck (engines do that): the queue goes on without it. */
const STUCK_FACTOR = 2;
const STUCK_EXTRA_MS = 3000;

interface Speaking extends SpeechText {
  readonly estimateMs: number;
  /** Time since it was begun, pauses left out, after which it is over whatever the engine says. */
  limitMs: number;
  elapsedMs: number;
  /** `elapsedMs` when the first sound came; null before. */
  startedAtMs: number | null;
}

export function createBrowserVoice({ onEvent, synthesis = globalThis.speechSynthesis ?? null }: BrowserVoiceOptions): BrowserVoice {
  let queue: SpeechText[] = [];
  let current: Speaking | null = null;
  let cancelledUpTo = -1;
  let volume = 1;
  let rate = 1;
  let ducked = false;
  let paused = false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  /** When `current.elapsedMs` was last brought up to date; null while it stands still. */
  let countedAtMs: number | null = null;

  const report = ({ turn, sentence }: SpeechText, event: PlaybackEvent['event'], ms: number) => {
    onEvent({ turn, sentence, event, heardMs: Math.round(ms) });
  };

  const count = () => {
    if (current !== null && countedAtMs !== null) current.elapsedMs += performance.now() - countedAtMs;
    countedAtMs = ducked || paused ? null : performance.now();
  };
  const heardMs = (one: Speaking) => (one.startedAtMs === null ? 0 : one.elapsedMs - one.startedAtMs);

  const arm = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const one = current;
    if (one === null || countedAtMs === null) return;
    timer = setTimeout(() => {
      synthesis?.cancel();
      finished(one);
    }, one.limitMs - one.elapsedMs);
  };

  const started = (one: Speaking) => {
    if (one !== current || one.startedAtMs !== null) return;
    count();
    one.startedAtMs = one.elapsedMs;
    report(one, 'started', 0);
  };

  const finished = (one: Speaking) => {
    if (one !== current) return;
    started(one);
    count();
    current = null;
    report(one, 'finished', heardMs(one));
    next();
  };

  const next = () => {
    const text = queue.shift();
    if (text !== undefined) {
      const estimateMs = Math.max(SHORTEST_MS, readingMs(text.text) / rate);
      const one: Speaking = { ...text, estimateMs, limitMs: estimateMs, elapsedMs: 0, startedAtMs: null };
      current = one;
      countedAtMs = null;
      count();
      const voice = synthesis === null ? undefined : voiceFor(synthesis, text.locale);
      if (synthesis === null || voice === undefined) started(one);
      else speak(synthesis, voice, one);
    }
    arm();
  };

  const speak = (engine: SpeechSynthesis, voice: SpeechSynthesisVoice, one: Speaking) => {
    one.limitMs = one.estimateMs * STUCK_FACTOR + STUCK_EXTRA_MS;
    const utterance = new SpeechSynthesisUtterance(withoutIsolates(one.text));
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.volume = volume;
    utterance.rate = rate;
    utterance.onstart = () => started(one);
    utterance.onend = () => finished(one);
    // The voice does not work: the caption keeps its pace.
    utterance.onerror = () => {
      if (one !== current) return;
      started(one);
      one.limitMs = one.elapsedMs + one.estimateMs;
      arm();
    };
    if (!ducked && !paused) engine.resume();
    engine.speak(utterance);
  };

  const dropUpTo = (turn: number) => {
    const dropped = queue.filter((one) => one.turn <= turn);
    queue = queue.filter((one) => one.turn > turn);
    const one = current;
    if (one !== null && one.turn <= turn) {
      count();
      current = null;
      synthesis?.cancel();
      report(one, 'stopped', Math.min(one.estimateMs, heardMs(one)));
    }
    for (const text of dropped) report(text, 'stopped', 0);
    if (dropped.length > 0 || one !== null) hush(false, false);
    if (current === null) next();
  };

  const hush = (nextDucked: boolean, nextPaused: boolean) => {
    const wasSilent = ducked || paused;
    count();
    ducked = nextDucked;
    paused = nextPaused;
    count();
    const silent = ducked || paused;
    if (silent && !wasSilent) synthesis?.pause();
    if (!silent && wasSilent) synthesis?.resume();
    arm();
  };

  return {
    speaks: (locale) => synthesis !== null && voiceFor(synthesis, locale) !== undefined,
    say(message) {
      if (message.turn <= cancelledUpTo) return;
      queue.push(message);
      if (current === null) next();
    },
    cancel(turn) {
      cancelledUpTo = Math.max(cancelledUpTo, turn);
      dropUpTo(turn);
    },
    setVolume(gain) {
      volume = Math.min(1, gain);
    },
    setRate(next) {
      rate = next;
    },
    duck: (on) => hush(on, paused),
    pause: (on) => hush(on && ducked, on),
    position() {
      count();
      if (current === null || current.startedAtMs === null) return null;
      return { turn: current.turn, sentence: current.sentence, ms: Math.min(current.estimateMs, heardMs(current)) };
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

function readingMs(text: string): number {
  return text.length * MS_PER_CHARACTER + (text.match(SYLLABLES)?.length ?? 0) * MS_MORE_PER_SYLLABLE;
}

/** A voice of the very locale, else of its language. None over the network: what is said to a guest would be sent to whoever runs it. */
function voiceFor(synthesis: SpeechSynthesis, locale: string): SpeechSynthesisVoice | undefined {
  const language = languageOf(locale);
  const score = (voice: SpeechSynthesisVoice) => (voice.lang.replace('_', '-') === locale ? 1 : 0);
  return synthesis
    .getVoices()
    .filter((voice) => voice.localService && languageOf(voice.lang) === language)
    .sort((a, b) => score(b) - score(a))[0];
}

function languageOf(tag: string): string {
  return tag.split(/[-_]/, 1)[0]?.toLowerCase() ?? '';
}
