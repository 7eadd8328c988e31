import { describe, expect, it } from 'vitest';
import { configSchema, MIC_FRAME_MS, MIC_FRAME_SAMPLES } from '../../../core/contract/index.ts';
import { longestWaitMs } from '../../../core/voice/end-of-turn.ts';
import { createSegmenter, type Segmenter } from '../../../core/voice/segmenter.ts';
import { seeded } from '../../support/random.ts';
import { frame, frameNumbers, type Timed } from './frames.ts';

/** Random conversations, the same ones every time. */
const SEEDS = Array.from({ length: 100 }, (_, i) => i + 1);
const MAX_UTTERANCE_MS = 9_600;
const FRAMES = 1_200;

interface Scene {
  readonly probabilities: readonly number[];
  /** Frames left out, as the gate or a busy connection does. */
  readonly missing: ReadonlySet<number>;
  /** Frame -> the kiosk begins or stops speaking. */
  readonly kiosk: ReadonlyMap<number, boolean>;
}

function scene(seed: number, withKiosk: boolean): Scene {
  const random = seeded(seed);
  const probabilities: number[] = [];
  while (probabilities.length < FRAMES) {
    const speech = random() < 0.5;
    const frames = 1 + Math.floor(random() ** 3 * (speech ? 400 : 120));
    for (let i = 0; i < frames; i++) probabilities.push(speech ? 0.75 + 0.25 * random() : 0.3 * random());
  }
  const missing = new Set<number>();
  for (let i = 0; i < 6; i++) {
    const from = Math.floor(random() * FRAMES);
    for (let n = Math.floor(random() * 60); n > 0; n--) missing.add(from + n);
  }
  const kiosk = new Map<number, boolean>();
  for (let i = 0; withKiosk && i < 12; i++) kiosk.set(Math.floor(random() * FRAMES), random() < 0.5);
  return { probabilities: [...probabilities.slice(0, FRAMES), ...Array.from({ length: 80 }, () => 0)], missing, kiosk };
}

function play(segmenter: Segmenter, { probabilities, missing, kiosk }: Scene, seed: number): Timed[] {
  const random = seeded(seed ^ 0x5eed);
  const timed: Timed[] = [];
  probabilities.forEach((probability, number) => {
    const speaking = kiosk.get(number);
    if (speaking !== undefined) segmenter.setKioskSpeaking(speaking);
    if (missing.has(number) && number < FRAMES) return;
    for (const event of segmenter.push(frame(number, probability))) timed.push({ at: number, event });
    if (random() < 0.02) segmenter.heardSoFar(random() < 0.5 ? 'Where is the bar?' : 'Where is the');
  });
  return timed;
}

const { turnTaking } = configSchema.parse({});
const conversation = (seed: number, withKiosk: boolean) => {
  const played = scene(seed, withKiosk);
  return { ...played, timed: play(createSegmenter({ turnTaking, maxUtteranceMs: MAX_UTTERANCE_MS }), played, seed) };
};
const utterances = (timed: readonly Timed[]) => timed.flatMap(({ event }) => (event.type === 'utterance' ? [event] : []));

describe.each([false, true])('whatever is said (kiosk speaking now and then: %s)', (withKiosk) => {
  it('every speech-start is followed by exactly one utterance or misfire', () => {
    for (const seed of SEEDS) {
      let open = false;
      for (const { event } of conversation(seed, withKiosk).timed) {
        if (event.type === 'speech-start') {
          expect(open, `seed ${seed}`).toBe(false);
          open = true;
        } else if (event.type === 'utterance' || event.type === 'misfire') {
          expect(open, `seed ${seed}`).toBe(true);
          open = false;
        }
      }
      expect(open, `seed ${seed}`).toBe(false);
    }
  });

  it('every maybe-interrupting is followed by exactly one verdict', () => {
    for (const seed of SEEDS) {
      let asked = false;
      for (const { event } of conversation(seed, withKiosk).timed) {
        if (event.type === 'maybe-interrupting') {
          expect(asked, `seed ${seed}`).toBe(false);
          asked = true;
        } else if (event.type === 'interrupting' || event.type === 'false-interruption') {
          expect(asked, `seed ${seed}`).toBe(true);
          asked = false;
        }
      }
      expect(asked, `seed ${seed}`).toBe(false);
    }
  });

  it('a speculation is taken back or becomes the utterance, never both', () => {
    for (const seed of SEEDS) {
      let guess: Float32Array | null = null;
      for (const { event } of conversation(seed, withKiosk).timed) {
        if (event.type === 'speculate') {
          expect(guess, `seed ${seed}`).toBeNull();
          guess = event.audio;
        } else if (event.type === 'resumed') {
          expect(guess, `seed ${seed}`).not.toBeNull();
          guess = null;
        } else if (event.type === 'utterance') {
          expect(event.speculated, `seed ${seed}`).toBe(guess !== null);
          if (guess !== null) expect(event.audio, `seed ${seed}`).toBe(guess);
          guess = null;
        }
      }
    }
  });

  it('no utterance is longer than allowed, and audio is whole frames in order', () => {
    for (const seed of SEEDS) {
      for (const { audio, endOfTurnDelayMs } of utterances(conversation(seed, withKiosk).timed)) {
        expect(audio.length / 16, `seed ${seed}`).toBeLessThanOrEqual(MAX_UTTERANCE_MS);
        expect(audio.length % MIC_FRAME_SAMPLES).toBe(0);
        const numbers = frameNumbers(audio).filter((number) => number >= 0);
        expect(numbers, `seed ${seed}`).toEqual([...numbers].sort((a, b) => a - b));
        expect(new Set(numbers).size).toBe(numbers.length);
        expect(endOfTurnDelayMs).toBeLessThanOrEqual(longestWaitMs(turnTaking) + 2 * MIC_FRAME_MS);
      }
    }
  });
});

it('no frame of sustained speech is lost or said twice', () => {
  for (const seed of SEEDS) {
    const { probabilities, missing, timed } = conversation(seed, false);
    const heard = utterances(timed).flatMap(({ audio }) => frameNumbers(audio));
    const kept = new Set(heard);
    let run: number[] = [];
    probabilities.forEach((probability, number) => {
      const speech = probability >= 0.75 && !(missing.has(number) && number < FRAMES);
      if (speech) run.push(number);
      if (speech && number < probabilities.length - 1) return;
      // 160 ms of speech is the least that counts.
      if (run.length >= 6)
        expect(
          run.filter((one) => !kept.has(one)),
          `seed ${seed}`,
        ).toEqual([]);
      run = [];
    });
    const real = heard.filter((number) => number >= 0);
    expect(real, `seed ${seed}`).toHaveLength(new Set(real).size);
  }
});
