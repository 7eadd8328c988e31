import { Tokenizer } from '@huggingface/tokenizers';
import { FoyerError } from '../../core/contract/errors.ts';
import { voicedMs } from './acoustics.ts';
import { decodeByBeam } from './beam.ts';
import { contextsFor, looksWrong } from './context.ts';
import { createDecoder } from './decoder.ts';
import { createEncoder, type Encoder } from './encoder.ts';
import { type Decoded, decodeGreedily } from './greedy.ts';
import { hasNoSpeech, isGuess, tokenBudget } from './guards.ts';
import { isInvention } from './inventions.ts';
import { type DecoderLayout, findModelFiles, type WeightsChoice } from './model-files.ts';
import { broken, type ModelSpec, readModelSpec, withRemedy } from './model-spec.ts';
import { detectLanguage, namePrompt, promptFor, type SpokenLanguage } from './prompt.ts';
import { openSessions, type Sessions } from './sessions.ts';

export interface RecogniserOptions {
  readonly modelDir: string;
  readonly threads: number;
  /** Forces a decoder layout where a folder has both. */
  readonly layout?: DecoderLayout;
  /** Of several kinds of weights in the folder the ones to use. */
  readonly weights?: WeightsChoice;
}

export interface Recognition {
  readonly text: string;
  readonly avgLogprob: number;
  readonly noSpeechProb: number;
  readonly language?: string;
  /** Language it sounds like, where the model knows several; not always the one it was written down in. */
  readonly spoken?: SpokenLanguage;
  /** Audio given to the encoder, the zeros after it included. */
  readonly contextMs: number;
  /** The first result, with a short context, looked wrong; this is that of the whole window. */
  readonly retried: boolean;
}

export interface RecogniseOptions {
  readonly language?: string;
  /** Names to expect, likeliest first. */
  readonly names?: readonly string[];
  readonly signal: AbortSignal;
}

export interface Recogniser {
  /** Languages of a multilingual model, ["en"] otherwise. */
  readonly languages: readonly string[];
  readonly windowSamples: number;
  /** Whether it was taught to read on from a text, such as one of names. */
  readonly takesNames: boolean;
  recognise(audio: Float32Array, options: RecogniseOptions): Promise<Recognition>;
  release(): Promise<void>;
}

const SAMPLE_RATE = 16_000;
const NOTHING: Recognition = { text: '', avgLogprob: 0, noSpeechProb: 1, contextMs: 0, retried: false };

/** A loaded and warmed-up model. Runs in the worker; one call at a time. */
export async function openRecogniser(options: RecogniserOptions): Promise<Recogniser> {
  const spec = readModelSpec(options.modelDir);
  const files = findModelFiles(options.modelDir, options.layout, options.weights);
  const sessions = await openSessions(files, options.threads);
  const tokenizer = openTokenizer(spec);
  const encoder = await createEncoder(sessions.encoder, spec);
  // One that was taught short recordings; a rewritten one was taught its window.
  const taughtShort = encoder.takesAnyLength && !files.rewritten;
  const attempt = createAttempt({ encoder, spec, tokenizer, newDecoding: createDecoder(sessions, spec), thorough: taughtShort });
  const longest = taughtShort ? spec.windowSamples - 2 * QUIET_EDGE_SAMPLES : encoder.windowSamples;
  const recogniser: Recogniser = {
    languages: spec.languageTokens.size === 0 ? ['en'] : [...spec.languageTokens.keys()],
    windowSamples: longest,
    takesNames: spec.previousToken !== null,
    async recognise(whole, call) {
      const audio = clean(whole.subarray(0, longest));
      if (hasNoSpeech(audio)) return NOTHING;
      const given = taughtShort ? withQuietEdges(audio) : audio;
      const only = taughtShort ? given.length : encoder.windowSamples;
      const [context = only, window] = files.rewritten ? contextsFor(audio.length, encoder.windowSamples) : [only];
      const first = await attempt(given, context, call);
      const astray = looksWrong(first.decoded) && (window !== undefined || first.prompted);
      // Without the names too: a model that is unsure may have read them off instead of listening.
      const { decoded, language } = astray ? await attempt(given, window ?? context, { ...call, names: [] }) : first;
      const { avgLogprob, noSpeechProb } = decoded;
      const text = tokenizer.decode([...decoded.tokens], { skip_special_tokens: true }).trim();
      const said = !isGuess(decoded, audio) && !isInvention(text, { ...decoded, voicedMs: voicedMs(audio) });
      const contextMs = Math.round(((astray ? (window ?? context) : context) / SAMPLE_RATE) * 1000);
      const known = {
        ...(language === undefined ? {} : { language }),
        ...(decoded.spoken === null ? {} : { spoken: decoded.spoken }),
      };
      return { text: said ? text : '', avgLogprob, noSpeechProb, contextMs, retried: astray, ...known };
    },
    release: sessions.release,
  };
  await warmUp(recogniser, sessions, options.modelDir);
  return recogniser;
}

type Attempt = (
  audio: Float32Array,
  contextSamples: number,
  options: RecogniseOptions,
) => Promise<{ readonly decoded: Decoded; readonly language: string | undefined; readonly prompted: boolean }>;

interface AttemptParts {
  readonly encoder: Encoder;
  readonly spec: ModelSpec;
  readonly tokenizer: Tokenizer;
  readonly newDecoding: ReturnType<typeof createDecoder>;
  /** Where the first text is unsure, consider others: there is no longer context to try. */
  readonly thorough: boolean;
}

function createAttempt({ encoder, spec, tokenizer, newDecoding, thorough }: AttemptParts): Attempt {
  const tokensOf = (text: string) => tokenizer.encode(text, { add_special_tokens: false }).ids;
  return async (audio, contextSamples, { language: wanted, names = [], signal }) => {
    const encoded = await encoder.encode(audio, contextSamples).catch((error: unknown) => {
      throw withRemedy(spec.dir, error);
    });
    signal.throwIfAborted();
    const known = wanted !== undefined && spec.languageTokens.has(wanted);
    const language = known ? wanted : await detectLanguage(newDecoding(encoded), spec);
    const before = namePrompt(spec, names, tokensOf);
    const prompt = [...before, ...promptFor(spec, language)];
    const maxTokens = tokenBudget((audio.length / SAMPLE_RATE) * 1000, spec.maxTokens - prompt.length - 1);
    const options = { prompt, maxTokens, signal };
    const greedy = await decodeGreedily(newDecoding(encoded), spec, options);
    const decoded = thorough && isUnsure(greedy) ? surer(greedy, await decodeByBeam(newDecoding(encoded), spec, options)) : greedy;
    return { language, decoded, prompted: before.length > 0 };
  };
}

/** Below this mean log-probability other texts than the first are worth a look. */
const UNSURE_LOGPROB = -0.35;

function isUnsure({ avgLogprob, stopped }: Decoded): boolean {
  return stopped !== 'end' || avgLogprob < UNSURE_LOGPROB;
}

/** The better text; how sure the model was is what the guards know: the first one's. */
function surer(one: Decoded, other: Decoded): Decoded {
  return other.avgLogprob > one.avgLogprob ? { ...other, avgLogprob: one.avgLogprob } : one;
}

/** Two seconds that swell, or the guard against steady sounds would spare the model the work. */
export function trialUtterance(): Float32Array {
  return Float32Array.from({ length: 2 * SAMPLE_RATE }, (_, i) => 0.3 * Math.sin(i / 20) * Math.sin(i / 2000) ** 4);
}

/** The first run of each session plans memory and is several times slower; do it before a guest waits. */
async function warmUp(recogniser: Recogniser, sessions: Sessions, modelDir: string): Promise<void> {
  try {
    await recogniser.recognise(trialUtterance(), { signal: new AbortController().signal });
  } catch (cause) {
    await sessions.release();
    const known = withRemedy(modelDir, cause);
    throw known instanceof FoyerError ? known : broken(modelDir, 'onnx', 'its files do not fit each other or config.json', cause);
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
