import type { Decoding } from './decoder.ts';
import { begin, type Decoded, type DecodingOptions } from './greedy.ts';
import { loopStart } from './guards.ts';
import type { ModelSpec } from './model-spec.ts';
import { type Choice, likeliest } from './token-choice.ts';

const WIDTH = 3;

interface Hypothesis {
  readonly decoding: Decoding;
  readonly tokens: readonly number[];
  readonly sum: number;
}

/**
 * Keeps the three likeliest beginnings at each step and takes the end with the best mean log-probability: for what the most
 * probable token at each step makes doubtful. About three times the steps of decodeGreedily().
 */
export async function decodeByBeam(decoding: Decoding, spec: ModelSpec, options: DecodingOptions): Promise<Decoded> {
  const { logits, ...begun } = await begin(decoding, spec, options.prompt);
  const ended: { readonly tokens: readonly number[]; readonly avgLogprob: number }[] = [];
  const root: Hypothesis = { decoding, tokens: [], sum: 0 };
  let open = extend([{ from: root, choices: likeliest(logits, spec, WIDTH, spec.suppressedAtBegin) }]);
  for (let length = 1; length < options.maxTokens && open.length > 0 && ended.length < WIDTH; length++) {
    const next: { from: Hypothesis; choices: Choice[] }[] = [];
    for (const from of open) {
      options.signal.throwIfAborted();
      next.push({ from, choices: likeliest(await from.decoding.step(from.tokens.at(-1) ?? spec.endToken), spec, WIDTH) });
    }
    open = extend(next).filter(({ tokens }) => loopStart(tokens) === null);
  }
  const [best] = ended.sort((a, b) => b.avgLogprob - a.avgLogprob);
  if (best !== undefined) return { ...best, ...begun, stopped: 'end' };
  const [longest] = open;
  return {
    tokens: longest?.tokens ?? [],
    avgLogprob: longest === undefined ? Number.NEGATIVE_INFINITY : longest.sum / (longest.tokens.length + 1),
    ...begun,
    stopped: 'budget',
  };

  /** The best continuations; those that end here leave the race. */
  function extend(next: readonly { readonly from: Hypothesis; readonly choices: readonly Choice[] }[]): Hypothesis[] {
    const ranked = next
      .flatMap(({ from, choices }) => choices.map(({ token, logprob }) => ({ from, token, sum: from.sum + logprob })))
      .sort((a, b) => b.sum - a.sum);
    const kept: Hypothesis[] = [];
    for (const { from, token, sum } of ranked) {
      if (kept.length === WIDTH) break;
      if (token === spec.endToken) ended.push({ tokens: from.tokens, avgLogprob: sum / (from.tokens.length + 1) });
      else kept.push({ decoding: from.decoding.fork(), tokens: [...from.tokens, token], sum });
    }
    return kept;
  }
}
