import { describe, expect, it } from 'vitest';
import { configSchema } from '../../../core/contract/index.ts';
import { toRms } from '../../../core/voice/frame-level.ts';
import { createSegmenter, type SegmenterEvent } from '../../../core/voice/segmenter.ts';

/** [frames, level, speech probability], one after the other; levels waver by a decibel or two, as real ones do. */
type Run = readonly [frames: number, db: number, probability: number];

function room(nearField: { enabled?: boolean; minRms?: number } = {}) {
  const { turnTaking } = configSchema.parse({ turnTaking: { nearField } });
  const segmenter = createSegmenter({ turnTaking });
  let frame = 0;
  return {
    segmenter,
    hear(...runs: readonly Run[]): SegmenterEvent['type'][] {
      return runs.flatMap(([frames, db, speechProbability]) =>
        Array.from({ length: frames }, () => {
          const samples = new Float32Array(512).fill(toRms(db + 1.5 * Math.sin(frame * 1.7)));
          return segmenter.push({ frame: frame++, samples, speechProbability, capturedAtMs: 0 }).map(({ type }) => type);
        }).flat(),
      );
    },
  };
}

const QUIET: Run = [40, -60, 0.02];
const GUEST: Run = [40, -22, 0.95];
const TURN = ['speech-start', 'speculate', 'utterance'];

describe('the near-field gate', () => {
  it('lets a guest in, loud or soft, in a quiet room', () => {
    expect(room().hear(QUIET, GUEST, QUIET)).toEqual(TURN);
    expect(room().hear(QUIET, [40, -45, 0.95], QUIET)).toEqual(TURN);
  });

  it('ends the turn of a guest although a television talks on, and opens none for it', () => {
    const tv: Run = [320, -36, 0.9];
    expect(
      room()
        .hear(QUIET, tv, GUEST, tv)
        .filter((type) => type === 'utterance'),
    ).toHaveLength(1);
    const { hear } = room();
    hear(QUIET, GUEST, QUIET);
    expect(hear([320, -39, 0.9])).toEqual([]);
  });

  it('does not open for somebody much farther away than the last guest, but for the next guest, who is softer', () => {
    const { hear, segmenter } = room();
    expect(hear(QUIET, GUEST, QUIET)).toEqual(TURN);
    expect(hear([40, -40, 0.95], QUIET)).toEqual([]);
    segmenter.reset();
    expect(hear([40, -32, 0.95], QUIET)).toEqual(TURN);
  });

  it('listens after all to a soft guest who keeps trying', () => {
    const { hear } = room();
    hear(QUIET, [40, -8, 0.95], QUIET);
    const soft: Run = [40, -36, 0.95];
    expect(hear(soft, QUIET)).toEqual([]);
    const heard = Array.from({ length: 12 }, () => hear(soft, QUIET)).flat();
    expect(heard).toContain('utterance');
  });

  it('is not fooled by somebody far who goes on where the guest has paused', () => {
    const types = room().hear(QUIET, GUEST, [9, -60, 0.02], [60, -40, 0.95]);
    expect(types).toEqual(TURN);
  });

  it('learns nothing from a gap in the frames', () => {
    const { hear, segmenter } = room();
    hear([100, -36, 0.2]);
    segmenter.push({ frame: 5000, samples: new Float32Array(512).fill(toRms(-36)), speechProbability: 0.2, capturedAtMs: 0 });
    expect(hear([60, -34, 0.95])).toEqual([]);
  });

  it('takes the operator’s level', () => {
    const far: Run = [40, -40, 0.95];
    expect(room({ minRms: toRms(-30) }).hear(QUIET, far, QUIET)).toEqual([]);
    expect(room({ minRms: toRms(-30) }).hear(QUIET, GUEST, QUIET)).toEqual(TURN);
  });

  it('can be switched off', () => {
    const { hear } = room({ enabled: false });
    hear(QUIET, GUEST, QUIET, QUIET);
    expect(hear([40, -50, 0.95], QUIET)).toEqual(TURN);
  });
});

describe('the kiosk’s echo', () => {
  /** So loud an echo for so many frames, by syllables. */
  const echo = (frames: number, db: number, probability = 0.8): Run[] =>
    Array.from({ length: frames / 10 }, () => [[7, db, probability] as const, [3, db - 15, 0.3] as const]).flat();
  const speaking = () => {
    const kiosk = room();
    kiosk.hear(QUIET);
    kiosk.segmenter.setKioskSpeaking(true);
    return kiosk;
  };

  it('is learned in the first two seconds of playback: afterwards it does not so much as duck the kiosk', () => {
    const { hear } = speaking();
    hear(...echo(60, -34));
    expect(hear(...echo(300, -34))).toEqual([]);
  });

  it('is still known to the next guest', () => {
    const { hear, segmenter } = speaking();
    hear(...echo(100, -34));
    segmenter.setKioskSpeaking(false);
    segmenter.reset();
    segmenter.setKioskSpeaking(true);
    expect(hear(...echo(100, -34))).toEqual([]);
  });

  it('is not mistaken for the coughs of a guest, who still gets the floor after them', () => {
    const { hear } = speaking();
    hear(...echo(100, -44));
    for (let n = 0; n < 5; n++) hear([3, -14, 0.9], ...echo(20, -44));
    expect(hear([6, -24, 0.95])).toContain('interrupting');
  });

  it('does not cover a guest who talks over it: within 200 ms they have the floor', () => {
    const { hear } = speaking();
    hear(...echo(100, -34));
    expect(hear([6, -20, 0.95])).toEqual(['maybe-interrupting', 'interrupting', 'speech-start']);
  });
});
