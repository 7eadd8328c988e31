import { de } from './completeness/de.ts';
import { en } from './completeness/en.ts';
import { es } from './completeness/es.ts';
import { fr } from './completeness/fr.ts';
import { it } from './completeness/it.ts';
import type { CompletenessWords } from './completeness/language.ts';

const LANGUAGES: ReadonlyMap<string, CompletenessWords> = new Map(Object.entries({ en, de, fr, es, it }));

/**
 * How the words of a transcript end.
 * - 'question': a whole question, or a phrase that wants nothing more ("yes please").
 * - 'statement': could well be over, but people like to add to a statement or a bare phrase.
 * - 'unsure': ends in a word that mostly has another after it ("the nearest", "I need"), in a number, or in stammering.
 * - 'unfinished': "um", "a table for", "room number", "where is the", a trailing comma.
 */
export type Completeness = 'question' | 'statement' | 'unsure' | 'unfinished';

/** @param locale of the transcript, "en" or "de-AT"; one we have no words for counts as unknown. */
export function completenessOf(transcript: string, locale?: string): Completeness {
  const text = transcript.trim().toLowerCase().replaceAll("'", '’');
  const tokens = (text.match(/[\p{L}\p{N}’]+(?:-[\p{L}\p{N}’]+)*/gu) ?? []).map((token) => token.replace(/’$/u, ''));
  if (tokens.length === 0) return 'unsure';
  if (/(\.\.\.|…|,|;|:|-|–|—)["”’)]*$/u.test(text)) return 'unfinished';
  const own = LANGUAGES.get(locale?.split('-')[0] ?? '');
  const languages = own === undefined ? likeliest(tokens) : [own];
  if (languages.some((language) => language.closed.has(tokens.join(' ')))) return 'question';
  if (languages.some((language) => isUnfinished(tokens, language))) return 'unfinished';
  if (isStammered(tokens) || languages.some((language) => isUnsure(tokens, language))) return 'unsure';
  const asks = /[?？]["”’)]*$/u.test(text) || languages.some((language) => isQuestion(tokens, language));
  return asks ? 'question' : 'statement';
}

/** "Is the museum" has the look of a question long before its end; "when is lunch" has not. */
function isQuestion(tokens: readonly string[], language: CompletenessWords): boolean {
  const [first = ''] = tokens;
  if (language.questions.has(first)) return tokens.length >= 4;
  return language.verbFirst.has(first) && tokens.length >= 5;
}

/** Those of which the most words are known: all of them, where none is. */
function likeliest(tokens: readonly string[]): CompletenessWords[] {
  const known = (language: CompletenessWords) => {
    const { dangling, questions, verbFirst, openings, fillers, beforeNumber, modifiers, transitive, numbers } = language;
    const sets = [dangling, questions, verbFirst, openings, fillers, beforeNumber, modifiers, transitive, numbers];
    return tokens.filter((token) => sets.some((set) => set.has(token))).length;
  };
  const most = Math.max(...[...LANGUAGES.values()].map(known));
  return [...LANGUAGES.values()].filter((language) => known(language) === most);
}

function isUnfinished(tokens: readonly string[], language: CompletenessWords): boolean {
  const last = tokens.at(-1) ?? '';
  const before = tokens.at(-2) ?? '';
  if (language.fillers.has(last) || language.beginnings.has(tokens.join(' '))) return true;
  if (tokens.length <= 2 && tokens.every((token) => language.openings.has(token))) return true;
  if (language.dangling.has(last) || language.beforeNumber.has(last)) return true;
  if (language.lacking.some((ending) => ending.test(tokens.join(' ')))) return true;
  if (language.numbered.nouns.has(last) && language.numbered.after.has(before)) return true;
  if (isDictating(tokens, language)) return true;
  return language.stranded.prepositions.has(last) && !isStranded(tokens, language);
}

/** "Which room is it in?", but not "what time is it in". */
function isStranded(tokens: readonly string[], { stranded }: CompletenessWords): boolean {
  const [first = '', second] = tokens;
  if (tokens.length < 4 || second === 'time' || !stranded.openers.has(first)) return false;
  return first !== 'where' || ['from', 'at', 'to'].includes(tokens.at(-1) ?? '');
}

/** "My number is four, two": digits after a word that announces them, and fewer of them than a number has. */
function isDictating(tokens: readonly string[], language: CompletenessWords): boolean {
  const digits = tokens.length - 1 - tokens.findLastIndex((token) => !isNumber(token, language));
  const announced = tokens
    .slice(0, tokens.length - digits)
    .slice(-3)
    .some((token) => language.beforeNumber.has(token));
  return announced && digits > 0 && digits < 3 && tokens.slice(-digits).every((token) => token.length === 1 || language.numbers.has(token));
}

function isUnsure(tokens: readonly string[], language: CompletenessWords): boolean {
  const last = tokens.at(-1) ?? '';
  if (tokens.length <= 3 && language.verbFirst.has(tokens[0] ?? '') && language.dangling.has(tokens[1] ?? '')) return true;
  const pair = `${tokens.at(-2) ?? ''} ${last}`;
  return language.modifiers.has(last) || language.transitive.has(last) || language.transitive.has(pair) || isNumber(last, language);
}

function isNumber(token: string, language: CompletenessWords): boolean {
  return language.numbers.has(token) || /^\p{N}+$/u.test(token);
}

/** "to the way to the way", "the the": the recogniser at a loss. */
function isStammered(tokens: readonly string[]): boolean {
  const [before, last] = [tokens.at(-2), tokens.at(-1)];
  if (before === undefined) return false;
  return before === last || tokens.slice(0, -2).some((token, i) => token === before && tokens[i + 1] === last);
}
