import { basename, dirname } from 'node:path';
import { FoyerError } from '../../core/contract/errors.ts';
import type { Log, SpeechToText, TranscribeOptions, Transcript } from '../../core/ports.ts';
import { writeWav } from '../../core/speech/wav.ts';
import { hasNoSpeech, isGuess } from '../whisper/guards.ts';
import { readGgmlModel } from './ggml-model.ts';
import { createProcessPool, type PoolOptions } from './process-pool.ts';
import { type Heard, readDetectedLanguage, readOutput } from './read-output.ts';

export interface WhisperCppOptions {
  /** whisper.cpp's program, from buildEngine(). */
  readonly program: string;
  /** Weights in whisper.cpp's format. */
  readonly modelFile: string;
  readonly threads: number;
  /** Language that the first utterance will be in; later ones tell theirs. */
  readonly locale?: string;
  readonly log: Log;
  readonly backOff?: NonNullable<PoolOptions['backOff']>;
  /** An utterance that takes longer hangs: its process is ended. */
  readonly limitMs?: number;
}

export interface WhisperCppSpeechToText extends SpeechToText {
  /** Longest audio taken in one call. */
  readonly windowMs: number;
}

const SAMPLE_RATE = 16_000;
/** The program ignores a last second that is not full, so also an utterance that is no longer. */
const SHORTEST_SAMPLES = 1.2 * SAMPLE_RATE;

/**
 * Speech recognition by whisper.cpp in child processes, one an utterance, the next one loading ahead of time; tried out when this
 * resolves. Calls are served one at a time, in order. What it tells of its certainty is coarse, and it has no probability of
 * no speech.
 * @throws FoyerError fault "model", code "model-missing", "model-broken" or "engine-broken"
 */
export async function createWhisperCpp(options: WhisperCppOptions): Promise<WhisperCppSpeechToText> {
  const { modelFile, threads, log } = options;
  const { languages, windowMs } = readGgmlModel(modelFile);
  const model = nameOf(modelFile);
  const languageOf = (locale: string | undefined) => {
    const base = locale?.split('-')[0];
    if (languages.length === 1) return languages[0] as string;
    return base !== undefined && languages.includes(base) ? base : 'auto';
  };
  const { locale, ...rest } = options;
  const pool = createProcessPool({ ...rest, language: languageOf(locale) });
  const started = performance.now();
  try {
    await pool.run(wavOf(trialUtterance()), pool.language);
  } catch (cause) {
    await pool.close();
    throw notWorking(modelFile, cause);
  }
  log.info('whisper.ready', { engine: 'whisper.cpp', model, threads, loadMs: Math.round(performance.now() - started) });

  return {
    engine: 'whisper.cpp',
    model,
    languages,
    windowMs,
    async transcribe(whole: Float32Array, { locale, signal }: TranscribeOptions = {}): Promise<Transcript> {
      signal?.throwIfAborted();
      const audio = clean(whole.slice(0, (windowMs / 1000) * SAMPLE_RATE - 2 * QUIET_EDGE_SAMPLES));
      const audioMs = Math.round((whole.length / SAMPLE_RATE) * 1000);
      const about = { audioMs, noSpeechProb: 0, engine: 'whisper.cpp', model };
      if (hasNoSpeech(audio)) {
        pool.check();
        return { ...about, text: '', heard: '', ms: 0, avgLogprob: 0, noSpeechProb: 1 };
      }
      const language = languageOf(locale);
      const { output, messages, ms } = await pool.run(wavOf(audio), language, signal);
      const heard = readOutput(output);
      const text = isMadeUp(heard, audio) ? '' : heard.text;
      const spoken = languages.length === 1 ? undefined : language === 'auto' ? readDetectedLanguage(messages) : language;
      log.debug('whisper.transcribed', { ms: Math.round(ms), engine: 'whisper.cpp' });
      return { ...about, text, heard: text, ms, avgLogprob: heard.avgLogprob, ...(spoken === undefined ? {} : { language: spoken }) };
    },
    close: () => pool.close(),
  };
}

/** The folder's name where a model has one of its own, as an installed one does. */
function nameOf(modelFile: string): string {
  const folder = basename(dirname(modelFile));
  const file = basename(modelFile, '.bin');
  return folder === '' || folder === 'models' ? file : folder;
}

/** A word cut out tightly is misheard by a model that was taught whole recordings. */
function wavOf(audio: Float32Array): Uint8Array {
  const padded = new Float32Array(Math.max(SHORTEST_SAMPLES, audio.length + 2 * QUIET_EDGE_SAMPLES));
  padded.set(audio, QUIET_EDGE_SAMPLES);
  return writeWav(padded, SAMPLE_RATE);
}
const QUIET_EDGE_SAMPLES = 0.15 * SAMPLE_RATE;

/** The common rule, and one for certainty told this coarsely: a phrase of which hardly a token is sure. */
function isMadeUp(heard: Heard, audio: Float32Array): boolean {
  return isGuess({ ...heard, noSpeechProb: 0 }, audio) || (heard.tokens > 2 && heard.avgLogprob < UNSURE_LOGPROB);
}
const UNSURE_LOGPROB = -0.9;

/** A broken driver can deliver NaN or infinities. */
function clean(audio: Float32Array): Float32Array {
  return audio.every(Number.isFinite) ? audio : audio.map((sample) => (Number.isFinite(sample) ? sample : 0));
}

function trialUtterance(): Float32Array {
  return Float32Array.from({ length: SHORTEST_SAMPLES }, (_, i) => 0.3 * Math.sin(i / 20) * Math.sin(i / 2000) ** 4);
}

function notWorking(modelFile: string, cause: unknown): FoyerError {
  return new FoyerError(`whisper.cpp cannot hear with ${modelFile}`, {
    fault: 'model',
    code: 'model-broken',
    remedy: 'Check the file with "foyer models verify"; build the engine again with "foyer models build whisper.cpp --again".',
    cause: cause instanceof FoyerError ? (cause.cause ?? cause) : cause,
  });
}
