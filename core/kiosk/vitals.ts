import type { DeviceState, MicFrame, ToKiosk } from '../contract/index.ts';
import type { Clock } from '../ports.ts';

/** How the kiosk's devices do, for whoever looks after it from afar. Nothing of what a guest said. */
export interface KioskVitals {
  /** The guest's screen is connected. */
  readonly screen: boolean;
  readonly mic: DeviceState;
  readonly camera: DeviceState;
  /** Root mean square of what the microphone brings while nobody speaks; null: nothing yet. */
  readonly noiseRms: number | null;
  /** Of the kiosk's own clock (Clock.nowMs()); null: no guest has asked anything since the start. */
  readonly lastTurnAtMs: number | null;
}

export interface Vitals {
  read(): KioskVitals;
  screen(connected: boolean): void;
  message(message: Exclude<ToKiosk, { type: 'hello' }>): void;
  frame(frame: MicFrame): void;
  turn(): void;
}

/** Weaker than the noise of any microphone: it is switched off, or unplugged from its amplifier. */
const SILENCE = 1e-6;
/** Nothing but zeros for so long is no pause. */
const SILENT_AFTER_MS = 30_000;
const SURELY_NO_SPEECH = 0.2;
/** About five seconds of frames. */
const WEIGHT = 0.006;

export function createVitals(clock: Pick<Clock, 'nowMs'>): Vitals {
  let screen = false;
  let mic: DeviceState = 'unknown';
  let camera: DeviceState = 'unknown';
  let noiseRms: number | null = null;
  let lastTurnAtMs: number | null = null;
  /** Since when frames hold nothing; null: they hold something, or there are none. */
  let silentSinceMs: number | null = null;

  return {
    read() {
      const silent = mic === 'on' && silentSinceMs !== null && clock.nowMs() - silentSinceMs >= SILENT_AFTER_MS;
      return { screen, mic: silent ? 'silent' : mic, camera, noiseRms, lastTurnAtMs };
    },
    screen(connected) {
      screen = connected;
      silentSinceMs = null;
      if (!connected) mic = camera = 'unknown';
    },
    message(message) {
      if (message.type === 'mic.state') {
        mic = message.state;
        silentSinceMs = null;
      } else if (message.type === 'camera.state') camera = message.state;
    },
    frame({ samples, speechProbability }) {
      const rms = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length));
      if (rms > SILENCE) silentSinceMs = null;
      else silentSinceMs ??= clock.nowMs();
      if (speechProbability > SURELY_NO_SPEECH) return;
      noiseRms = noiseRms === null ? rms : noiseRms + WEIGHT * (rms - noiseRms);
    },
    turn() {
      lastTurnAtMs = clock.nowMs();
    },
  };
}
