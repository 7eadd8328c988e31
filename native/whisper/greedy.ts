import type { Decoding } from './decoder.ts';
import { loopStart } from './guards.ts';
import type { ModelSpec } from './model-spec.ts';

export interface Decoded {
  /** Text tokens, without prompt and end. */
  readonly tokens: readonly number[];
  /** Mean natural-log probability over the tokens and the end token. */
  readonly avgLogprob: number;
  readonly noSpeechProb: number;
  /** Why it stopped: the model ended it, the budget did, or it went round in circles and was cut. */
  readonly stopped: 'end' | 'budget' | 'loop';
}

export interface GreedyOptions {
  readonly prompt: readonly number[];
  readonly maxTokens: number;
  readonly signal: AbortSignal;
}

/** Takes the most probable allowed token at each step. */
export async function decodeGreedily(decoding: Decoding, spec: ModelSpec, options: GreedyOptions): Promise<Decoded> {
  const { prompt, maxTokens, signal } = options;
  let logits = await decoding.prompt(prompt);
  const vocabulary = logits.length / prompt.length;
  const noSpeechProb = spec.noSpeechToken === null ? 0 : probabilityAt(logits.subarray(0, vocabulary), spec.noSpeechToken);
  logits = logits.subarray(logits.length - vocabulary);
  const tokens: number[] = [];
  let sum = 0;
  suppress(logits, spec.suppressedAtBegin);
  for (;;) {
    signal.throwIfAborted();
    suppress(logits, spec.suppressed);
    const best = pick(logits, spec);
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
    return { tokens, avgLogprob: sum / (tokens.length + 1), noSpeechProb, stopped };
  }
}

function suppress(logits: Float32Array, tokens: readonly number[]): void {
  for (const token of tokens) if (token < logits.length) logits[token] = Number.NEGATIVE_INFINITY;
}

/** Timestamps come after the no-timestamps token in every Whisper vocabulary; they are not wanted here. */
function pick(logits: Float32Array, spec: ModelSpec): { token: number; logprob: number } {
  const end = spec.noTimestampsToken === null ? logits.length : Math.min(logits.length, spec.noTimestampsToken);
  let token = spec.endToken;
  let top = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < end; i++) {
    const value = logits[i] as number;
    if (value > top) {
      top = value;
      token = i;
    }
  }
  let total = 0;
  for (let i = 0; i < end; i++) total += Math.exp((logits[i] as number) - top);
  return { token, logprob: -Math.log(total) };
}

function probabilityAt(logits: Float32Array, token: number): number {
  let top = Number.NEGATIVE_INFINITY;
  for (const value of logits) if (value > top) top = value;
  let total = 0;
  for (const value of logits) total += Math.exp(value - top);
  return Math.exp((logits[token] ?? Number.NEGATIVE_INFINITY) - top) / total;
}
