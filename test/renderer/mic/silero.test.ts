import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';
import { configSchema, MIC_FRAME_MS, MIC_SAMPLE_RATE } from '../../../core/contract/index.ts';
import { createSegmenter, type SegmenterEvent } from '../../../core/voice/segmenter.ts';
import { createSilero, type OnnxRuntime, type VoiceActivityModel } from '../../../renderer/mic/silero.ts';
import { seeded } from '../../support/random.ts';
import { framesOf, readWav } from './wav.ts';

/** The shipped model file on real speech; only the runtime differs from the browser's. */
const MODEL = createRequire(import.meta.url).resolve('@ricky0123/vad-web/dist/silero_vad_v6.onnx');
const fixture = (name: string) => framesOf(readWav(fileURLToPath(new URL(`../../fixtures/mic/${name}`, import.meta.url))));
const { turnTaking } = configSchema.parse({});

let model: VoiceActivityModel;
beforeAll(async () => {
  const session = await InferenceSession.create(MODEL, { intraOpNumThreads: 1 });
  model = createSilero<Tensor>({ Tensor: Tensor as unknown as OnnxRuntime<Tensor>['Tensor'] }, session);
});

async function probabilities(frames: readonly Float32Array[]): Promise<number[]> {
  model.reset();
  const found: number[] = [];
  for (const frame of frames) found.push(await model.probability(frame));
  return found;
}

async function segment(name: string, transcript: string, kioskSpeaking = false): Promise<{ at: number; event: SegmenterEvent }[]> {
  return segmentFrames(fixture(name), transcript, kioskSpeaking);
}

async function segmentFrames(frames: readonly Float32Array[], transcript: string, kioskSpeaking: boolean) {
  const speech = await probabilities(frames);
  const segmenter = createSegmenter({ turnTaking });
  segmenter.setKioskSpeaking(kioskSpeaking);
  return frames.flatMap((samples, frame) => {
    const events = segmenter.push({ frame, samples, speechProbability: speech[frame] ?? 0, capturedAtMs: 0 });
    // As if the recogniser answered between this frame and the next.
    if (events.some(({ type }) => type === 'speculate')) segmenter.heardSoFar(transcript);
    return events.map((event) => ({ at: frame, event }));
  });
}

describe('Silero v6 on recorded speech', () => {
  it('is sure of the question and of the silence around it', async () => {
    const speech = await probabilities(fixture('question.wav'));
    // 1.00 s of quiet, 3.04 s of speech with its own short pauses, 2.5 s of quiet.
    const first = Math.round(1000 / MIC_FRAME_MS);
    const last = Math.round(4040 / MIC_FRAME_MS);
    expect(Math.max(...speech.slice(0, first - 1))).toBeLessThan(0.2);
    expect(Math.max(...speech.slice(last + 2))).toBeLessThan(0.2);
    const inside = speech.slice(first + 8, last - 6);
    expect(inside.filter((p) => p > 0.5).length / inside.length).toBeGreaterThan(0.8);
  });

  it('carries its state: the same frame judged alone is another matter', async () => {
    const frames = fixture('question.wav').slice(60, 62);
    const [, second] = await probabilities(frames);
    const [alone] = await probabilities(frames.slice(1));
    expect(second).not.toBeCloseTo(alone ?? 0, 3);
    // And reset() brings the same answer back.
    expect((await probabilities(frames))[1]).toBeCloseTo(second ?? 0, 6);
  });

  it('makes one utterance of the question, within 400 ms of its last sound', async () => {
    const events = await segment('question.wav', 'Where can I find the main auditorium, please?');
    expect(events.map(({ event }) => event.type)).toEqual(['speech-start', 'speculate', 'utterance']);
    const [, , end] = events;
    expect(end?.event).toMatchObject({ endOfTurnDelayMs: 320, speculated: true });
    expect((end?.at ?? 0) * MIC_FRAME_MS).toBeLessThan(4040 + 400);
  });

  it('does not answer into a pause after "and"', async () => {
    const patient = await segment('hesitant.wav', 'Is there a vegetarian restaurant and');
    expect(patient.filter(({ event }) => event.type === 'utterance')).toHaveLength(1);
    expect(patient.map(({ event }) => event.type)).toContain('resumed');
    const quick = await segment('hesitant.wav', 'Is there a vegetarian restaurant?');
    expect(quick.filter(({ event }) => event.type === 'utterance')).toHaveLength(2);
  });

  it('over the kiosk’s voice ducks it within 130 ms of the first sound and stops it within 330 ms', async () => {
    const events = await segment('question.wav', 'Where can I find the main auditorium, please?', true);
    const at = (type: SegmenterEvent['type']) => (events.find(({ event }) => event.type === type)?.at ?? Number.NaN) * MIC_FRAME_MS;
    expect(events.map(({ event }) => event.type)).toEqual(['maybe-interrupting', 'interrupting', 'speech-start', 'speculate', 'utterance']);
    const firstSoundMs = fixture('question.wav').findIndex((samples) => samples.some((sample) => Math.abs(sample) > 0.05)) * MIC_FRAME_MS;
    expect(at('maybe-interrupting') - firstSoundMs).toBeLessThan(130);
    expect(at('interrupting') - firstSoundMs).toBeLessThan(330);
  });

  it('a cough over the kiosk’s voice does not interrupt it', async () => {
    const types = (await segmentFrames(framesOf(cough()), '', true)).map(({ event }) => event.type);
    expect(types).not.toContain('interrupting');
  });
});

/** Two bursts of noise, 150 ms each, shaped as a cough is: sudden, then dying away. */
function cough(): Float32Array {
  const random = seeded(7);
  const noise = () => 2 * random() - 1;
  const samples = Float32Array.from({ length: 3 * MIC_SAMPLE_RATE }, () => 0.001 * noise());
  let last = 0;
  for (const startS of [1, 1.3]) {
    for (let i = 0; i < 0.15 * MIC_SAMPLE_RATE; i++) {
      last = 0.7 * last + 0.3 * noise();
      samples[startS * MIC_SAMPLE_RATE + i] = 0.9 * last * Math.exp(-i / (0.05 * MIC_SAMPLE_RATE));
    }
  }
  return samples;
}
