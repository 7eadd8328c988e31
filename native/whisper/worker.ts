import { workerData } from 'node:worker_threads';
import { serveWorker } from '../worker/serve-worker.ts';
import { openRecogniser, type RecogniserOptions, type Recognition } from './recogniser.ts';

export interface WhisperRequest {
  readonly audio: Float32Array;
  readonly language?: string;
}

export interface WhisperInfo {
  readonly languages: readonly string[];
  readonly windowSamples: number;
}

export type WhisperResult = Recognition & { readonly ms: number };

await serveWorker<WhisperRequest, WhisperResult, WhisperInfo>(async () => {
  const recogniser = await openRecogniser(workerData as RecogniserOptions);
  return {
    info: { languages: recogniser.languages, windowSamples: recogniser.windowSamples },
    async handle({ audio, language }, signal) {
      const started = performance.now();
      const recognition = await recogniser.recognise(audio, { signal, ...(language === undefined ? {} : { language }) });
      return { result: { ...recognition, ms: performance.now() - started } };
    },
  };
});
