import { MIC_FRAME_MS, MIC_FRAME_SAMPLES, type MicFrame } from '../contract/index.ts';
import { longestWaitMs, type TranscriptHints, type TurnTaking } from './end-of-turn.ts';
import { announce, createInterruption } from './interruption.ts';
import type { SegmenterEvent } from './segmenter-event.ts';
import { CONFIRM_FRAMES, createSpeechActivity, framesFor, type HeardFrame } from './speech-activity.ts';
import { audioOf, continueTake, openTake, quietestCut, type Take } from './take.ts';
import { createTakeCourse } from './take-course.ts';

export type { TranscriptHints } from './end-of-turn.ts';
export type { SegmenterEvent } from './segmenter-event.ts';

export interface SegmenterOptions {
  readonly turnTaking: TurnTaking;
  /**
   * Longest utterance, pre-roll included; a longer one is cut at its quietest moment. Default 28,800
   * (Whisper's window is 30 s); a recogniser with a shorter window wants a little less than that window.
   */
  readonly maxUtteranceMs?: number;
}

export interface Segmenter {
  /** Frames in order; a late one is left out. A gap in their numbers counts as that much silence, a restart as a long one. */
  push(frame: MicFrame): SegmenterEvent[];
  /** The speculative transcript: lets the end-of-turn rule be quick or patient. Hints make it surer. */
  heardSoFar(text: string, hints?: TranscriptHints): void;
  /** The take being heard as it stands; null while nobody is taken to be talking. */
  soFar(): Float32Array | null;
  /** The talk button was let go: what is being said ends here, without a wait. */
  finish(): SegmenterEvent[];
  setKioskSpeaking(on: boolean): void;
  /** The kiosk has asked something (true) and a word or two may be the whole answer. Off again by itself after the next utterance. */
  expectAnswer(on: boolean): void;
  /** The guest has gone: forgets what was heard and how they pause; an open 'speech-start' gets no end. Keeps what it learned of the device. */
  reset(): void;
}

/** Kept from before the first speech frame, so that a soft first phoneme is not cut off. */
const PRE_ROLL_FRAMES = framesFor(320);
/** Older ones are a microphone that was opened again. */
const LATE_FRAMES = 8;
/** By then the kiosk has given way to a guest who interrupted; if it has not, nobody did. */
const GIVES_WAY_FRAMES = framesFor(2000);
const DEFAULT_MAX_UTTERANCE_MS = 28_800;
const SILENCE: Pick<MicFrame, 'samples' | 'speechProbability'> = { speechProbability: 0, samples: new Float32Array(MIC_FRAME_SAMPLES) };

/** Pure and deterministic: time is the number of frames, 32 ms each. */
export function createSegmenter({ turnTaking, maxUtteranceMs = DEFAULT_MAX_UTTERANCE_MS }: SegmenterOptions): Segmenter {
  const maxFrames = Math.max(2 * PRE_ROLL_FRAMES, Math.floor(maxUtteranceMs / MIC_FRAME_MS));
  const longGapFrames = framesFor(longestWaitMs(turnTaking)) + CONFIRM_FRAMES;
  const activity = createSpeechActivity(turnTaking);
  const interruption = createInterruption(turnTaking.bargeInMs);
  const course = createTakeCourse(turnTaking, interruption, activity);

  let preRoll: HeardFrame[] = [];
  let onset = 0;
  let take: Take | null = null;
  let kioskSpeaking = false;
  let lastFrame: number | null = null;

  const change = (to: Take | null, nextPreRoll: HeardFrame[]) => {
    take = to;
    preRoll = nextPreRoll;
    onset = 0;
  };

  /** An interruption is over, and the kiosk has not given way yet. */
  let verdict: { readonly frames: readonly HeardFrame[]; framesLeft: number } | null = null;

  const idle = (frame: HeardFrame): SegmenterEvent[] => {
    course.pass();
    preRoll.push(frame);
    if (preRoll.length > PRE_ROLL_FRAMES + CONFIRM_FRAMES) preRoll.shift();
    onset = frame.speech ? onset + 1 : 0;
    if (onset < CONFIRM_FRAMES) return [];
    const opened = openTake(preRoll);
    change(opened, []);
    course.begin();
    activity.nearField.begin();
    return kioskSpeaking ? interruption.count(opened, realSpeech(opened)) : announce(opened);
  };

  /** The take has reached the longest allowed: hand out its first part, go on with the rest. */
  const split = (whole: Take): SegmenterEvent[] => {
    const pausing = whole.silentFrames > 0 && whole.comingBack === 0;
    if (!whole.announced || pausing) return close(whole, course.end(whole));
    const length = quietestCut(whole.frames);
    const resumed: SegmenterEvent[] = whole.speculation === null ? [] : [{ type: 'resumed' }];
    const audio = audioOf(whole.frames.slice(0, length));
    const rest = continueTake(whole, length);
    change(rest, []);
    course.begin();
    return [...resumed, { type: 'utterance', audio, endOfTurnDelayMs: 0, speculated: false }, ...announce(rest)];
  };

  /** What a take ended with is the pre-roll of whatever comes next, but no frame goes out twice. */
  const close = (ended: Take, events: SegmenterEvent[]): SegmenterEvent[] => {
    if (!ended.announced && kioskSpeaking) activity.wasNobody(ended.frames.slice(-ended.silentFrames - ended.speechFrames), false);
    else if (ended.interruption === 'sure') verdict = { frames: ended.frames, framesLeft: GIVES_WAY_FRAMES };
    const handedOut = events.reduce((frames, event) => (event.type === 'utterance' ? event.audio.length / MIC_FRAME_SAMPLES : frames), 0);
    change(null, ended.frames.slice(Math.max(handedOut, ended.frames.length - PRE_ROLL_FRAMES)));
    return events;
  };

  const step = (frame: Pick<MicFrame, 'samples' | 'speechProbability'>): SegmenterEvent[] => {
    const current = take;
    const overKiosk = kioskSpeaking && current?.announced !== true;
    const heard = activity.judge(frame, {
      overKiosk,
      take: current === null ? null : { pausedFrames: current.silentFrames, duckedFrames: current.duckedFrames },
    });
    if (verdict !== null && --verdict.framesLeft <= 0) {
      activity.wasNobody(verdict.frames, true);
      verdict = null;
    }
    if (current === null) return idle(heard);
    current.frames.push(heard);
    if (current.interruption === 'maybe') current.duckedFrames++;
    const { events, over } = course.hear(current, heard, kioskSpeaking);
    if (over) return close(current, events);
    return current.frames.length < maxFrames ? events : [...events, ...split(current)];
  };

  /** A frame that comes twice, or after its successors; 0 begins anew. */
  const isLate = (frame: number) => lastFrame !== null && frame !== 0 && frame <= lastFrame && frame > lastFrame - LATE_FRAMES;

  const fillGap = (frame: number): SegmenterEvent[] => {
    const missing = lastFrame === null ? 0 : frame - lastFrame - 1;
    lastFrame = frame;
    const long = missing < 0 || missing >= longGapFrames;
    const events = Array.from({ length: long ? longGapFrames : missing }, () => step(SILENCE)).flat();
    if (long) preRoll = [];
    return events;
  };

  return {
    push: (frame) => (isLate(frame.frame) ? [] : [...fillGap(frame.frame), ...step(frame)]),
    heardSoFar(text, hints = {}) {
      if (take !== null) course.heardSoFar(take, text, hints);
    },
    expectAnswer: course.expectAnswer,
    soFar: () => (take?.announced ? audioOf(take.frames) : null),
    finish: () => (take === null ? [] : close(take, course.end(take))),
    setKioskSpeaking(on) {
      kioskSpeaking = on;
      verdict = null;
    },
    reset() {
      change(null, []);
      verdict = null;
      course.reset();
      lastFrame = null;
      activity.reset();
    },
  };
}

/** What opened a take, as it counts towards an interruption. */
function realSpeech(opened: Take): number {
  return opened.frames.slice(-CONFIRM_FRAMES).reduce((sum, frame) => sum + (frame.speech ? frame.weight : 0), 0);
}
