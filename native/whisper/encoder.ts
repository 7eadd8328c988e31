import type { Tensor } from 'onnxruntime-node';
import { createLogMel } from './log-mel.ts';
import { broken, type ModelSpec } from './model-spec.ts';
import { floatTensor, metadataOf, type Session } from './sessions.ts';

export interface Encoder {
  /** False: short audio is filled up with zeros to the window, and costs as much. */
  readonly takesAnyLength: boolean;
  readonly windowSamples: number;
  /**
   * @param audio at most the window
   * @param samples the audio is filled up with zeros to this length; an encoder of fixed length always takes its window
   */
  encode(audio: Float32Array, samples?: number): Promise<Tensor>;
}

const PROBE_SAMPLES = 16_000;

/**
 * Front end and encoder. The official exports name their time axis as if it were dynamic but add a position table of fixed
 * length, so the only way to know what an encoder takes is to try.
 */
export async function createEncoder(encoder: Session, spec: ModelSpec): Promise<Encoder> {
  const logMel = createLogMel({ sampleRate: 16_000, fftSize: spec.fftSize, hopSamples: spec.hopSamples, melBins: spec.melBins });
  const input = metadataOf(encoder, 'input_features');
  if (input === null) throw broken(spec.dir, 'the encoder', 'it has no input "input_features"');
  const axis = input.shape[2] ?? -1;
  const windowSamples = axis === -1 ? spec.windowSamples : axis * spec.hopSamples;

  async function run(audio: Float32Array, minSamples: number): Promise<Tensor> {
    const { values, frames } = logMel(audio, minSamples);
    const features = floatTensor(input?.type ?? 'float32', values, [1, spec.melBins, frames]);
    const out = await encoder.run({ input_features: features }, ['last_hidden_state']);
    return out.last_hidden_state as Tensor;
  }

  const takesAnyLength =
    axis === -1 &&
    (await run(new Float32Array(Math.min(PROBE_SAMPLES, windowSamples / 2)), 0).then(
      () => true,
      () => false,
    ));
  return { takesAnyLength, windowSamples, encode: (audio, samples = 0) => run(audio, takesAnyLength ? samples : windowSamples) };
}
