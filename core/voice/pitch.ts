import { MIC_SAMPLE_RATE } from '../contract/index.ts';

const SHORTEST_LAG = Math.floor(MIC_SAMPLE_RATE / 420);
const LONGEST_LAG = Math.ceil(MIC_SAMPLE_RATE / 70);
const WINDOW = Math.round(MIC_SAMPLE_RATE * 0.04);
/** Less alike than this from one period to the next is no voice. */
const VOICED = 0.6;
/** A multiple of the period fits as well as the period: the first that comes so close to the best is it. */
const NEARLY_BEST = 0.93;

/** Pitch in hertz around sample `at`, by normalised autocorrelation; null where there is no voice. */
export function pitchAt(audio: Float32Array, at: number): number | null {
  const from = Math.max(0, Math.min(at - WINDOW, audio.length - WINDOW - LONGEST_LAG));
  const likeness: number[] = [];
  for (let lag = SHORTEST_LAG; lag <= LONGEST_LAG; lag++) likeness.push(likenessAt(audio, from, lag));
  const best = Math.max(...likeness);
  if (!(best >= VOICED)) return null;
  const first = likeness.findIndex((value, i) => value >= NEARLY_BEST * best && value >= (likeness[i + 1] ?? 0));
  return MIC_SAMPLE_RATE / (SHORTEST_LAG + first);
}

function likenessAt(audio: Float32Array, from: number, lag: number): number {
  let product = 0;
  let powerHere = 0;
  let powerThere = 0;
  for (let i = from; i < from + WINDOW; i++) {
    const here = audio[i] ?? 0;
    const there = audio[i + lag] ?? 0;
    product += here * there;
    powerHere += here * here;
    powerThere += there * there;
  }
  return product / Math.sqrt(powerHere * powerThere + 1e-20);
}
