import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SpokenSentence } from '../../../core/ports.ts';
import { createFlite } from '../../../native/flite/create-flite.ts';
import { approach, MOUTH_SHAPES, mouthAt } from '../../../renderer/components/avatar/mouth.ts';
import { createRecordingLog } from '../../fakes/plain.ts';

const SENTENCES = [
  'Breakfast is served in the restaurant on the ground floor, from half past six to ten.',
  'You will find the ballroom up the main stairs, behind the bar.',
  'My pleasure. Somebody will be with you in about five minutes.',
];
const STEP_MS = 10;

/** The mouth against the voice that the kiosk really has: its own synthesiser, with the times it gives itself. */
describe('lip sync on the kiosk’s own voice', () => {
  let flite: Awaited<ReturnType<typeof createFlite>>;
  let spoken: SpokenSentence[];
  beforeAll(async () => {
    flite = await createFlite({ voice: 'slt', rate: 1, log: createRecordingLog() });
    spoken = [];
    for (const sentence of SENTENCES) spoken.push(await flite.speak(sentence, { locale: 'en' }));
  });
  afterAll(() => flite?.close());

  it('opens the mouth with the voice and shuts it in the pauses', () => {
    for (const { audio, sampleRate, visemes, durationMs } of spoken) {
      const mouths: number[] = [];
      const loudness: number[] = [];
      for (let ms = 0; ms < durationMs; ms += STEP_MS) {
        mouths.push(mouthAt(visemes, ms - LOOK_AHEAD_MS).open);
        loudness.push(rootMeanSquare(audio, sampleRate, ms, 30));
      }
      expect(correlation(mouths, loudness)).toBeGreaterThan(0.3);
    }
  });

  it('shuts the lips for every p, b and m', () => {
    const closures = spoken.flatMap(({ visemes }) => visemes.filter(({ viseme }) => viseme === 'PP').map((one) => ({ one, visemes })));
    expect(closures.length).toBeGreaterThanOrEqual(8);
    for (const { one, visemes } of closures) expect(mouthAt(visemes, (one.startMs + one.endMs) / 2 - LOOK_AHEAD_MS).open).toBe(0);
  });

  it('lets the lips as drawn, which take a moment, nearly meet there', () => {
    for (const { visemes, durationMs } of spoken) {
      let lips = MOUTH_SHAPES.sil;
      const open: number[] = [];
      for (let ms = 0; ms < durationMs; ms += 1000 / 60) {
        lips = approach(lips, mouthAt(visemes, ms), 1 - Math.exp(-(1000 / 60) / 30));
        open.push(lips.open);
      }
      for (const { startMs, endMs } of visemes.filter(({ viseme, startMs, endMs }) => viseme === 'PP' && endMs - startMs >= 60)) {
        const during = open.slice(Math.floor(((startMs - LOOK_AHEAD_MS) * 60) / 1000), Math.ceil((endMs * 60) / 1000));
        expect(Math.min(...during)).toBeLessThan(0.15);
      }
    }
  });

  it('has no gap and no overlap in what it is told', () => {
    for (const { visemes, durationMs } of spoken) {
      for (const [i, { startMs, endMs }] of visemes.entries()) {
        expect(endMs).toBeGreaterThanOrEqual(startMs);
        expect(startMs).toBeGreaterThanOrEqual(visemes[i - 1]?.endMs ?? 0);
      }
      expect(visemes.at(-1)?.endMs).toBeLessThanOrEqual(durationMs + STEP_MS);
    }
  });
});

/** As in mouth.ts: the mouth reaches for a sound before it comes. */
const LOOK_AHEAD_MS = 50;

function rootMeanSquare(audio: Float32Array, sampleRate: number, atMs: number, forMs: number): number {
  const from = Math.floor((atMs / 1000) * sampleRate);
  const part = audio.subarray(from, from + Math.floor((forMs / 1000) * sampleRate));
  return Math.sqrt(part.reduce((sum, value) => sum + value * value, 0) / Math.max(1, part.length));
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const sum = (of: (i: number) => number) => a.reduce((total, _, i) => total + of(i), 0);
  const da = (i: number) => (a[i] ?? 0) - meanA;
  const db = (i: number) => (b[i] ?? 0) - meanB;
  return sum((i) => da(i) * db(i)) / Math.sqrt(sum((i) => da(i) ** 2) * sum((i) => db(i) ** 2));
}
