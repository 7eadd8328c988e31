import { MIC_FRAME_MS, MIC_FRAME_SAMPLES, type MicFrame } from '../contract/index.ts';
import { createEndOfTurnRule, type TurnTaking } from './end-of-turn.ts';
import { createSpeechActivity, framesFor, type HeardFrame } from './speech-activity.ts';
import { audioOf, continueTake, openTake, quietestCut, type Take } from './take.ts';

/**
 * What the stream of microphone frames amounts to. Audio is mono Float32 at 16 kHz.
 *
 * - 'speech-start' is followed by exactly one 'utterance' or 'misfire' (unless reset() comes between).
 * - 'speculate' may come several times per utterance; 'resumed' takes back the last one.
 * - 'maybe-interrupting' is followed by exactly one 'interrupting' or 'false-interruption'. A guest who
 *   interrupts gets the 'speech-start' together with 'interrupting', not before.
 */
export type SegmenterEvent =
  | { readonly type: 'speech-start' }
  /** Silent for speculateAfterMs: transcribe this now, the turn may be over. */
  | { readonly type: 'speculate'; readonly audio: Float32Array }
  /** Speech goes on: drop the speculation. */
  | { readonly type: 'resumed' }
  | {
      readonly type: 'utterance';
      readonly audio: Float32Array;
      /** Last speech frame -> now, audio time. 0 when cut for its length. */
      readonly endOfTurnDelayMs: number;
      /** `audio` is that of the last 'speculate' (the same array). */
      readonly speculated: boolean;
    }
  /** Too short to be speech. */
  | { readonly type: 'misfire' }
  /** Something that may be speech over the kiosk's voice: duck. */
  | { readonly type: 'maybe-interrupting' }
  /** bargeInMs of real speech over the kiosk's voice: stop speaking. */
  | { readonly type: 'interrupting' }
  /** It was a cough, or the kiosk finished first: unduck. */
  | { readonly type: 'false-interruption' };

export interface SegmenterOptions {
  readonly turnTaking: TurnTaking;
  /**
   * Longest utterance, pre-roll included; a longer one is cut at its quietest moment. Default 28,800
   * (Whisper's window is 30 s); a recogniser with a shorter window wants a little less than that window.
   */
  readonly maxUtteranceMs?: number;
}

export interface Segmenter {
  /** Frames in order. A gap in their numbers counts as that much silence, a restart as a long one. */
  push(frame: MicFrame): SegmenterEvent[];
  /** The speculative transcript: lets the end-of-turn rule be quick or patient. */
  heardSoFar(text: string): void;
  setKioskSpeaking(on: boolean): void;
  /** Forgets what was heard; an open 'speech-start' gets no end. */
  reset(): void;
}

const PRE_ROLL_FRAMES = framesFor(320);
/** Consecutive speech frames that open a take, or end a silence in it: one frame alone is a click. */
const CONFIRM_FRAMES = 2;
const MIN_SPEECH_FRAMES = framesFor(160);
/** Silence after which a sound over the kiosk's voice was none of its business. */
const COUGH_OVER_FRAMES = framesFor(192);
const DEFAULT_MAX_UTTERANCE_MS = 28_800;

/** Pure and deterministic: time is the number of frames, 32 ms each. */
export function createSegmenter(options: SegmenterOptions): Segmenter {
  const { turnTaking } = options;
  const speculateFrames = framesFor(turnTaking.speculateAfterMs);
  const bargeInFrames = framesFor(turnTaking.bargeInMs);
  const maxFrames = Math.max(2 * PRE_ROLL_FRAMES, Math.floor((options.maxUtteranceMs ?? DEFAULT_MAX_UTTERANCE_MS) / MIC_FRAME_MS));
  const longGapFrames = framesFor(Math.max(turnTaking.endOfTurnMs, turnTaking.patientEndOfTurnMs)) + CONFIRM_FRAMES;
  const activity = createSpeechActivity();
  const endOfTurn = createEndOfTurnRule(turnTaking);

  let preRoll: HeardFrame[] = [];
  let onset = 0;
  let take: Take | null = null;
  let kioskSpeaking = false;
  let lastFrame: number | null = null;
  let events: SegmenterEvent[] = [];

  const begin = (next: Take) => {
    take = next;
    preRoll = [];
    onset = 0;
    endOfTurn.forget();
  };

  /** Ends the take; what it ended with is the pre-roll of whatever comes next. */
  const finish = (ended: Take) => {
    if (ended.interruption === 'maybe') events.push({ type: 'false-interruption' });
    take = null;
    preRoll = ended.frames.slice(-PRE_ROLL_FRAMES);
    onset = 0;
    endOfTurn.forget();
  };

  const announce = (on: Take) => {
    on.announced = true;
    events.push({ type: 'speech-start' });
  };

  const idle = (frame: HeardFrame) => {
    preRoll.push(frame);
    if (preRoll.length > PRE_ROLL_FRAMES + CONFIRM_FRAMES) preRoll.shift();
    onset = frame.speech ? onset + 1 : 0;
    if (onset < CONFIRM_FRAMES) return;
    const opened = openTake(preRoll);
    begin(opened);
    if (kioskSpeaking) interrupt(opened, preRollSpeech(opened.frames));
    else announce(opened);
  };

  /** Counts real speech over the kiosk's voice. */
  const interrupt = (on: Take, realFrames: number) => {
    if (on.interruption === 'sure') return;
    on.overKioskFrames += realFrames;
    if (on.interruption === 'none' && on.overKioskFrames >= CONFIRM_FRAMES) {
      on.interruption = 'maybe';
      events.push({ type: 'maybe-interrupting' });
    }
    if (on.overKioskFrames < bargeInFrames) return;
    on.interruption = 'sure';
    events.push({ type: 'interrupting' });
    if (!on.announced) announce(on);
  };

  /** The kiosk fell silent while it was not yet clear whether the guest meant to interrupt. */
  const kioskFinishedFirst = (on: Take) => {
    if (on.interruption === 'maybe') {
      on.interruption = 'none';
      events.push({ type: 'false-interruption' });
    }
    on.overKioskFrames = 0;
    if (!on.announced) announce(on);
  };

  const talking = (on: Take, frame: HeardFrame) => {
    if (on.silentFrames > 0 && ++on.comingBack < CONFIRM_FRAMES) {
      on.silentFrames++;
      return;
    }
    on.speechFrames += Math.max(1, on.comingBack);
    on.silentFrames = 0;
    on.comingBack = 0;
    if (on.speculation !== null) events.push({ type: 'resumed' });
    on.speculation = null;
    endOfTurn.forget();
    if (kioskSpeaking && !frame.clipped) interrupt(on, 1);
  };

  const silent = (on: Take) => {
    on.comingBack = 0;
    on.silentFrames++;
    if (!on.announced) {
      if (on.silentFrames >= COUGH_OVER_FRAMES) finish(on);
      return;
    }
    if (on.silentFrames >= endOfTurn.framesToWait()) return end(on);
    if (on.silentFrames >= speculateFrames && on.speculation === null && on.speechFrames >= MIN_SPEECH_FRAMES) {
      on.speculation = audioOf(on.frames);
      events.push({ type: 'speculate', audio: on.speculation });
    }
  };

  const end = (on: Take) => {
    const { speculation, silentFrames } = on;
    finish(on);
    if (on.speechFrames < MIN_SPEECH_FRAMES) events.push({ type: 'misfire' });
    else {
      const audio = speculation ?? audioOf(on.frames);
      events.push({ type: 'utterance', audio, endOfTurnDelayMs: silentFrames * MIC_FRAME_MS, speculated: speculation !== null });
    }
  };

  /** The take has reached the longest allowed: hand out its first part, go on with the rest. */
  const split = (on: Take) => {
    if (!on.announced) return finish(on);
    if (on.silentFrames > 0 && on.comingBack === 0) return end(on);
    const length = quietestCut(on.frames);
    if (on.speculation !== null) events.push({ type: 'resumed' });
    events.push({ type: 'utterance', audio: audioOf(on.frames.slice(0, length)), endOfTurnDelayMs: 0, speculated: false });
    const rest = continueTake(on, length);
    begin(rest);
    announce(rest);
  };

  const step = (frame: Pick<MicFrame, 'samples' | 'speechProbability'>) => {
    const heard = activity.judge(frame, kioskSpeaking && (take === null || !take.announced));
    if (take !== null && !kioskSpeaking && (take.interruption === 'maybe' || !take.announced)) kioskFinishedFirst(take);
    if (take === null) return idle(heard);
    take.frames.push(heard);
    if (heard.speech) talking(take, heard);
    else silent(take);
    if (take !== null && take.frames.length >= maxFrames) split(take);
  };

  const fillGap = (frame: number) => {
    const missing = lastFrame === null ? 0 : frame - lastFrame - 1;
    lastFrame = frame;
    if (missing === 0) return;
    const long = missing < 0 || missing >= longGapFrames;
    for (let i = long ? longGapFrames : missing; i > 0; i--) step(SILENCE);
    if (long) preRoll = [];
  };

  return {
    push(frame) {
      events = [];
      fillGap(frame.frame);
      step(frame);
      return events;
    },
    heardSoFar(text) {
      if (take?.speculation != null) endOfTurn.heard(text);
    },
    setKioskSpeaking(on) {
      kioskSpeaking = on;
    },
    reset() {
      take = null;
      preRoll = [];
      onset = 0;
      lastFrame = null;
      activity.reset();
      endOfTurn.forget();
    },
  };
}

const SILENCE = { speechProbability: 0, samples: new Float32Array(MIC_FRAME_SAMPLES) };

/** Frames at the end of a fresh take that are real speech. */
function preRollSpeech(frames: readonly HeardFrame[]): number {
  return frames.slice(-CONFIRM_FRAMES).filter((frame) => frame.speech && !frame.clipped).length;
}
