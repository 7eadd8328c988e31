import type { ModelSpec } from './model-spec.ts';

export interface Choice {
  readonly token: number;
  /** Natural-log probability among the tokens allowed. */
  readonly logprob: number;
}

/** The `count` most probable text tokens (or the end), best first; changes `logits`. */
export function likeliest(logits: Float32Array, spec: ModelSpec, count: number, alsoSuppressed: readonly number[] = []): Choice[] {
  suppress(logits, spec.suppressed);
  suppress(logits, alsoSuppressed);
  // Timestamps come after the no-timestamps token in every Whisper vocabulary; they are not wanted here.
  const end = spec.noTimestampsToken === null ? logits.length : Math.min(logits.length, spec.noTimestampsToken);
  const best: { token: number; value: number }[] = [];
  for (let token = 0; token < end; token++) {
    const value = logits[token] as number;
    const last = best[count - 1];
    if (last !== undefined && value <= last.value) continue;
    let at = Math.min(best.length, count - 1);
    while (at > 0 && value > (best[at - 1]?.value ?? 0)) at--;
    best.splice(at, 0, { token, value });
    best.length = Math.min(best.length, count);
  }
  const top = best[0]?.value ?? 0;
  if (!Number.isFinite(top)) return [{ token: spec.endToken, logprob: Number.NEGATIVE_INFINITY }];
  let total = 0;
  for (let token = 0; token < end; token++) total += Math.exp((logits[token] as number) - top);
  return best.map(({ token, value }) => ({ token, logprob: value - top - Math.log(total) }));
}

/** Probability of a token among all, those included that are not allowed. */
export function probabilityOf(token: number, logits: Float32Array): number {
  let top = Number.NEGATIVE_INFINITY;
  for (const value of logits) if (value > top) top = value;
  let total = 0;
  for (const value of logits) total += Math.exp(value - top);
  return Math.exp((logits[token] ?? Number.NEGATIVE_INFINITY) - top) / total;
}

function suppress(logits: Float32Array, tokens: readonly number[]): void {
  for (const token of tokens) if (token < logits.length) logits[token] = Number.NEGATIVE_INFINITY;
}
