import type { ToolOutcome } from '../tools/registry.ts';
import { PLAIN_WORDS, STOP_WORDS } from '../venue/search/everyday-words.ts';
import { foldedWords } from '../venue/search/fold.ts';
import type { Understood } from './step.ts';

/** Tools that run on the guest's own word, without a model's judgement. */
const OWN_WORD: ReadonlySet<string> = new Set(['emergency', 'remember', 'forget', 'about_guest', 'recall', 'whats_new']);

/** Danger, confirmations, small talk and what guests say of themselves are the local planner's, always. */
export function isReflex({ reading, percept }: Understood): boolean {
  if (percept.danger !== null || reading.kind === 'say' || reading.kind === 'language' || reading.kind === 'repeat') return true;
  return reading.kind === 'call' && (reading.confirmed === true || reading.calls.some((call) => OWN_WORD.has(call.name)));
}

/** The fallback plans from its own reading; of earlier rounds only those of that reading are news to it. */
export function localRounds({ reading }: Understood, rounds: readonly (readonly ToolOutcome[])[]): readonly (readonly ToolOutcome[])[] {
  // A goal is planned from whatever is known of it, whoever asked.
  if (reading.kind === 'goal') return rounds;
  if (reading.kind !== 'call') return [];
  const own = new Set<unknown>(reading.calls.map((call) => call.input));
  const first = rounds.findIndex((round) => round.some((outcome) => own.has(outcome.input)));
  return first === -1 ? [] : rounds.slice(first);
}

/** The fallback may come to what was said before it took over, perhaps in other words. */
export function saysNothingNew(sentence: string, said: readonly string[]): boolean {
  const known = new Set(said.flatMap(foldedWords));
  return said.length > 0 && foldedWords(sentence).every((word) => known.has(word) || STOP_WORDS.has(word) || PLAIN_WORDS.has(word));
}
