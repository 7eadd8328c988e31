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

/** The language whose token the model finds most probable; undefined for a model of one language. */
export async function detectLanguage(decoding: Decoding, spec: ModelSpec): Promise<string | undefined> {
  if (spec.languageTokens.size === 0) return undefined;
  const logits = await decoding.prompt([spec.startToken]);
  const score = (token: number) => logits[token] ?? Number.NEGATIVE_INFINITY;
  return [...spec.languageTokens].reduce((best, entry) => (score(entry[1]) > score(best[1]) ? entry : best))[0];
}
