import { MIC_FRAME_SAMPLES, MIC_SAMPLE_RATE } from '../../core/contract/protocol.ts';

/**
 * Silero VAD v5/v6 frame by frame: 512 samples with the last 64 of the frame before them, and a recurrent
 * state that is handed from call to call (as `OnnxWrapper` in silero-vad's utils_vad.py does it).
 */
const CONTEXT_SAMPLES = 64;
const STATE_SHAPE = [2, 1, 128] as const;

/** The part of an ONNX runtime used here; onnxruntime-web and onnxruntime-node both have it. */
export interface OnnxRuntime<Tensor extends { readonly data: unknown }> {
  readonly Tensor: new (type: 'float32' | 'int64', data: Float32Array | BigInt64Array, dims: readonly number[]) => Tensor;
}
export interface OnnxSession<Tensor> {
  run(feeds: Record<string, Tensor>): Promise<Readonly<Record<string, Tensor | undefined>>>;
}

export interface VoiceActivityModel {
  /** Speech probability, 0..1, of one 512-sample frame at 16 kHz. One call at a time. */
  probability(samples: Float32Array): Promise<number>;
  /** Forgets what came before. */
  reset(): void;
}

export function createSilero<Tensor extends { readonly data: unknown }>(
  runtime: OnnxRuntime<Tensor>,
  session: OnnxSession<Tensor>,
): VoiceActivityModel {
  const rate = new runtime.Tensor('int64', new BigInt64Array([BigInt(MIC_SAMPLE_RATE)]), []);
  const input = new Float32Array(CONTEXT_SAMPLES + MIC_FRAME_SAMPLES);
  const freshState = () => new runtime.Tensor('float32', new Float32Array(STATE_SHAPE[0] * STATE_SHAPE[1] * STATE_SHAPE[2]), STATE_SHAPE);
  let state = freshState();
  return {
    async probability(samples) {
      input.copyWithin(0, MIC_FRAME_SAMPLES);
      input.set(samples, CONTEXT_SAMPLES);
      const feeds = { input: new runtime.Tensor('float32', input, [1, input.length]), state, sr: rate };
      const { output, stateN } = await session.run(feeds);
      const data = output?.data;
      if (stateN === undefined || !(data instanceof Float32Array))
        throw new Error('the voice activity model has no "output" or no "stateN"');
      state = stateN;
      return data[0] ?? 0;
    },
    reset() {
      input.fill(0);
      state = freshState();
    },
  };
}
