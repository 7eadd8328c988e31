import { availableParallelism } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { FoyerError, KioskConfig } from '../../core/contract/index.ts';
import type { Log, SpeechToText } from '../../core/ports.ts';
import { createWhisper } from '../../native/whisper/create-whisper.ts';
import { resolveModelDir } from '../../native/whisper/find-model.ts';
import { tuningFileFor } from '../../native/whisper/tune.ts';
import { buildEngine } from '../../native/whisper-cpp/build-engine.ts';
import { createWhisperCpp } from '../../native/whisper-cpp/create-whisper-cpp.ts';
import { ggmlFileIn, resolveGgmlFile } from '../../native/whisper-cpp/ggml-model.ts';

export interface OpenHearingOptions {
  readonly dataDir: string;
  readonly hearing: Pick<KioskConfig['hearing'], 'engine' | 'model' | 'threads'>;
  /** Language that guests most likely speak first. */
  readonly locale?: string | undefined;
  readonly log: Log;
  /** whisper.cpp is being compiled, once for this machine. */
  readonly onBuilding?: (file: string) => void;
  /** It hangs and fails every call with this error; null: it hears again. */
  readonly onDown?: (error: FoyerError | null) => void;
}

export type OpenedHearing = SpeechToText & { readonly windowMs: number };

/** The engine that a model is for, by what is there. */
export function engineOf(model: string, dataDir: string): KioskConfig['hearing']['engine'] {
  const place = isAbsolute(model) ? model : join(dataDir, 'models', model);
  return place.endsWith('.bin') || ggmlFileIn(place) !== null ? 'whisper.cpp' : 'onnx';
}

/**
 * The configured engine with the configured model.
 * @throws FoyerError saying what is missing or broken, and the way out
 */
export async function openHearing(options: OpenHearingOptions): Promise<OpenedHearing> {
  const { dataDir, hearing, log } = options;
  const { engine, model, threads } = hearing;
  if (engine === 'onnx') {
    const modelDir = resolveModelDir(model, dataDir);
    const { onDown } = options;
    return createWhisper({
      modelDir,
      threads,
      tuningFile: tuningFileFor(dataDir, modelDir),
      log,
      ...(onDown === undefined ? {} : { onDown }),
    });
  }
  const modelFile = resolveGgmlFile(model, dataDir);
  const program = await buildEngine({ dataDir, ...(options.onBuilding === undefined ? {} : { onProgress: options.onBuilding }) });
  return createWhisperCpp({
    program,
    modelFile,
    // Its threads spin while they wait for each other: where the screen takes one of their cores, they take ten times as long.
    threads: threads ?? Math.max(1, Math.min(4, availableParallelism() - 1)),
    log,
    ...(options.locale === undefined ? {} : { locale: options.locale }),
  });
}
