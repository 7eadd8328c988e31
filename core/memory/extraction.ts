import { z } from 'zod';
import type { Locale } from '../contract/index.ts';
import type { NewFact } from '../ports.ts';
import { FACT_KINDS } from '../ports.ts';
import { fold } from '../venue/search/fold.ts';
import { normaliseValue } from './facts.ts';
import { MAX_FACT_VALUE, MAX_SAID } from './records.ts';
import { needsConsent } from './sensitive.ts';

/**
 * Finds what a guest said about themselves that the grammar did not. Runs after the turn, on the guest's own words of that turn
 * alone: never on what was recalled, nor on an answer.
 */
export interface FactExtractor {
  /** What comes back is unchecked; see groundedFacts. @throws when the model cannot be asked. */
  extract(turn: { readonly text: string; readonly locale: Locale; readonly sessionId: string }, signal: AbortSignal): Promise<unknown>;
}

export const extractedSchema = z.object({
  facts: z
    .array(
      z.object({
        kind: z.enum(FACT_KINDS),
        value: z.string().trim().min(1).max(MAX_FACT_VALUE),
        /** The words of the guest that say so. */
        words: z.string().trim().min(1).max(MAX_SAID),
        confidence: z.number().min(0).max(1),
      }),
    )
    .max(8),
});

/** Of what was inferred; below it is a guess. */
const LEAST_CONFIDENCE = 0.6;
/** Values that are kept under a name of their own, which is not what the guest said. */
const NAMED: Readonly<Record<string, ReadonlySet<string>>> = {
  diet: new Set(['vegetarian', 'vegan', 'pescatarian']),
  language: new Set(['en', 'de', 'fr', 'es', 'it', 'ar', 'ja']),
  answers: new Set(['short', 'slow', 'large-text']),
};
const FREE: ReadonlySet<string> = new Set(['name', 'interest', 'role']);

/**
 * What of an extraction is grounded in the guest's own words: quoted from them, and its value one of the known names or itself
 * among the quoted words. Nothing delicate: that is kept only when the guest agreed to it.
 */
export function groundedFacts(extracted: unknown, text: string): Pick<NewFact, 'kind' | 'value' | 'source' | 'confidence' | 'said'>[] {
  const parsed = extractedSchema.safeParse(extracted);
  if (!parsed.success) return [];
  const said = spaced(text);
  return parsed.data.facts.flatMap(({ kind, value: raw, words, confidence }) => {
    const value = normaliseValue(kind, raw);
    const quoted = spaced(words);
    if (confidence < LEAST_CONFIDENCE || needsConsent({ kind, value }) || quoted.trim() === '' || !said.includes(quoted)) return [];
    const isNamed = NAMED[kind]?.has(value) === true;
    if (!isNamed && !(FREE.has(kind) && quoted.includes(spaced(value)))) return [];
    return [{ kind, value, source: 'inferred' as const, confidence, said: words }];
  });
}

function spaced(text: string): string {
  return ` ${fold(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}
