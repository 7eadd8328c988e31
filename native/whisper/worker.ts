import { availableParallelism } from 'node:os';
import { workerData } from 'node:worker_threads';
import { serveWorker } from '../worker/serve-worker.ts';
import { type DecoderLayout, findModelFiles } from './model-files.ts';
import { openRecogniser, type Recogniser, type Recognition, trialUtterance } from './recogniser.ts';
import { speakTrial } from './trial-speech.ts';
import { type Trial, type Tuning, tune, tuningKey } from './tune.ts';

export interface WhisperWorkerData {
  readonly modelDir: string;
  readonly threads: number | undefined;
  readonly tuningFile: string | undefined;
  readonly layout: DecoderLayout | undefined;
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
  const data = workerData as WhisperWorkerData;
  const { threads, weights } = await tuningFor(data);
  const recogniser = await openRecogniser({ ...modelOf(data), threads, ...(weights === undefined ? {} : { weights }) });
  return {
    info: { languages: recogniser.languages, windowSamples: recogniser.windowSamples, takesNames: recogniser.takesNames, threads },
    async handle({ audio, ...options }, signal) {
      const started = performance.now();
      const recognition = await recogniser.recognise(audio, { signal, ...options });
      return { result: { ...recognition, ms: performance.now() - started } };
    },
  };
});

function modelOf({ modelDir, layout }: WhisperWorkerData) {
  return { modelDir, ...(layout === undefined ? {} : { layout }) };
}

/** Measured at the first start, where there is something to choose and a place to keep it. */
async function tuningFor(data: WhisperWorkerData): Promise<Pick<Tuning, 'threads'> & Partial<Tuning>> {
  const { modelDir, layout, tuningFile: file, threads } = data;
  const cores = availableParallelism();
  const kinds = findModelFiles(modelDir, layout).weights;
  const severalKinds = kinds.encoder.length + kinds.decoder.length > 2;
  if (file === undefined || !(severalKinds || threads === undefined)) return { threads: threads ?? Math.min(4, cores) };
  let speech: Promise<readonly Float32Array[]> | null = null;
  const measure = async (tuning: Tuning) => {
    // Threads alone are told apart by any sound; whether two kinds of weights hear the same, by speech.
    speech ??= severalKinds ? speakTrial().catch(() => [trialUtterance()]) : Promise.resolve([trialUtterance()]);
    return timeTrial(await openRecogniser({ ...modelOf(data), ...tuning }), await speech);
  };
  const tuning = await tune({ file, cores, kinds, key: tuningKey(modelDir, layout), measure });
  return threads === undefined ? tuning : { ...tuning, threads };
}

/** The quickest of a few: whatever else the machine does can only add to it. */
async function timeTrial(recogniser: Recogniser, utterances: readonly Float32Array[]): Promise<Trial> {
  const { signal } = new AbortController();
  const texts: string[] = [];
  let ms = Number.POSITIVE_INFINITY;
  for (const audio of utterances) texts.push((await recogniser.recognise(audio, { language: 'en', signal })).text);
  const longest = utterances.reduce((one, other) => (other.length > one.length ? other : one), new Float32Array());
  for (let i = 0; i < TRIALS; i++) {
    const started = performance.now();
    await recogniser.recognise(longest, { language: 'en', signal });
    ms = Math.min(ms, performance.now() - started);
  }
  await recogniser.release();
  return { ms, texts };
}
