import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configSchema, MIC_FRAME_MS, MIC_FRAME_SAMPLES } from '../../../core/contract/index.ts';
import { createSegmenter, type Segmenter, type SegmenterEvent } from '../../../core/voice/segmenter.ts';
import { vocalSoundOf } from '../../../core/voice/vocal-sound.ts';
import { countSounds, inQuietRoom } from '../../evals/turns/short-words.ts';
import { addAt, concat, samplesFor } from '../../evals/turns/signal.ts';
import { chuckle, cough, hmm, laugh, mmHm, nasalMmHm } from '../../evals/turns/sounds.ts';
import { openSpeech, type Speech } from '../../evals/turns/speech.ts';
import { seeded } from '../../support/random.ts';

let speech: Speech;
beforeAll(async () => {
  speech = await openSpeech();
}, 60_000);
afterAll(() => speech?.close());

describe('by its sound', () => {
  it.each([
    ['a hummed yes', mmHm(seeded(7)), 'assent'],
    ['a hummed yes through the nose', nasalMmHm(seeded(8)), 'assent'],
    ['somebody who thinks', hmm(seeded(9)), 'hum'],
    ['laughter', laugh(seeded(10)), 'laughter'],
    ['breathy laughter', chuckle(seeded(11)), 'laughter'],
    ['a cough', cough(seeded(12)), null],
  ])('%s is told', (_what, sound, expected) => {
    expect(vocalSoundOf(inQuietRoom(sound, 'room'))).toBe(expected);
  });

  it.each([
    ['nothing', new Float32Array(8000)],
    ['a blink of a sound', new Float32Array(100).fill(0.1)],
    ['samples that are no numbers', new Float32Array(8000).fill(Number.NaN)],
  ])('%s is no sound of a voice', (_what, audio) => {
    expect(vocalSoundOf(audio)).toBeNull();
  });

  it('a hum that falls is no yes', () => {
    const [low, high] = [mmHm(seeded(3)), mmHm(seeded(3))];
    const half = Math.floor(high.length / 2);
    const falling = concat([high.subarray(half), new Float32Array(samplesFor(70)), low.subarray(0, half)]);
    expect(vocalSoundOf(inQuietRoom(falling, 'room'))).toBe('hum');
  });

  it('short words are never lost, and most hums are found', async () => {
    const { words, lost, found } = await countSounds(speech, { sample: true });
    expect(words).toBeGreaterThanOrEqual(60);
    expect(lost).toEqual([]);
    expect(found['mm-hm']).toBeGreaterThan(0.8);
    expect(found.hmm).toBeGreaterThan(0.8);
    expect(found.laughter).toBeGreaterThan(0.6);
  }, 120_000);
});

describe('in a conversation', () => {
  const { turnTaking } = configSchema.parse({});
  const create = () => createSegmenter({ turnTaking });

  /** Plays a sound in a quiet room; the detector takes all of it for speech. */
  function hear(segmenter: Segmenter, sound: Float32Array): SegmenterEvent[] {
    const room = new Float32Array(samplesFor(4000));
    addAt(room, inQuietRoom(sound, 'room'), samplesFor(500));
    const [from, to] = [samplesFor(820), samplesFor(820) + sound.length];
    return Array.from({ length: Math.floor(room.length / MIC_FRAME_SAMPLES) }, (_, frame) => {
      const at = frame * MIC_FRAME_SAMPLES;
      const samples = room.slice(at, at + MIC_FRAME_SAMPLES);
      const speechProbability = at >= from && at < to ? 0.95 : 0.02;
      return segmenter.push({ frame, samples, speechProbability, capturedAtMs: frame * MIC_FRAME_MS });
    }).flat();
  }
  const types = (events: readonly SegmenterEvent[]) => events.map(({ type }) => type);

  it('opens no turn, and nothing is transcribed', () => {
    const events = hear(create(), nasalMmHm(seeded(8)));
    expect(types(events)).toEqual(['speech-start', 'misfire']);
    expect(events.at(-1)).toMatchObject({ sound: 'assent' });
  });

  it('is the answer when the kiosk has asked, once', () => {
    const segmenter = create();
    segmenter.expectAnswer(true);
    expect(hear(segmenter, nasalMmHm(seeded(8))).at(-1)).toMatchObject({ type: 'utterance', sound: 'assent' });
    expect(hear(segmenter, nasalMmHm(seeded(8))).at(-1)).toMatchObject({ type: 'misfire' });
  });

  it('is no answer where it may be anything', () => {
    const segmenter = create();
    segmenter.expectAnswer(true);
    expect(hear(segmenter, hmm(seeded(9))).at(-1)).toMatchObject({ type: 'misfire', sound: 'hum' });
    expect(hear(segmenter, nasalMmHm(seeded(8))).at(-1)).toMatchObject({ type: 'utterance', sound: 'assent' });
  });

  it('lets the kiosk go on that it has stopped', () => {
    const segmenter = create();
    segmenter.setKioskSpeaking(true);
    const events = types(hear(segmenter, laugh(seeded(10))));
    expect(events).toContain('interrupting');
    expect(events.at(-1)).toBe('misfire');
    expect(events).not.toContain('utterance');
  });

  it('is words when it goes on as words', async () => {
    const words = await speech.say('where is the main hall', 'rms');
    const both = concat([nasalMmHm(seeded(8)), new Float32Array(samplesFor(120)), words.map((sample) => sample * 2)]);
    expect(types(hear(create(), both))).toContain('utterance');
  });
});
