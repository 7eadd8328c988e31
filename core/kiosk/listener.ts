import type { Locale, MicFrame } from '../contract/index.ts';
import type { Clock, Log, SpeechToText, Transcript } from '../ports.ts';
import type { Segmenter, SegmenterEvent } from '../voice/segmenter.ts';

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

export interface ListenerDeps {
  readonly segmenter: Segmenter;
  readonly stt: () => SpeechToText | null;
  readonly locale: () => Locale;
  readonly clock: Clock;
  readonly log: Log;
  readonly onHearing: (hearing: boolean) => void;
  readonly onPartial: (text: string) => void;
  readonly onInterruption: (stage: 'maybe' | 'certain' | 'none') => void;
  readonly onHeard: (heard: Heard) => void;
  /** Sound came and went, and there was nothing in it to act on. */
  readonly onNothing: (why: 'misfire' | 'no-words' | 'language' | 'failed') => void;
}

export interface Listener {
  push(frame: MicFrame): void;
  setKioskSpeaking(speaking: boolean): void;
  reset(): void;
}

/** Frames in, understood utterances out: transcribes early on a guess and keeps the result if it holds. */
export function createListener(deps: ListenerDeps): Listener {
  let speculation: { readonly result: Promise<Transcript | null>; readonly abort: AbortController } | null = null;
  /** Results of an older epoch come too late to matter. */
  let epoch = 0;
  let abortEpoch = new AbortController();

  const dropSpeculation = () => {
    speculation?.abort.abort();
    speculation = null;
  };

  const transcribe = async (audio: Float32Array, abort: AbortController): Promise<Transcript | null> => {
    const stt = deps.stt();
    if (stt === null) return null;
    try {
      return await stt.transcribe(audio, { locale: deps.locale(), signal: abort.signal });
    } catch (error) {
      if (!abort.signal.aborted) deps.log.error('transcription failed', { error });
      return null;
    }
  };

  const speculate = (audio: Float32Array) => {
    dropSpeculation();
    const mine = epoch;
    const abort = new AbortController();
    const result = transcribe(audio, abort);
    speculation = { result, abort };
    void result.then((transcript) => {
      // finish() lets go of a speculation that holds, so only the epoch tells that its guest has gone.
      if (transcript === null || abort.signal.aborted || mine !== epoch) return;
      deps.segmenter.heardSoFar(transcript.text);
      if (isWorthActingOn(transcript)) deps.onPartial(transcript.text);
    });
  };

  const finish = async (event: Extract<SegmenterEvent, { type: 'utterance' }>) => {
    const mine = epoch;
    const endedAtMs = deps.clock.nowMs();
    const early = event.speculated ? speculation : null;
    speculation = null;
    deps.onHearing(false);
    const stt = deps.stt();
    if (stt !== null && !understands(stt, deps.locale())) return deps.onNothing('language');
    const transcript = (await early?.result) ?? (await transcribe(event.audio, abortEpoch));
    if (mine !== epoch) return;
    if (transcript === null) return deps.onNothing('failed');
    if (!isWorthActingOn(transcript)) return deps.onNothing('no-words');
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
        return deps.onHearing(true);
      case 'speculate':
        return speculate(event.audio);
      case 'resumed':
        return dropSpeculation();
      case 'utterance':
        return void finish(event);
      case 'misfire':
        dropSpeculation();
        deps.onHearing(false);
        return deps.onNothing('misfire');
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
      for (const event of deps.segmenter.push(frame)) handle(event);
    },
    setKioskSpeaking: (speaking) => deps.segmenter.setKioskSpeaking(speaking),
    reset() {
      epoch++;
      abortEpoch.abort();
      abortEpoch = new AbortController();
      dropSpeculation();
      deps.segmenter.reset();
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
