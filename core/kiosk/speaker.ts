import { type Locale, MAX_SPEECH_MESSAGE_BYTES, type SpeechAudio, type ToKioskOf, type ToScreen } from '../contract/index.ts';
import type { Clock, Log } from '../ports.ts';
import { heardOf, type Sentence } from './sentence.ts';
import type { Synthesis } from './synthesis.ts';

/** A screen that stops reporting must not leave the kiosk "speaking" for ever. */
const LOST_REPORT_MS = 4000;
/** Whoever interrupts is understood by then, or never will be: a pause must not hold the session for ever. */
const PAUSE_LIMIT_MS = 30_000;
/** Of one sentence, header aside. A longer one goes as text: the screen would refuse it, or lose its link over it. */
const MAX_AUDIO_BYTES = MAX_SPEECH_MESSAGE_BYTES - 64;
/** Reading pace assumed for captions of speech this kiosk does not synthesise itself. */
const MS_PER_CHARACTER = 65;

export interface SpeakerDeps {
  readonly synthesis: Synthesis;
  readonly clock: Clock;
  readonly log: Log;
  readonly send: (message: ToScreen) => void;
  readonly sendAudio: (audio: SpeechAudio) => void;
  /** Speech of a turn left the kiosk for the first time. */
  readonly onFirstAudio: (turn: number) => void;
  /** The screen played the first sample of a turn. */
  readonly onFirstPlayed: (turn: number, heardMs: number) => void;
  /** The kiosk is, or is no longer, audible (or has something left to say). */
  readonly onSpeaking: (speaking: boolean) => void;
}

export interface Speaker {
  readonly speaking: boolean;
  /** What is said is a text of the screen, not an answer. */
  readonly reading: boolean;
  setEnabled(enabled: boolean): void;
  /** A new answer begins; what is left of an older one is dropped. */
  begin(turn: number, locale: Locale): void;
  say(turn: number, text: string): void;
  /** Reads texts of the screen out; an answer being said gives way, and what was heard of it is remembered. */
  read(turn: number, locale: Locale, texts: readonly string[]): void;
  /** Synthesises what will probably be the next turn's first sentence; nothing is heard of it. */
  prepare(text: string, locale: Locale): void;
  /** What of the answer the guest has heard so far. */
  heard(): string;
  pause(): void;
  resume(): void;
  /** Stops for good. Returns the part of the answer that the guest heard, for the agent to know. */
  stop(): string;
  /** For the next guest: what was heard of an answer is nobody's any more. */
  forget(): void;
  playback(report: ToKioskOf<'playback'>): void;
}

/** Speaks an answer sentence by sentence as it arrives, and keeps count of what was really heard. */
export function createSpeaker(deps: SpeakerDeps): Speaker {
  let enabled = true;
  let turn = -1;
  let locale: Locale = 'en';
  let sentences: Sentence[] = [];
  let abort = new AbortController();
  let pumping = false;
  let speaking = false;
  let paused = false;
  let pausedAtMs = 0;
  let playedFirst = false;
  let reading = false;
  /** Of the answer before; what is read out is no part of it. */
  let heardBefore = '';
  let playing: { readonly sentence: Sentence; sinceMs: number } | null = null;
  let cancelLostReport = () => {};

  const setSpeaking = (next: boolean) => {
    if (speaking === next) return;
    speaking = next;
    deps.onSpeaking(next);
  };

  /** Screens report at the start and end of a sentence; in between the clock tells how much was heard. */
  const countHeard = () => {
    if (playing === null || paused) return;
    const now = deps.clock.nowMs();
    playing.sentence.heardMs += now - playing.sinceMs;
    playing.sinceMs = now;
  };

  const settle = () => {
    if (sentences.every((s) => s.state === 'finished' || s.state === 'stopped')) {
      cancelLostReport();
      setSpeaking(false);
    }
  };

  const watchForLostReports = () => {
    cancelLostReport();
    const leftMs = sentences
      .filter((s) => s.state === 'sent')
      .reduce((sum, s) => sum + (s.spoken?.durationMs ?? s.text.length * MS_PER_CHARACTER), 0);
    cancelLostReport = deps.clock.after(leftMs + LOST_REPORT_MS, () => {
      if (paused && deps.clock.nowMs() - pausedAtMs < PAUSE_LIMIT_MS) return watchForLostReports();
      if (paused) {
        drop();
        return deps.send({ type: 'speech.cancel', turn });
      }
      for (const s of sentences) if (s.state === 'sent') s.state = 'stopped';
      settle();
    });
  };

  const deliver = async (index: number, sentence: Sentence, signal: AbortSignal): Promise<void> => {
    const spoken = await deps.synthesis.speak(sentence.text, locale, signal);
    if (spoken !== null && spoken.audio.byteLength <= MAX_AUDIO_BYTES) sentence.spoken = spoken;
    else if (spoken !== null) deps.log.warn('sentence too long to speak', { durationMs: spoken.durationMs });
    if (signal.aborted) return;
    sentence.state = 'sent';
    if (sentence.spoken === null) {
      deps.send({ type: 'speech.text', turn, sentence: index, text: sentence.text, locale });
    } else {
      const { audio, sampleRate, durationMs, words, visemes } = sentence.spoken;
      const timing = { sampleRate, durationMs, words: [...words], visemes: [...visemes] };
      deps.send({ type: 'speech.sentence', turn, sentence: index, ...timing, ...(reading && { reading }) });
      deps.sendAudio({ turn, sentence: index, sampleRate, samples: audio });
    }
    if (index === 0 && !reading) deps.onFirstAudio(turn);
    watchForLostReports();
  };

  const pump = async () => {
    if (pumping) return;
    pumping = true;
    const { signal } = abort;
    try {
      for (let i = 0; i < sentences.length && !signal.aborted; i++) {
        const sentence = sentences[i];
        if (sentence?.state === 'queued') await deliver(i, sentence, signal);
      }
    } finally {
      if (signal === abort.signal) pumping = false;
    }
  };

  const heard = (): string => {
    if (reading) return heardBefore;
    countHeard();
    return heardOf(sentences);
  };

  const drop = () => {
    abort.abort();
    abort = new AbortController();
    pumping = false;
    paused = false;
    playing = null;
    cancelLostReport();
    sentences = [];
    setSpeaking(false);
  };

  const start = (nextTurn: number, nextLocale: Locale) => {
    drop();
    turn = nextTurn;
    locale = nextLocale;
    playedFirst = false;
  };

  const queue = (text: string) => {
    sentences.push({ text, spoken: null, state: 'queued', heardMs: 0 });
    setSpeaking(true);
    void pump();
  };

  return {
    get speaking() {
      return speaking;
    },
    get reading() {
      return reading;
    },
    setEnabled(next) {
      enabled = next;
    },
    begin(nextTurn, nextLocale) {
      start(nextTurn, nextLocale);
      reading = false;
    },
    say(ofTurn, text) {
      if (ofTurn !== turn || !enabled) return;
      queue(text);
    },
    read(nextTurn, nextLocale, texts) {
      heardBefore = heard();
      if (speaking) deps.send({ type: 'speech.cancel', turn });
      start(nextTurn, nextLocale);
      reading = true;
      for (const text of texts) queue(text);
    },
    prepare: (text, language) => enabled && deps.synthesis.prepare(text, language),
    heard,
    pause() {
      if (!speaking || paused) return;
      countHeard();
      paused = true;
      pausedAtMs = deps.clock.nowMs();
      deps.send({ type: 'speech.pause', paused: true });
    },
    resume() {
      if (!paused) return;
      paused = false;
      if (playing !== null) playing.sinceMs = deps.clock.nowMs();
      deps.send({ type: 'speech.pause', paused: false });
      watchForLostReports();
    },
    stop() {
      const said = heard();
      const wasSpeaking = speaking;
      drop();
      if (wasSpeaking) deps.send({ type: 'speech.cancel', turn });
      return said;
    },
    forget() {
      reading = false;
      heardBefore = '';
    },
    playback(report) {
      const sentence = report.turn === turn ? sentences[report.sentence] : undefined;
      if (sentence === undefined) return;
      if (!playedFirst && !reading) {
        playedFirst = true;
        deps.onFirstPlayed(turn, report.event === 'started' ? report.heardMs : 0);
      }
      sentence.heardMs = report.heardMs;
      playing = report.event === 'started' ? { sentence, sinceMs: deps.clock.nowMs() } : null;
      if (report.event !== 'started') sentence.state = report.event;
      settle();
    },
  };
}
