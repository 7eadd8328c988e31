import { MIC_FRAME_MS } from '../contract/index.ts';
import { type FrameLevel, levelOf, toDb, toRms } from './frame-level.ts';

/**
 * What the operator's calibration screen shows: how loud the room and a speaker in front of the kiosk are, whether that will
 * do, and the near-field gate that follows from it. Push every frame of the microphone, also those in which nobody speaks,
 * while the operator first keeps quiet and then says a sentence from where guests stand.
 */
export interface Calibration {
  push(frame: CalibrationFrame): void;
  /** As things stand; cheap enough to ask after each frame. */
  reading(): CalibrationReading;
  reset(): void;
}

/** A frame, or what is left of it where only the level is at hand. */
export type CalibrationFrame =
  | { readonly samples: Float32Array; readonly speechProbability: number }
  | { readonly rms: number; readonly speechProbability: number; readonly clippedShare?: number };

export interface CalibrationReading {
  /** Newest frame, decibels below full scale (-144..0): the meter. */
  readonly levelDb: number;
  /** Median level while nobody speaks; null before a second of quiet. */
  readonly noiseFloorDb: number | null;
  /** Level of the louder half of speech; null before a second of speech. */
  readonly speechDb: number | null;
  /** speechDb - noiseFloorDb; null while one of them is. */
  readonly snrDb: number | null;
  /** More than one speech frame in twenty touches full scale. */
  readonly clipping: boolean;
  /** 0..1 of the quiet and of the speech it takes to judge. */
  readonly progress: { readonly quiet: number; readonly speech: number };
  readonly verdict: CalibrationVerdict;
  /** For turnTaking.nearField.minRms; null while there is none to suggest. */
  readonly suggestedMinRms: number | null;
}

/**
 * 'need-quiet', 'need-speech': not enough of it yet. 'no-signal': the device delivers digital silence. 'clipping': too loud.
 * 'too-faint': speech arrives too weak. 'too-noisy': speech hardly stands out. 'good': fine.
 */
export type CalibrationVerdict = 'need-quiet' | 'need-speech' | 'no-signal' | 'clipping' | 'too-faint' | 'too-noisy' | 'good';

const QUIET_BELOW = 0.3;
const SPEECH_ABOVE = 0.7;
const QUIET_FRAMES = Math.ceil(1000 / MIC_FRAME_MS);
const SPEECH_FRAMES = Math.ceil(1000 / MIC_FRAME_MS);
/** The last half minute of each kind counts: whoever moves the microphone need not start again. */
const KEPT_FRAMES = Math.ceil(30_000 / MIC_FRAME_MS);
const NO_SIGNAL_DB = -100;
const FAINT_DB = -45;
const NOISY_SNR_DB = 9;
const CLIPPED_SAMPLES = 0.002;
const CLIPPED_FRAMES = 0.05;

export function createCalibration(): Calibration {
  let quiet: number[] = [];
  let speech: { readonly db: number; readonly clipped: boolean }[] = [];
  let levelDb = toDb(0);
  return {
    push(frame) {
      const level = levelIn(frame);
      levelDb = level.db;
      if (frame.speechProbability < QUIET_BELOW) quiet = [...quiet, level.db].slice(-KEPT_FRAMES);
      else if (frame.speechProbability > SPEECH_ABOVE)
        speech = [...speech, { db: level.db, clipped: level.clippedShare > CLIPPED_SAMPLES }].slice(-KEPT_FRAMES);
    },
    reading() {
      const noiseFloorDb = quiet.length < QUIET_FRAMES ? null : quantile(quiet, 0.5);
      const loud = speech.map(({ db }) => db);
      const speechDb = loud.length < SPEECH_FRAMES ? null : quantile(loud, 0.75);
      const snrDb = noiseFloorDb === null || speechDb === null ? null : speechDb - noiseFloorDb;
      const clipping = speech.filter(({ clipped }) => clipped).length > Math.max(1, speech.length * CLIPPED_FRAMES);
      const verdict = judge({ noiseFloorDb, speechDb, snrDb, clipping });
      const progress = { quiet: Math.min(1, quiet.length / QUIET_FRAMES), speech: Math.min(1, speech.length / SPEECH_FRAMES) };
      const suggestedMinRms = noiseFloorDb === null || speechDb === null ? null : gateBetween(noiseFloorDb, speechDb);
      return { levelDb, noiseFloorDb, speechDb, snrDb, clipping, progress, verdict, suggestedMinRms };
    },
    reset() {
      quiet = [];
      speech = [];
      levelDb = toDb(0);
    },
  };
}

function levelIn(frame: CalibrationFrame): Pick<FrameLevel, 'db' | 'clippedShare'> {
  if ('samples' in frame) return levelOf(frame.samples);
  return { db: toDb(Number.isFinite(frame.rms) ? frame.rms : 0), clippedShare: frame.clippedShare ?? 0 };
}

function judge(reading: Pick<CalibrationReading, 'noiseFloorDb' | 'speechDb' | 'snrDb' | 'clipping'>): CalibrationVerdict {
  const { noiseFloorDb, speechDb, snrDb, clipping } = reading;
  if (noiseFloorDb === null) return 'need-quiet';
  if (speechDb === null || snrDb === null) return noiseFloorDb < NO_SIGNAL_DB ? 'no-signal' : 'need-speech';
  if (clipping) return 'clipping';
  if (speechDb < FAINT_DB) return 'too-faint';
  return snrDb < NOISY_SNR_DB ? 'too-noisy' : 'good';
}

/**
 * Someone twice as far away arrives 6 dB weaker: 12 dB below a guest is a neighbour or a television. Where the room is too
 * loud for that, the gate keeps 6 dB from its noise but never closes on the guest.
 */
function gateBetween(noiseFloorDb: number, speechDb: number): number {
  return toRms(Math.min(speechDb - 6, Math.max(speechDb - 12, noiseFloorDb + 6)));
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
}
