import { Tokenizer } from '@huggingface/tokenizers';
import type { Tensor } from 'onnxruntime-node';
import { createDecoder } from './decoder.ts';
import { decodeGreedily } from './greedy.ts';
import { hasNoSpeech, isGuess, tokenBudget } from './guards.ts';
import { createLogMel } from './log-mel.ts';
import { findModelFiles } from './model-files.ts';
import { broken, type ModelSpec, readModelSpec } from './model-spec.ts';
import { floatTensor, metadataOf, openSessions, type Sessions } from './sessions.ts';

export interface RecogniserOptions {
  readonly modelDir: string;
  readonly threads: number;
  /** Forces a decoder layout where a folder has both. */
  readonly layout?: 'merged' | 'split';
}

export interface Recognition {
  readonly text: string;
  readonly avgLogprob: number;
  readonly noSpeechProb: number;
  readonly language?: string;
}

export interface Recogniser {
  /** Languages of a multilingual model, ["en"] otherwise. */
  readonly languages: readonly string[];
  readonly windowSamples: number;
  recognise(audio: Float32Array, options: { readonly language?: string; readonly signal: AbortSignal }): Promise<Recognition>;
  release(): Promise<void>;
}

const SAMPLE_RATE = 16_000;
const NOTHING: Recognition = { text: '', avgLogprob: 0, noSpeechProb: 1 };

/** A loaded and warmed-up model. Runs in the worker; one call at a time. */
export async function openRecogniser(options: RecogniserOptions): Promise<Recogniser> {
  const spec = readModelSpec(options.modelDir);
  const sessions = await openSessions(findModelFiles(options.modelDir, options.layout), options.threads);
  const tokenizer = openTokenizer(spec);
  const logMel = createLogMel({ sampleRate: SAMPLE_RATE, fftSize: spec.fftSize, hopSamples: spec.hopSamples, melBins: spec.melBins });
  const newDecoding = createDecoder(sessions, spec);
  const input = metadataOf(sessions.encoder, 'input_features');
  if (input === null) throw broken(spec.dir, 'the encoder', 'it has no input "input_features"');

  async function encode(audio: Float32Array, minSamples: number): Promise<Tensor> {
    const { values, frames } = logMel(audio, minSamples);
    const features = floatTensor(input?.type ?? 'float32', values, [1, spec.melBins, frames]);
    const out = await sessions.encoder.run({ input_features: features }, ['last_hidden_state']);
    return out.last_hidden_state as Tensor;
  }

  const padToSamples = await probeWindow(input.shape[2] ?? -1, spec, encode);

  async function detectLanguage(encoded: Tensor): Promise<string | undefined> {
    if (spec.languageTokens.size === 0) return undefined;
    const logits = await newDecoding(encoded).prompt([spec.startToken]);
    const score = (token: number) => logits[token] ?? Number.NEGATIVE_INFINITY;
    return [...spec.languageTokens].reduce((best, entry) => (score(entry[1]) > score(best[1]) ? entry : best))[0];
  }

  const longest = padToSamples === 0 ? spec.windowSamples - 2 * QUIET_EDGE_SAMPLES : spec.windowSamples;
  const recogniser: Recogniser = {
    languages: spec.languageTokens.size === 0 ? ['en'] : [...spec.languageTokens.keys()],
    windowSamples: longest,
    async recognise(given, { language: wanted, signal }) {
      const audio = clean(given.subarray(0, longest));
      if (hasNoSpeech(audio)) return NOTHING;
      const encoded = await encode(padToSamples === 0 ? withQuietEdges(audio) : audio, padToSamples);
      signal.throwIfAborted();
      const language = wanted !== undefined && spec.languageTokens.has(wanted) ? wanted : await detectLanguage(encoded);
      const prompt = promptFor(spec, language);
      const audioMs = (audio.length / SAMPLE_RATE) * 1000;
      const maxTokens = tokenBudget(audioMs, spec.maxTokens - prompt.length - 1);
      const decoded = await decodeGreedily(newDecoding(encoded), spec, { prompt, maxTokens, signal });
      const text = isGuess(decoded, audio) ? '' : tokenizer.decode([...decoded.tokens], { skip_special_tokens: true }).trim();
      const { avgLogprob, noSpeechProb } = decoded;
      return { text, avgLogprob, noSpeechProb, ...(language === undefined ? {} : { language }) };
    },
    release: sessions.release,
  };
  await warmUp(recogniser, sessions);
  return recogniser;
}

/**
 * Samples the audio must be filled up to: the window for an encoder of fixed length, 0 for one that takes any. The
 * official exports name their time axis as if it were dynamic but add a position table of fixed length, so the only
 * way to know is to try.
 */
async function probeWindow(
  axis: number,
  spec: ModelSpec,
  encode: (audio: Float32Array, minSamples: number) => Promise<Tensor>,
): Promise<number> {
  if (axis !== -1) return axis * spec.hopSamples;
  try {
    await encode(new Float32Array(Math.min(SAMPLE_RATE, spec.windowSamples / 2)), 0);
    return 0;
  } catch {
    return spec.windowSamples;
  }
}

function promptFor(spec: ModelSpec, language: string | undefined): number[] {
  const languageToken = language === undefined ? undefined : spec.languageTokens.get(language);
  const prompt = [spec.startToken];
  if (languageToken !== undefined) {
    prompt.push(languageToken);
    if (spec.transcribeToken !== null) prompt.push(spec.transcribeToken);
  } else {
    prompt.push(...spec.forcedTokens);
  }
  if (spec.noTimestampsToken !== null && !prompt.includes(spec.noTimestampsToken)) prompt.push(spec.noTimestampsToken);
  return prompt;
}

/** The first run of each session plans memory and is several times slower; do it before a guest waits. */
async function warmUp(recogniser: Recogniser, sessions: Sessions): Promise<void> {
  // Swelling, or the guard against steady sounds would spare it the model.
  const hum = Float32Array.from({ length: 2 * SAMPLE_RATE }, (_, i) => 0.3 * Math.sin(i / 20) * Math.sin(i / 2000) ** 4);
  try {
    await recogniser.recognise(hum, { signal: new AbortController().signal });
  } catch (cause) {
    await sessions.release();
    throw cause;
  }
}

/**
 * A model taught whole recordings expects a little silence around the words, and mishears a short word that is cut out
 * tightly: with 150 ms at both ends the bundled one gets a third more of "yes", "no", "six" and the like.
 */
function withQuietEdges(audio: Float32Array): Float32Array {
  const padded = new Float32Array(audio.length + 2 * QUIET_EDGE_SAMPLES);
  padded.set(audio, QUIET_EDGE_SAMPLES);
  return padded;
}
const QUIET_EDGE_SAMPLES = 0.15 * SAMPLE_RATE;

/** A broken driver can deliver NaN or infinities; one of them would spoil the whole spectrogram. */
function clean(audio: Float32Array): Float32Array {
  return audio.every(Number.isFinite) ? audio : audio.map((sample) => (Number.isFinite(sample) ? sample : 0));
}

function openTokenizer(spec: ModelSpec): Tokenizer {
  try {
    return new Tokenizer(spec.tokenizerJson, spec.tokenizerConfigJson);
  } catch (cause) {
    throw broken(spec.dir, 'tokenizer.json', 'it is not a tokenizer', cause);
  }
}
