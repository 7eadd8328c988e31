/**
 * How loud, and how much like speech, the rest of the kiosk's own voice is that echo cancellation leaves in the microphone.
 * Learned from the first seconds of playback and adapted slowly: it depends on the loudspeaker, the microphone and the room,
 * not on the guest. Quantiles are followed by stochastic steps (Robbins and Monro, 1951).
 */
export interface EchoGauge {
  /** A frame while the kiosk speaks and nobody has the turn. */
  learn(db: number, probability: number): void;
  /** The kiosk stopped for nobody: so loud is the echo after all, unless it is out of all proportion. */
  wasEcho(db: number): void;
  /** Speech probabilities from which speech begins, and under which it ends. */
  thresholds(): { readonly on: number; readonly off: number };
  /** Nearly all of the echo is weaker; someone who talks over it is louder by `aboveDb` or more. */
  rises(db: number, aboveDb: number): boolean;
  /** Enough was heard to rely on it. */
  readonly known: boolean;
}

const SHARE = 0.95;
/** About 1.5 s of frames with the kiosk's voice in them. */
const KNOWN_FRAMES = 48;
const FIRST_STEP_DB = 5;
const LAST_STEP_DB = 0.4;
const FIRST_STEP_P = 0.12;
const LAST_STEP_P = 0.01;
/** Where nothing is known yet: a canceller that does its work, and a detector that is half fooled. */
const START_DB = -45;
const START_PROBABILITY = 0.6;
const ON = { least: 0.5, most: 0.85, margin: 0.1 };
const HYSTERESIS = 0.2;
/** So much louder is somebody in the room, not echo: their cough must not deafen the kiosk to the next guest. */
const SOMEBODY_DB = 8;
/** One mistake says little: it may have been a guest who said "mm-hm". */
const MISTAKE_DB = 4;
const NO_MISTAKE_DB = 12;

export function createEchoGauge(): EchoGauge {
  let frames = 0;
  let level = START_DB;
  let likeness = START_PROBABILITY;
  const step = (first: number, last: number) => Math.max(last, first * 0.95 ** frames);
  const towards = (estimate: number, value: number, size: number) => estimate + size * (value > estimate ? SHARE : SHARE - 1);
  return {
    learn(db, probability) {
      if (frames >= KNOWN_FRAMES && db > level + SOMEBODY_DB) return;
      level = towards(level, db, step(FIRST_STEP_DB, LAST_STEP_DB));
      likeness = Math.min(1, Math.max(0, towards(likeness, probability, step(FIRST_STEP_P, LAST_STEP_P))));
      frames++;
    },
    wasEcho(db) {
      if (db < level + NO_MISTAKE_DB) level += Math.min(MISTAKE_DB, Math.max(0, db - level));
    },
    thresholds() {
      const on = Math.min(ON.most, Math.max(ON.least, likeness + ON.margin));
      return { on, off: Math.max(0.35, on - HYSTERESIS) };
    },
    rises: (db, aboveDb) => db >= level + aboveDb,
    get known() {
      return frames >= KNOWN_FRAMES;
    },
  };
}
