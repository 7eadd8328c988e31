import type { Decoding } from './decoder.ts';
import type { ModelSpec } from './model-spec.ts';

/** What the decoder begins with: start, language and task where the model has them, no timestamps. */
export function promptFor(spec: ModelSpec, language: string | undefined): number[] {
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

/** A prompt token costs every utterance about 1 ms on two cores with whisper-base: what ten names are worth. */
const NAME_TOKENS = 40;

/**
 * Tokens that tell the model which names to expect, to stand before promptFor(): as many of `names` as fit, the first ones
 * nearest to the transcript, where they count most. Empty for a model that was not taught to read on from a text.
 * @param tokensOf tokens of a piece of text
 */
export function namePrompt(spec: ModelSpec, names: readonly string[], tokensOf: (text: string) => readonly number[]): number[] {
  if (spec.previousToken === null) return [];
  const room = Math.min(NAME_TOKENS, Math.floor(spec.maxTokens / 4));
  let tokens: number[] = [];
  for (const [i, name] of names.entries()) {
    const longer = [...tokensOf(` ${name}${i === 0 ? '.' : ','}`), ...tokens];
    if (longer.length >= room) break;
    tokens = longer;
  }
  return tokens.length === 0 ? [] : [spec.previousToken, ...tokens];
}

export interface SpokenLanguage {
  readonly language: string;
  /** Among the model's languages. */
  readonly probability: number;
}

/** The language whose token is the likeliest after the start token; null for a model of one language. */
export function spokenLanguage(afterStart: Float32Array, spec: ModelSpec): SpokenLanguage | null {
  const scores = [...spec.languageTokens].map(([language, token]) => ({ language, score: afterStart[token] ?? Number.NEGATIVE_INFINITY }));
  const [first] = scores;
  if (first === undefined) return null;
  const best = scores.reduce((one, other) => (other.score > one.score ? other : one), first);
  return { language: best.language, probability: 1 / scores.reduce((sum, { score }) => sum + Math.exp(score - best.score), 0) };
}

/** The language spoken, before anything is decoded; undefined for a model of one language. */
export async function detectLanguage(decoding: Decoding, spec: ModelSpec): Promise<string | undefined> {
  if (spec.languageTokens.size === 0) return undefined;
  return spokenLanguage(await decoding.prompt([spec.startToken]), spec)?.language;
}
