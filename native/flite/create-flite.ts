import { FoyerError } from '../../core/contract/errors.ts';
import type { Log, SpokenSentence, TextToSpeech } from '../../core/ports.ts';
import { createSupervisedWorker, type SupervisedWorkerOptions } from '../worker/supervised-worker.ts';
import { fliteSpeaks } from './flite-speaks.ts';
import { createSentenceCache } from './sentence-cache.ts';
import type { SynthesisRequest } from './synthesiser.ts';
import { packagedWasm } from './wasm.ts';
import type { FliteData } from './worker.ts';

/** Voices inside the package: slt and the others of 16 kHz, kal of 8 kHz. */
export const FLITE_VOICES = ['slt', 'awb', 'rms', 'kal16', 'kal'] as const;

export interface FliteOptions {
  /** Default voice. */
  readonly voice: string;
  /** 1 is the voice's own pace; 0.5 to 2. */
  readonly rate: number;
  readonly log: Log;
  /** The worker's file in a bundled build. */
  readonly workerUrl?: URL;
  /** flite.wasm in a bundled build. */
  readonly wasmPath?: string;
  readonly backOff?: SupervisedWorkerOptions['backOff'];
}

/** About a minute of speech. */
const CACHE_SAMPLES = 60 * 16_000;

/**
 * English speech by Flite (WebAssembly) in one long-lived worker thread, ready and warmed up when this resolves. The sentences
 * said last are kept, so a greeting costs nothing the second time.
 * @throws FoyerError code "voice-unknown" or "speech-engine-broken".
 */
export async function createFlite(options: FliteOptions): Promise<TextToSpeech> {
  const { voice: defaultVoice, rate: ownRate, log } = options;
  checkVoice(defaultVoice);
  const started = performance.now();
  const warmUp: SynthesisRequest = { text: 'Hello, how can I help you?', voice: defaultVoice, rate: ownRate };
  const worker = await createSupervisedWorker<SynthesisRequest, SpokenSentence, null>({
    url: options.workerUrl ?? new URL('./worker.ts', import.meta.url),
    name: 'speech synthesis',
    data: { wasmPath: options.wasmPath ?? packagedWasm(), warmUp } satisfies FliteData,
    log,
    ...(options.backOff === undefined ? {} : { backOff: options.backOff }),
  });
  const cache = createSentenceCache(CACHE_SAMPLES);
  log.info('flite.ready', { voice: defaultVoice, loadMs: Math.round(performance.now() - started) });
  return {
    voices: FLITE_VOICES,
    speaks: fliteSpeaks,
    async speak(text, { voice = defaultVoice, signal, rate: guestRate = 1 }) {
      checkVoice(voice);
      signal?.throwIfAborted();
      const rate = Math.min(2, Math.max(0.5, ownRate * guestRate));
      const key = `${voice}\n${rate}\n${text}`;
      const kept = cache.get(key);
      if (kept !== undefined) return kept;
      const sentence = await worker.call({ text, voice, rate }, { signal });
      cache.put(key, sentence);
      return sentence;
    },
    async close() {
      cache.clear();
      await worker.close();
    },
  };
}

function checkVoice(voice: string): void {
  if ((FLITE_VOICES as readonly string[]).includes(voice)) return;
  throw new FoyerError(`there is no voice "${voice}"`, {
    fault: 'operator',
    code: 'voice-unknown',
    remedy: `Choose one of ${FLITE_VOICES.join(', ')}.`,
  });
}
