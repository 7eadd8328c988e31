import { LANGUAGES } from './languages.ts';

const MARKS = LANGUAGES.map(({ code, marks }) => ({
  code,
  plain: new Set(marks.plain.split(' ')),
  sure: new Set(marks.sure.split(' ')),
}));

const ENOUGH = 2;
/** To leave the session's language for one it is often mixed up with. */
const PLENTY = 3;
/** These two are told apart by their function words alone. */
const PLAINLY_APART = new Set(['en', 'de']);

/**
 * The language a sentence is plainly in; null when it could be another as well. A word that only one language has
 * counts twice. Folded words without apostrophes.
 * @param session the language spoken so far.
 */
export function languageOf(words: readonly string[], session: string): string | null {
  const [first, second] = MARKS.map(({ code, plain, sure }) => ({
    code,
    points: words.reduce((sum, word) => sum + (sure.has(word) ? 2 : plain.has(word) ? 1 : 0), 0),
  })).sort((a, b) => b.points - a.points);
  if (first === undefined || first.points < ENOUGH || first.points < (second?.points ?? 0) * 2) return null;
  const easily = first.code === session || (PLAINLY_APART.has(first.code) && PLAINLY_APART.has(session));
  return easily || first.points >= PLENTY || first.points === words.length * 2 ? first.code : null;
}

/** "Is there a talk in German?" asks for a talk, not for German. */
const ASKS_IN_LANGUAGE =
  /\b(what|which|who|when|was|wer|wann|lauft|any|talks?|sessions?|workshops?|tours?|menus?|anything|something|is there|are there|which|gibt es|gibts|vortr\w+|veranstaltung\w*|fuhrung\w*|etwas|welche[rns]?)\b/;

const ASKED = LANGUAGES.map(({ code, names }) => {
  const own = `(?:${names.join('|')})`;
  const speak = LANGUAGES.map((language) => language.speak).join('|');
  return {
    code,
    pattern: new RegExp(`\\b(?:${speak}) ${own}\\b|\\b${own} (?:please|bitte|s il vous plait|por favor|per favore)\\b|^${own}$`),
  };
});

/** The language a guest asks to be spoken to in, whichever they ask in. `read` is the question as the engine reads it. */
export function languageAsked(words: readonly string[], read: string): string | null {
  const said = words.join(' ');
  if (ASKS_IN_LANGUAGE.test(read) || ASKS_IN_LANGUAGE.test(said)) return null;
  return ASKED.find(({ pattern }) => pattern.test(said))?.code ?? null;
}

const DUTCH = { code: 'nl', names: ['dutch', 'niederlandisch'] };
const IN = [...LANGUAGES, DUTCH].map(({ code, names }) => ({ code, pattern: new RegExp(`\\b(?:in|auf) (?:${names.join('|')})\\b`) }));

/** The language something is wanted in: "a tour in French", "was auf Deutsch". */
export function languageIn(text: string): string | null {
  return IN.find(({ pattern }) => pattern.test(text))?.code ?? null;
}
