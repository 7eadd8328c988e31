import type { Decoding } from './decoder.ts';
import { loopStart } from './guards.ts';
import type { ModelSpec } from './model-spec.ts';
import { type SpokenLanguage, spokenLanguage } from './prompt.ts';
import { likeliest, probabilityOf } from './token-choice.ts';

export interface Decoded {
  /** Text tokens, without prompt and end. */
  readonly tokens: readonly number[];
  /** Mean natural-log probability over the tokens and the end token. */
  readonly avgLogprob: number;
  readonly noSpeechProb: number;
  /** The language it sounds like, whatever the prompt says; null for a model of one language. */
  readonly spoken: SpokenLanguage | null;
  /** Why it stopped: the model ended it, the budget did, or it went round in circles and was cut. */
  readonly stopped: 'end' | 'budget' | 'loop';
}

export interface DecodingOptions {
  readonly prompt: readonly number[];
  readonly maxTokens: number;
  readonly signal: AbortSignal;
}

/** Takes the most probable allowed token at each step. */
export async function decodeGreedily(decoding: Decoding, spec: ModelSpec, options: DecodingOptions): Promise<Decoded> {
  const { maxTokens, signal } = options;
  const begun = await begin(decoding, spec, options.prompt);
  const { noSpeechProb, spoken } = begun;
  let { logits } = begun;
  const tokens: number[] = [];
  let sum = 0;
  for (;;) {
    signal.throwIfAborted();
    const [best = NOTHING] = likeliest(logits, spec, 1, tokens.length === 0 ? spec.suppressedAtBegin : []);
    sum += best.logprob;
    if (best.token === spec.endToken) return finish('end');
    tokens.push(best.token);
    const loop = loopStart(tokens);
    if (loop !== null) {
      tokens.length = loop;
      return finish('loop');
    }
    if (tokens.length >= maxTokens) return finish('budget');
    logits = await decoding.step(best.token);
  }

  function finish(stopped: Decoded['stopped']): Decoded {
    return { tokens, avgLogprob: sum / (tokens.length + 1), noSpeechProb, spoken, stopped };
  }
}

const NOTHING = { token: 0, logprob: Number.NEGATIVE_INFINITY };

/** Runs the prompt: logits for the first token of the text; and what follows the start token: whether there is speech at all, and in what language. */
export async function begin(
  decoding: Decoding,
  spec: ModelSpec,
  prompt: readonly number[],
): Promise<{ readonly logits: Float32Array } & Pick<Decoded, 'noSpeechProb' | 'spoken'>> {
  const all = await decoding.prompt(prompt);
  const vocabulary = all.length / prompt.length;
  const start = Math.max(0, prompt.lastIndexOf(spec.startToken)) * vocabulary;
  const afterStart = all.subarray(start, start + vocabulary);
  const noSpeechProb = spec.noSpeechToken === null ? 0 : probabilityOf(spec.noSpeechToken, afterStart);
  return { logits: all.subarray(all.length - vocabulary), noSpeechProb, spoken: spokenLanguage(afterStart, spec) };
}
