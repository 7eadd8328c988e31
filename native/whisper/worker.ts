import { availableParallelism } from 'node:os';
import { workerData } from 'node:worker_threads';
import { serveWorker } from '../worker/serve-worker.ts';
import { openRecogniser, type RecogniserOptions, type Recognition, trialUtterance } from './recogniser.ts';
import { tuneThreads, tuningKey } from './tune-threads.ts';

export interface WhisperWorkerData {
  readonly modelDir: string;
  readonly threads: number | undefined;
  readonly tuningFile: string | undefined;
  readonly layout: 'merged' | 'split' | undefined;
}

export interface WhisperRequest {
  readonly audio: Float32Array;
  readonly language?: string;
  readonly names?: readonly string[];
}

export interface WhisperInfo {
  readonly languages: readonly string[];
  readonly windowSamples: number;
  readonly threads: number;
  readonly takesNames: boolean;
}

export type WhisperResult = Recognition & { readonly ms: number };

const TRIALS = 3;

await serveWorker<WhisperRequest, WhisperResult, WhisperInfo>(async () => {
  const { threads: given, tuningFile, modelDir, layout } = workerData as WhisperWorkerData;
  const options = { modelDir, ...(layout === undefined ? {} : { layout }) };
  const threads = given ?? (await ownThreads(options, tuningFile));
  const recogniser = await openRecogniser({ ...options, threads });
  return {
    info: { languages: recogniser.languages, windowSamples: recogniser.windowSamples, takesNames: recogniser.takesNames, threads },
    async handle({ audio, ...options }, signal) {
      const started = performance.now();
      const recognition = await recogniser.recognise(audio, { signal, ...options });
      return { result: { ...recognition, ms: performance.now() - started } };
    },
  };
});

async function ownThreads(options: Omit<RecogniserOptions, 'threads'>, file: string | undefined): Promise<number> {
  const cores = availableParallelism();
  if (file === undefined) return Math.min(4, cores);
  return tuneThreads({ file, cores, key: tuningKey(options.modelDir, options.layout), measure: (threads) => timeTrial(options, threads) });
}

/** The quickest of a few: whatever else the machine does can only add to it. */
async function timeTrial(options: Omit<RecogniserOptions, 'threads'>, threads: number): Promise<number> {
  const recogniser = await openRecogniser({ ...options, threads });
  const signal = new AbortController().signal;
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < TRIALS; i++) {
    const started = performance.now();
    await recogniser.recognise(trialUtterance(), { signal });
    best = Math.min(best, performance.now() - started);
  }
  await recogniser.release();
  return best;
}
