import { basename } from 'node:path';
import { FoyerError } from '../../core/contract/errors.ts';
import type { Log, SpeechToText } from '../../core/ports.ts';
import { createSupervisedWorker, type SupervisedWorkerOptions } from '../worker/supervised-worker.ts';
import type { WhisperInfo, WhisperRequest, WhisperResult, WhisperWorkerData } from './worker.ts';

export interface WhisperOptions {
  /** Folder in the layout of the official Whisper ONNX exports. */
  readonly modelDir: string;
  /** Threads inside an operator; when left out, measured once if there is a `tuningFile`, else min(4, cores). */
  readonly threads?: number | undefined;
  /** Where the measurement is kept: tuningFileFor(dataDir, modelDir). */
  readonly tuningFile?: string | undefined;
  readonly log: Log;
  /** The worker's file in a bundled build. */
  readonly workerUrl?: URL;
  /** Forces a decoder layout where the folder has both. */
  readonly layout?: 'merged' | 'split';
  readonly backOff?: SupervisedWorkerOptions['backOff'];
  readonly onDown?: SupervisedWorkerOptions['onDown'];
}

export interface WhisperSpeechToText extends SpeechToText {
  /** Longest audio taken in one call. */
  readonly windowMs: number;
}

const SAMPLE_RATE = 16_000;
/** More calls than a kiosk can have open: whoever waits behind so many is better told at once. */
const MOST_CALLS = 32;

/**
 * Speech recognition by a Whisper model on the CPU, in one long-lived worker thread, loaded and warmed up when this
 * resolves. Calls are served one at a time, in order; the 33rd at once is refused with code "recogniser-busy".
 * @throws FoyerError fault "model", code "model-missing" or "model-broken", naming the file.
 */
export async function createWhisper(options: WhisperOptions): Promise<WhisperSpeechToText> {
  const { modelDir, threads, tuningFile, log, layout } = options;
  const model = basename(modelDir);
  const started = performance.now();
  const worker = await createSupervisedWorker<WhisperRequest, WhisperResult, WhisperInfo>({
    url: options.workerUrl ?? new URL('./worker.ts', import.meta.url),
    name: 'speech recognition',
    data: { modelDir, threads, tuningFile, layout } satisfies WhisperWorkerData,
    log,
    ...(options.backOff === undefined ? {} : { backOff: options.backOff }),
    ...(options.onDown === undefined ? {} : { onDown: options.onDown }),
  });
  const { languages, windowSamples, takesNames, ...info } = worker.info;
  let calls = 0;
  log.info('whisper.ready', { model, threads: info.threads, loadMs: Math.round(performance.now() - started) });
  return {
    engine: 'onnx',
    model,
    languages,
    takesNames,
    windowMs: (windowSamples / SAMPLE_RATE) * 1000,
    async transcribe(audio, { locale, names = [], signal } = {}) {
      if (calls >= MOST_CALLS) throw tooBusy();
      // A copy: the caller keeps its buffer, and a speculative utterance still grows.
      const copy = audio.slice(0, windowSamples);
      const language = locale?.split('-')[0];
      const request = { audio: copy, names, ...(language === undefined ? {} : { language }) };
      calls++;
      const call = worker.call(request, { signal, transfer: [copy.buffer] }).finally(() => calls--);
      const { text, contextMs, retried, ...rest } = await call;
      log.debug('whisper.transcribed', { ms: Math.round(rest.ms), contextMs, retried });
      return { text, heard: text, audioMs: Math.round((audio.length / SAMPLE_RATE) * 1000), ...rest, engine: 'onnx', model };
    },
    close: () => worker.close(),
  };
}

function tooBusy(): FoyerError {
  return new FoyerError(`speech recognition has ${MOST_CALLS} recordings waiting and takes no more`, {
    fault: 'model',
    code: 'recogniser-busy',
    remedy: 'Wait for those before; if this happens with one guest, the machine is too slow for this hearing.model.',
  });
}
