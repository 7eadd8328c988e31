import { MIC_FRAME_MS, type MicFrame } from '../contract/index.ts';
import { createEchoGauge } from './echo-gauge.ts';
import type { TurnTaking } from './end-of-turn.ts';
import { levelOf } from './frame-level.ts';
import { createNearField, FAR_CAP_DB, type NearField } from './near-field.ts';

/**
 * Per-frame decision "speech of the guest or not": the VAD's probability, smoothed, with hysteresis, and the frame's level
 * against the room, the kiosk's own echo and the guest's own voice. The thresholds follow Silero's advice (off = on - 0.15).
 */
const THRESHOLDS = { on: 0.5, off: 0.35 };

/** Weight of the newest probability. Light: Silero is recurrent, its output is smooth already. */
const NEWEST_WEIGHT = 0.75;

/** Below -66 dBFS nobody speaks to a kiosk, whatever the VAD thinks of the noise. */
const SILENCE_RMS = 0.0005;

/** A guest who talks over the kiosk is louder than what is left of its voice by so much; by more, and sure, they need not say much. */
const OVER_ECHO_DB = 3;
/**
 * Lowering the kiosk's voice is a test, too: once it must have taken effect, echo would have fallen by some 14 dB, and what is
 * still about as loud is a guest. Not for who may be far away: their voice was there before.
 */
const OVER_DUCKED_DB = -5;
const DUCKS_WITHIN_FRAMES = framesFor(128);
const CLEAR_OVER_ECHO_DB = 8;
const CLEAR_PROBABILITY = 0.85;
const CLEAR_WEIGHT = 2;
/** The detector lets go late: what it hears after a bang is the echo again. */
const FADING_WEIGHT = 0.3;

/** Consecutive speech frames that begin speech, or end a pause in it: one frame alone is a click. */
export const CONFIRM_FRAMES = 2;

/** One frame, judged. */
export interface HeardFrame {
  readonly samples: Float32Array;
  /** Smoothed, 0..1. */
  readonly probability: number;
  /** Level, decibels below full scale. */
  readonly db: number;
  readonly speech: boolean;
  /**
   * How much the frame counts towards an interruption: 1 as a rule, 2 when it is clearly a guest, 0 for a bang that is cut
   * off at full scale.
   */
  readonly weight: number;
}

/** What the frame falls into. */
export interface Situation {
  /** The kiosk's own voice may be in it, and it is not settled that a guest is talking. */
  readonly overKiosk: boolean;
  /** A take is open; `pausedFrames` of it since its last speech, `duckedFrames` since the kiosk lowered its voice for it. */
  readonly take: { readonly pausedFrames: number; readonly duckedFrames: number } | null;
}

export interface SpeechActivity {
  judge(frame: Pick<MicFrame, 'samples' | 'speechProbability'>, situation: Situation): HeardFrame;
  readonly nearField: Pick<NearField, 'begin' | 'end' | 'isRoom'>;
  /** Frames over the kiosk's voice led to nothing (at most the kiosk lowered its voice), or stopped it for nobody. */
  wasNobody(frames: readonly HeardFrame[], stopped: boolean): void;
  /** Another guest: what was learned of the device stays. */
  reset(): void;
}

export function createSpeechActivity(turnTaking: Pick<TurnTaking, 'nearField'>): SpeechActivity {
  const nearField = createNearField(turnTaking.nearField);
  const echo = createEchoGauge();
  let smoothed = 0;
  let voiced = false;

  const weightOf = (db: number, clipped: boolean, ducked: boolean): number => {
    if (clipped) return 0;
    if (!echo.known) return 1;
    if (!ducked && !echo.rises(db, 0)) return FADING_WEIGHT;
    return smoothed >= CLEAR_PROBABILITY && echo.rises(db, CLEAR_OVER_ECHO_DB) ? CLEAR_WEIGHT : 1;
  };

  return {
    nearField,
    judge(frame, { overKiosk, take }) {
      const { rms, db, clipped } = levelOf(frame.samples);
      const heard = rms < SILENCE_RMS || !Number.isFinite(frame.speechProbability) ? 0 : frame.speechProbability;
      smoothed = NEWEST_WEIGHT * heard + (1 - NEWEST_WEIGHT) * smoothed;
      const { on, off } = overKiosk ? echo.thresholds() : THRESHOLDS;
      voiced = smoothed >= (voiced ? off : on);
      // A gap in the frames, or a muted microphone: nothing to learn from.
      if (rms > 0) nearField.hear(db, overKiosk ? 'over-kiosk' : take === null ? 'between-turns' : 'in-turn');
      if (rms > 0 && overKiosk && take === null && !nearField.steady) echo.learn(db, smoothed);
      const near = take === null ? nearField.opens(overKiosk) : overKiosk || nearField.goesOn(take.pausedFrames);
      if (voiced && !near && take === null) nearField.turnedAway();
      const ducked = (take?.duckedFrames ?? 0) > DUCKS_WITHIN_FRAMES && nearField.level >= FAR_CAP_DB;
      const above = ducked ? OVER_DUCKED_DB : OVER_ECHO_DB;
      const speech = voiced && near && (!overKiosk || nearField.steady || echo.rises(nearField.level, above));
      return { samples: frame.samples, probability: smoothed, db, speech, weight: weightOf(db, clipped, ducked) };
    },
    wasNobody(frames, stopped) {
      if (!stopped) for (const { db, probability } of frames) echo.learn(db, probability);
      const levels = frames.filter(({ speech }) => speech).map(({ db }) => db);
      if (stopped && levels.length > 0) echo.wasEcho(levels.sort((a, b) => a - b)[Math.floor(levels.length * 0.8)] ?? 0);
    },
    reset() {
      smoothed = 0;
      voiced = false;
      nearField.reset();
    },
  };
}

/** Whole frames that cover `ms`, at least one. */
export function framesFor(ms: number): number {
  return Math.max(1, Math.ceil(ms / MIC_FRAME_MS));
}
