import { MIC_FRAME_MS } from '../contract/index.ts';
import type { Clock, Transcript } from '../ports.ts';
import { createLiveTranscript, type LiveText } from './live-transcript.ts';

/** New audio that makes another look worthwhile. */
const EVERY_MS = 700;
/** The recogniser has the rest of the time to itself: a slow machine shows words less often. */
const REST_PER_WORK = 3;
/** A look is taken while the guest talks; in a pause the speculative transcription is about to come. */
const TALKING = 0.5;

export interface PartialsDeps {
  readonly clock: Clock;
  /** What was said so far; null while nobody talks. */
  readonly soFar: () => Float32Array | null;
  readonly transcribe: (audio: Float32Array, abort: AbortController) => Promise<Transcript | null>;
  readonly onText: (live: LiveText) => void;
}

/** Words on screen while they are being said, without standing in the way of the transcription that counts. */
export interface Partials {
  /** Another frame of the guest talking. */
  frame(speechProbability: number): void;
  /** The recogniser is needed for something else. What was shown stays agreed upon. */
  yieldTo(): void;
  /** Also shows this: the text of a transcription that was made anyway. */
  show(text: string): void;
  /** The utterance is over. */
  end(): void;
}

export function createPartials(deps: PartialsDeps): Partials {
  const live = createLiveTranscript();
  let running: AbortController | null = null;
  let newMs = 0;
  let waitMs = EVERY_MS;

  const look = async (audio: Float32Array) => {
    const abort = new AbortController();
    running = abort;
    newMs = 0;
    const startedMs = deps.clock.nowMs();
    const transcript = await deps.transcribe(audio, abort);
    if (running !== abort) return;
    running = null;
    waitMs = Math.max(EVERY_MS, (1 + REST_PER_WORK) * (deps.clock.nowMs() - startedMs));
    if (transcript !== null) deps.onText(live.push(transcript.text));
  };

  const yieldTo = () => {
    running?.abort();
    running = null;
  };

  return {
    frame(speechProbability) {
      newMs += MIC_FRAME_MS;
      if (running !== null || newMs < waitMs || speechProbability < TALKING) return;
      const audio = deps.soFar();
      if (audio !== null) void look(audio);
    },
    yieldTo,
    show: (text) => deps.onText(live.push(text)),
    end() {
      yieldTo();
      live.reset();
      newMs = 0;
    },
  };
}
