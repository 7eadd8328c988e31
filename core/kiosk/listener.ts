import { type Locale, MIC_SAMPLE_RATE, type MicFrame } from '../contract/index.ts';
import type { Clock, Log, SpeechToText, Transcript } from '../ports.ts';
import { completenessOf } from '../voice/completeness.ts';
import type { Segmenter, SegmenterEvent } from '../voice/segmenter.ts';
import type { LiveText } from './live-transcript.ts';
import { kioskMessages } from './messages.ts';
import { createPartials } from './partials.ts';

/** Above this no-speech probability, and below this log-probability, a transcript is an invention. */
const NO_SPEECH = 0.6;
const DOUBTFUL_LOGPROB = -1;

export interface Heard {
  readonly transcript: Transcript;
  readonly endOfTurnDelayMs: number;
  readonly transcriptionDelayMs: number;
  /** Kiosk clock at the guest's last speech frame. */
  readonly speechEndedAtMs: number;
}

/** Why there was nothing to act on. */
export type NothingHeard = 'misfire' | 'no-words' | 'language' | 'failed';

export interface ListenerDeps {
  readonly segmenter: Segmenter;
  readonly stt: () => SpeechToText | null;
  readonly locale: () => Locale;
  readonly clock: Clock;
  readonly log: Log;
  /** What was meant by what was heard: the venue's own names spelt right. */
  readonly repair?: (heard: string) => string;
  /** Names that may be said, likeliest first; asked for only where the recogniser makes use of them. */
  readonly names?: () => readonly string[];
  readonly onHearing: (hearing: boolean) => void;
  readonly onPartial: (live: LiveText) => void;
  /** The guest has probably finished, with these words; only a guess until onHeard. */
  readonly onExpected: (transcript: Transcript) => void;
  /** The guest went on talking. */
  readonly onUnexpected: () => void;
  readonly onInterruption: (stage: 'maybe' | 'certain' | 'none') => void;
  readonly onHeard: (heard: Heard) => void;
  /** Sound came and went, and there was nothing in it to act on; its audio where there was enough to judge. */
  readonly onNothing: (why: NothingHeard, audio: Float32Array | null) => void;
}

export interface Listener {
  push(frame: MicFrame): void;
  /** What is being said ends here. False: nothing was. */
  finish(): boolean;
  setKioskSpeaking(speaking: boolean): void;
  /** The kiosk asked: a word or two may be the whole answer. */
  expectAnswer(): void;
  reset(): void;
}

/** Frames in, understood utterances out: transcribes early on a guess and keeps the result if it holds. */
export function createListener(deps: ListenerDeps): Listener {
  const { segmenter } = deps;
  let speculation: { readonly result: Promise<Transcript | null>; readonly abort: AbortController } | null = null;
  let hearing = false;
  /** Results of an older epoch come too late to matter. */
  let epoch = 0;
  let abortEpoch = new AbortController();

  const setHearing = (next: boolean) => {
    hearing = next;
    deps.onHearing(next);
  };

  const dropSpeculation = () => {
    if (speculation === null) return;
    speculation.abort.abort();
    speculation = null;
    deps.onUnexpected();
  };

  const transcribe = async (audio: Float32Array, abort: AbortController): Promise<Transcript | null> => {
    const stt = deps.stt();
    if (stt === null) return null;
    try {
      const names = stt.takesNames ? deps.names?.() : undefined;
      const options = { locale: deps.locale(), signal: abort.signal, ...(names === undefined ? {} : { names }) };
      const transcript = await stt.transcribe(audio, options);
      return deps.repair === undefined ? transcript : { ...transcript, text: deps.repair(transcript.text) };
    } catch (error) {
      if (!abort.signal.aborted) deps.log.error('transcription failed', { error });
      return null;
    }
  };

  /** "Mm-hm" after a question: no recogniser writes it down, and none is needed. */
  const assent = (audio: Float32Array): Transcript => ({
    text: kioskMessages(deps.locale())('heard.assent'),
    heard: 'mm-hm',
    audioMs: (audio.length / MIC_SAMPLE_RATE) * 1000,
    ms: 0,
    avgLogprob: 0,
    noSpeechProb: 0,
    engine: 'sound',
    model: '',
  });

  const partials = createPartials({
    clock: deps.clock,
    soFar: segmenter.soFar,
    transcribe: async (audio, abort) => {
      const stt = deps.stt();
      if (stt === null || !understands(stt, deps.locale())) return null;
      const transcript = await transcribe(audio, abort);
      return transcript !== null && isWorthActingOn(transcript) ? transcript : null;
    },
    onText: deps.onPartial,
  });

  const speculate = (audio: Float32Array) => {
    dropSpeculation();
    partials.yieldTo();
    const mine = epoch;
    const abort = new AbortController();
    const result = transcribe(audio, abort);
    const guess = { result, abort };
    speculation = guess;
    void result.then((transcript) => {
      // finish() lets go of a speculation that holds, so only the epoch tells that its guest has gone.
      if (transcript === null || abort.signal.aborted || mine !== epoch) return;
      const { text, avgLogprob } = transcript;
      segmenter.heardSoFar(text, { locale: deps.locale(), avgLogprob });
      if (!isWorthActingOn(transcript)) return;
      partials.show(text);
      const stt = deps.stt();
      if (stt === null || !understands(stt, deps.locale())) return;
      if (speculation === guess && completenessOf(text, deps.locale()) !== 'unfinished') deps.onExpected(transcript);
    });
  };

  const finish = async (event: Extract<SegmenterEvent, { type: 'utterance' }>) => {
    const mine = epoch;
    const endedAtMs = deps.clock.nowMs();
    const early = event.speculated ? speculation : null;
    speculation = null;
    partials.end();
    setHearing(false);
    const stt = deps.stt();
    if (stt !== null && !understands(stt, deps.locale())) return deps.onNothing('language', null);
    const transcript =
      event.sound === 'assent' ? assent(event.audio) : ((await early?.result) ?? (await transcribe(event.audio, abortEpoch)));
    if (mine !== epoch) return;
    if (transcript === null) return deps.onNothing('failed', null);
    if (!isWorthActingOn(transcript)) return deps.onNothing('no-words', event.audio);
    deps.onHeard({
      transcript,
      endOfTurnDelayMs: event.endOfTurnDelayMs,
      transcriptionDelayMs: deps.clock.nowMs() - endedAtMs,
      speechEndedAtMs: endedAtMs - event.endOfTurnDelayMs,
    });
  };

  const handle = (event: SegmenterEvent) => {
    switch (event.type) {
      case 'speech-start':
        partials.end();
        return setHearing(true);
      case 'speculate':
        return speculate(event.audio);
      case 'resumed':
        return dropSpeculation();
      case 'utterance':
        return void finish(event);
      case 'misfire':
        dropSpeculation();
        partials.end();
        setHearing(false);
        return deps.onNothing('misfire', null);
      case 'maybe-interrupting':
        return deps.onInterruption('maybe');
      case 'interrupting':
        return deps.onInterruption('certain');
      case 'false-interruption':
        return deps.onInterruption('none');
    }
  };

  return {
    push(frame) {
      for (const event of segmenter.push(frame)) handle(event);
      if (hearing) partials.frame(frame.speechProbability);
    },
    finish() {
      const was = hearing;
      for (const event of segmenter.finish()) handle(event);
      return was;
    },
    setKioskSpeaking: (speaking) => segmenter.setKioskSpeaking(speaking),
    expectAnswer: () => segmenter.expectAnswer(true),
    reset() {
      epoch++;
      abortEpoch.abort();
      abortEpoch = new AbortController();
      dropSpeculation();
      partials.end();
      hearing = false;
      segmenter.reset();
    },
  };
}

function understands(stt: SpeechToText, locale: Locale): boolean {
  const base = locale.split('-')[0] ?? locale;
  return stt.languages.some((language) => language === base || language === locale);
}

function isWorthActingOn(transcript: Transcript): boolean {
  if (transcript.text.trim() === '') return false;
  return !(transcript.noSpeechProb > NO_SPEECH && transcript.avgLogprob < DOUBTFUL_LOGPROB);
}
