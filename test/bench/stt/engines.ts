import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { contextsFor } from '../../../native/whisper/context.ts';
import { createDecoder } from '../../../native/whisper/decoder.ts';
import { createEncoder } from '../../../native/whisper/encoder.ts';
import { decodeGreedily } from '../../../native/whisper/greedy.ts';
import { findModelFiles } from '../../../native/whisper/model-files.ts';
import { readModelSpec } from '../../../native/whisper/model-spec.ts';
import { promptFor } from '../../../native/whisper/prompt.ts';
import { openSessions } from '../../../native/whisper/sessions.ts';

export interface EngineOptions {
  readonly kind: 'ours' | 'ours-8bit' | 'ours-window' | 'transformers';
  /** Folder in the layout of the official exports. */
  readonly modelDir: string;
  readonly threads: number;
  /** Where transformers.js is. */
  readonly library: string;
}

/** Recognises so many tokens, whatever the model says. */
export type Recognise = (audio: Float32Array, tokens: number) => Promise<void>;

/** The parts of Foyer's own engine, without the guards: those look at what is said, and random weights say nothing sensible. */
export async function openOurs({ kind, modelDir, threads }: EngineOptions): Promise<Recognise> {
  const spec = readModelSpec(modelDir);
  const files = findModelFiles(modelDir, undefined, kind === 'ours-8bit' ? { decoder: 'eight-bit' } : { decoder: 'float32' });
  const sessions = await openSessions(files, threads);
  const encoder = await createEncoder(sessions.encoder, spec);
  const newDecoding = createDecoder(sessions, spec);
  const endless = { ...spec, suppressed: [...spec.suppressed, spec.endToken] };
  const signal = new AbortController().signal;
  return async (audio, maxTokens) => {
    const short = files.rewritten ? contextsFor(audio.length, encoder.windowSamples)[0] : audio.length;
    const encoded = await encoder.encode(audio, kind === 'ours-window' ? encoder.windowSamples : short);
    await decodeGreedily(newDecoding(encoded), endless, { prompt: promptFor(spec, 'en'), maxTokens, signal });
  };
}

/** The little of transformers.js that is used here; it is no dependency of the project. */
interface Transformers {
  readonly env: { allowRemoteModels: boolean; localModelPath: string };
  readonly AutoProcessor: { from_pretrained(name: string): Promise<(audio: Float32Array) => Promise<{ input_features: unknown }>> };
  readonly WhisperForConditionalGeneration: {
    from_pretrained(
      name: string,
      options: object,
    ): Promise<{
      generate(options: object): Promise<{ readonly dims: readonly number[] }>;
    }>;
  };
}

export async function openTransformers({ modelDir, threads, library }: EngineOptions): Promise<Recognise> {
  const { env, AutoProcessor, WhisperForConditionalGeneration } = createRequire(import.meta.url)(library) as Transformers;
  env.allowRemoteModels = false;
  env.localModelPath = `${dirname(modelDir)}/`;
  const name = modelDir.slice(dirname(modelDir).length + 1);
  const quantized = existsSync(`${modelDir}/onnx/encoder_model_quantized.onnx`);
  const { is_multilingual } = JSON.parse(readFileSync(`${modelDir}/generation_config.json`, 'utf8')) as { is_multilingual: boolean };
  const language = is_multilingual ? { language: 'en', task: 'transcribe' } : {};
  const processor = await AutoProcessor.from_pretrained(name);
  const model = await WhisperForConditionalGeneration.from_pretrained(name, {
    dtype: quantized ? 'q8' : 'fp32',
    device: 'cpu',
    session_options: { intraOpNumThreads: threads, interOpNumThreads: 1 },
  });
  return async (audio, tokens) => {
    const { input_features } = await processor(audio);
    const output = await model.generate({
      inputs: input_features,
      min_new_tokens: tokens,
      max_new_tokens: tokens,
      do_sample: false,
      ...language,
    });
    const length = output.dims.at(-1) ?? 0;
    if (length < tokens) throw new Error(`transformers.js stopped after ${length} tokens instead of ${tokens}`);
  };
}
