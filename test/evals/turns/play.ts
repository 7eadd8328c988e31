import { configSchema, type KioskConfigInput, MIC_FRAME_MS, MIC_FRAME_SAMPLES } from '../../../core/contract/index.ts';
import type { Transcript } from '../../../core/ports.ts';
import { isBackchannel } from '../../../core/voice/backchannel.ts';
import { createSegmenter, type SegmenterEvent } from '../../../core/voice/segmenter.ts';
import { createFrameGate } from '../../../renderer/mic/frame-gate.ts';
import type { Ears } from './ears.ts';
import type { Recording } from './record.ts';
import { addAt, gain, RATE } from './signal.ts';

export interface HeardTurn {
  /** When the segmenter ended it. */
  readonly atMs: number;
  /** When its transcript was there as well: the answer can begin. */
  readonly readyMs: number;
  readonly text: string;
  readonly audioMs: number;
  /** It had words, and they were not a mere "mm-hm" over the kiosk's voice. */
  readonly actedOn: boolean;
}

export interface Stop {
  readonly atMs: number;
  /** The kiosk went on; null when the guest got the floor. */
  resumedAtMs: number | null;
}

export interface Played {
  readonly heard: readonly HeardTurn[];
  /** When the kiosk lowered its voice. */
  readonly ducks: readonly number[];
  readonly stops: readonly Stop[];
}

/** Like the player in the page. */
const DUCKED = gain(-14);
/** What the bundled model takes on two cores. */
const transcriptionMs = (audio: Float32Array) => 60 + 12 * (audio.length / RATE);
const NO_SPEECH = 0.6;
const DOUBTFUL_LOGPROB = -1;

export interface PlayOptions {
  readonly ears: Ears;
  readonly asked: boolean;
  readonly turnTaking?: KioskConfigInput['turnTaking'];
}

/** A recording through detector, segmenter and recogniser, with a kiosk that ducks, pauses, goes on or gives way as the real one does. */
export async function play(recording: Recording, options: PlayOptions): Promise<Played> {
  const { ears } = options;
  const { turnTaking } = configSchema.parse({ turnTaking: options.turnTaking });
  const segmenter = createSegmenter({ turnTaking, maxUtteranceMs: ears.maxUtteranceMs });
  segmenter.expectAnswer(options.asked);
  ears.vad.reset();
  const gate = createFrameGate();

  const mouth = createMouth(recording, (on) => segmenter.setKioskSpeaking(on));
  const heard: HeardTurn[] = [];
  const ducks: number[] = [];
  const stops: Stop[] = [];
  let due: { atMs: number; run: () => void }[] = [];
  let guess: { readonly audio: Float32Array; readonly transcript: Transcript; readonly readyMs: number } | null = null;
  let interrupted = false;

  const finish = async (event: Extract<SegmenterEvent, { type: 'utterance' }>, nowMs: number) => {
    const known = guess?.audio === event.audio ? guess : null;
    const transcript = known?.transcript ?? (await ears.transcribe(event.audio));
    const readyMs = Math.max(nowMs, known?.readyMs ?? nowMs + transcriptionMs(event.audio));
    guess = null;
    const over = interrupted;
    interrupted = false;
    const actedOn = hasWords(transcript) && !(over && isBackchannel(transcript.text));
    heard.push({ atMs: nowMs, readyMs, text: transcript.text, audioMs: (event.audio.length / RATE) * 1000, actedOn });
    if (!over) return;
    due.push({ atMs: readyMs, run: () => (actedOn ? mouth.stop() : goOn(readyMs)) });
  };

  const goOn = (nowMs: number) => {
    mouth.resume();
    const last = stops.at(-1);
    if (last !== undefined) last.resumedAtMs = nowMs;
  };

  const handle = async (event: SegmenterEvent, nowMs: number) => {
    if (event.type === 'speculate') {
      const transcript = await ears.transcribe(event.audio);
      const readyMs = nowMs + transcriptionMs(event.audio);
      const mine = { audio: event.audio, transcript, readyMs };
      guess = mine;
      const { text, avgLogprob } = transcript;
      due.push({ atMs: readyMs, run: () => guess === mine && segmenter.heardSoFar(text, { locale: 'en', avgLogprob }) });
    } else if (event.type === 'resumed' || event.type === 'misfire') {
      guess = null;
      if (event.type === 'misfire' && interrupted) {
        interrupted = false;
        goOn(nowMs);
      }
    } else if (event.type === 'utterance') await finish(event, nowMs);
    else if (event.type === 'maybe-interrupting') {
      ducks.push(nowMs);
      mouth.duck(true);
    } else if (event.type === 'false-interruption') mouth.duck(false);
    else if (event.type === 'interrupting') {
      interrupted = true;
      stops.push({ atMs: nowMs, resumedAtMs: null });
      mouth.pause();
    }
  };

  for (let frame = 0; (frame + 1) * MIC_FRAME_SAMPLES <= recording.room.length; frame++) {
    // A frame is there once its last sample is.
    const nowMs = (frame + 1) * MIC_FRAME_MS;
    const ready = due.filter(({ atMs }) => atMs < nowMs);
    due = due.filter(({ atMs }) => atMs >= nowMs);
    for (const { run } of ready) run();
    const samples = recording.room.slice(frame * MIC_FRAME_SAMPLES, (frame + 1) * MIC_FRAME_SAMPLES);
    mouth.speakInto(samples, nowMs);
    const speechProbability = await ears.vad.probability(samples);
    for (const sent of gate.push({ frame, samples, speechProbability, capturedAtMs: nowMs }))
      for (const event of segmenter.push(sent)) await handle(event, nowMs);
  }
  return { heard, ducks, stops };
}

function hasWords(transcript: Transcript): boolean {
  return transcript.text.trim() !== '' && !(transcript.noSpeechProb > NO_SPEECH && transcript.avgLogprob < DOUBTFUL_LOGPROB);
}

/** The kiosk's voice, which stops when it is told to. */
function createMouth({ echo, kioskFromMs }: Recording, onSpeaking: (on: boolean) => void) {
  let at = 0;
  let volume = 1;
  let paused = false;
  let speaking = false;
  const setSpeaking = (on: boolean) => {
    if (speaking !== on) onSpeaking(on);
    speaking = on;
  };
  let over = echo === null;
  return {
    speakInto(samples: Float32Array, nowMs: number) {
      if (echo === null || over || nowMs < kioskFromMs) return;
      setSpeaking(true);
      if (paused) return;
      addAt(samples, echo.subarray(at, at + samples.length), 0, volume);
      at += samples.length;
      if (at >= echo.length) this.stop();
    },
    duck: (on: boolean) => {
      volume = on ? DUCKED : 1;
    },
    pause: () => {
      paused = true;
    },
    resume: () => {
      paused = false;
      volume = 1;
    },
    stop: () => {
      over = true;
      setSpeaking(false);
    },
  };
}
