import { createRequire } from 'node:module';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ToScreen } from '../../../core/contract/index.ts';
import { configSchema, MIC_FRAME_SAMPLES, MIC_SAMPLE_RATE } from '../../../core/contract/index.ts';
import { soundsConfigSchema } from '../../../core/contract/theme.ts';
import { createSegmenter } from '../../../core/voice/segmenter.ts';
import { ALL_READY, STARTED, turn, welcome } from '../../../renderer/gallery/messages.ts';
import { createSilero, type OnnxRuntime, type VoiceActivityModel } from '../../../renderer/mic/silero.ts';
import { earconFor } from '../../../renderer/sounds/earcon-for.ts';
import { type Earcon, earconMs, renderEarcon } from '../../../renderer/sounds/earcons.ts';
import { reduce } from '../../../renderer/store/reduce.ts';
import { INITIAL_STATE, type ScreenState } from '../../../renderer/store/screen-state.ts';

const ALL: readonly Earcon[] = ['listening', 'heard', 'answer', 'sent', 'error', 'time'];
const MODEL = createRequire(import.meta.url).resolve('@ricky0123/vad-web/dist/silero_vad_v6.onnx');
const { turnTaking } = configSchema.parse({});

describe.each(ALL)('"%s"', (earcon) => {
  const samples = renderEarcon(earcon, MIC_SAMPLE_RATE);

  it('is short, and begins and ends in silence', () => {
    expect(earconMs(earcon)).toBeLessThanOrEqual(700);
    expect(Math.abs(samples[0] ?? 1)).toBeLessThan(0.001);
    expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(0.005);
  });

  it('is far below speech: half of full scale at most, and a third of that as configured', () => {
    expect(Math.max(...samples.map(Math.abs))).toBeCloseTo(0.5, 2);
    expect(soundsConfigSchema.parse({}).volume).toBeLessThan(0.5);
  });
});

it('no two sound alike', () => {
  const shapes = ALL.map((earcon) => renderEarcon(earcon, 8000).slice(0, 2000).join());
  expect(new Set(shapes).size).toBe(ALL.length);
});

describe('the shipped voice detection', () => {
  let model: VoiceActivityModel;
  beforeAll(async () => {
    const session = await InferenceSession.create(MODEL, { intraOpNumThreads: 1 });
    model = createSilero<Tensor>({ Tensor: Tensor as unknown as OnnxRuntime<Tensor>['Tensor'] }, session);
  });

  /** Straight into the microphone at full volume, which no echo canceller ever has to bear. */
  it.each(ALL)('takes "%s" for no utterance', async (earcon) => {
    model.reset();
    const segmenter = createSegmenter({ turnTaking });
    const sound = renderEarcon(earcon, MIC_SAMPLE_RATE);
    const track = new Float32Array(MIC_SAMPLE_RATE * 3);
    track.set(sound, MIC_SAMPLE_RATE);
    const events: string[] = [];
    for (let frame = 0; (frame + 1) * MIC_FRAME_SAMPLES <= track.length; frame++) {
      const samples = track.slice(frame * MIC_FRAME_SAMPLES, (frame + 1) * MIC_FRAME_SAMPLES);
      const speechProbability = await model.probability(samples);
      events.push(...segmenter.push({ frame, samples, speechProbability, capturedAtMs: 0 }).map(({ type }) => type));
    }
    expect(events).toEqual([]);
  });
});

describe('earconFor', () => {
  const having = (state: ScreenState, ...messages: ToScreen[]) =>
    messages.reduce((one, message) => reduce(one, { type: 'received', message, atMs: 0 }), state);
  const start = having(reduce(INITIAL_STATE, { type: 'mic', state: 'on' }), welcome(), STARTED);
  const activity = (to: ScreenState['activity']): ToScreen => ({ type: 'activity', activity: to });
  const silent = having(INITIAL_STATE, welcome({ capabilities: { ...ALL_READY, speaking: { state: 'off' } } }), STARTED);

  it('says when it listens, and when it has heard', () => {
    const listening = having(start, activity('listening'));
    const hearing = having(listening, activity('hearing'));
    expect(earconFor(start, listening)).toBe('listening');
    expect(earconFor(listening, hearing)).toBeNull();
    expect(earconFor(hearing, having(hearing, activity('thinking')))).toBe('heard');
  });

  it('does not say that it listens again after each answer', () => {
    const speaking = having(start, activity('speaking'));
    expect(earconFor(speaking, having(speaking, activity('listening')))).toBeNull();
  });

  it('announces an answer only where no voice does', () => {
    const asked: ToScreen = { type: 'turn.started', turn: 1, question: 'When?', source: 'voice' };
    const said: ToScreen = { type: 'answer.sentence', turn: 1, sentence: 0, text: 'At ten.' };
    const voiceless = reduce(start, { type: 'ui', patch: { voiceless: start.locale } });
    for (const [state, sound] of [[start, null], [silent, 'answer'], [voiceless, 'answer']] as const) // biome-ignore format: three states
      expect(earconFor(having(state, asked), having(state, asked, said))).toBe(sound);
  });

  it('says that something was sent, that time is nearly up, and that something is wrong', () => {
    const request = { kind: 'request', id: 'r1', title: 'Towels', status: 'sent', detail: '' } as never;
    const asked = turn({ question: 'Towels, please', sentences: ['They are on the way.'] });
    const sent: ToScreen = { type: 'cards', turn: 1, cards: [request] };
    expect(earconFor(having(start, ...asked), having(start, ...asked, sent))).toBe('sent');
    expect(earconFor(start, having(start, { type: 'idle.warning', endsInMs: 9000 }))).toBe('time');
    expect(earconFor(start, having(start, { type: 'badge.refused', hint: 'No.' }))).toBe('error');
    expect(earconFor(start, reduce(start, { type: 'link', link: 'lost' }))).toBe('error');
    expect(earconFor(start, having(start, { type: 'session.ended', reason: 'guest' }))).toBeNull();
  });
});
