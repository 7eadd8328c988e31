/** Short sounds that say what the kiosk is at. Struck glass and wood: no voice, so that no microphone takes them for one. */
export type Earcon = 'listening' | 'heard' | 'answer' | 'sent' | 'error' | 'time';

interface Note {
  readonly hz: number;
  readonly atMs: number;
  /** To a thousandth of its loudness. */
  readonly ringMs: number;
  /** Beside the earcon's loudest, 0..1. */
  readonly level: number;
}

const NOTES: Readonly<Record<Earcon, readonly Note[]>> = {
  // Up a fourth: your turn.
  listening: [
    { hz: 1046.5, atMs: 0, ringMs: 170, level: 0.8 },
    { hz: 1396.9, atMs: 80, ringMs: 260, level: 1 },
  ],
  // One low tap: taken down.
  heard: [{ hz: 880, atMs: 0, ringMs: 150, level: 0.8 }],
  answer: [
    { hz: 1318.5, atMs: 0, ringMs: 200, level: 0.9 },
    { hz: 1760, atMs: 70, ringMs: 300, level: 0.7 },
  ],
  // A broken chord upwards: off it goes.
  sent: [
    { hz: 1046.5, atMs: 0, ringMs: 180, level: 0.8 },
    { hz: 1318.5, atMs: 80, ringMs: 200, level: 0.9 },
    { hz: 1568, atMs: 160, ringMs: 340, level: 1 },
  ],
  // Down a minor third, twice as slow as the others.
  error: [
    { hz: 784, atMs: 0, ringMs: 220, level: 1 },
    { hz: 659.3, atMs: 170, ringMs: 340, level: 0.9 },
  ],
  // The same note three times.
  time: [0, 240, 480].map((atMs) => ({ hz: 987.8, atMs, ringMs: 200, level: 0.9 })),
};

/** Overtones of a small glass bell, which are no whole multiples: what is no voice sounds like none. */
const PARTIALS = [
  { ratio: 1, level: 1, decay: 1 },
  { ratio: 2.756, level: 0.22, decay: 1.9 },
  { ratio: 5.404, level: 0.06, decay: 3.2 },
] as const;
const ATTACK_MS = 4;
/** ln 1000 */
const TO_A_THOUSANDTH = 6.9;
const PEAK = 0.5;

/** How long an earcon is heard. */
export function earconMs(earcon: Earcon): number {
  return Math.max(...NOTES[earcon].map(({ atMs, ringMs }) => atMs + ringMs));
}

/** The sound itself, mono, at most half of full scale. */
export function renderEarcon(earcon: Earcon, sampleRate: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.ceil((earconMs(earcon) / 1000) * sampleRate));
  for (const note of NOTES[earcon]) strike(samples, note, sampleRate);
  const loudest = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return loudest === 0 ? samples : samples.map((value) => (value / loudest) * PEAK);
}

function strike(samples: Float32Array, { hz, atMs, ringMs, level }: Note, sampleRate: number): void {
  const from = Math.round((atMs / 1000) * sampleRate);
  const length = Math.min(samples.length - from, Math.round((ringMs / 1000) * sampleRate));
  for (let i = 0; i < length; i++) {
    const s = i / sampleRate;
    const attack = Math.min(1, (1000 * s) / ATTACK_MS);
    const done = (1000 * s) / ringMs;
    let value = 0;
    for (const partial of PARTIALS)
      value += partial.level * Math.exp(-TO_A_THOUSANDTH * partial.decay * done) * Math.sin(2 * Math.PI * hz * partial.ratio * s);
    samples[from + i] = (samples[from + i] ?? 0) + value * attack * level;
  }
}
