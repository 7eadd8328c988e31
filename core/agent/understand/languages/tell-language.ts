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
  const written = languageWritten(words, session);
  if (written !== null) return written;
  const [first, second] = MARKS.map(({ code, plain, sure }) => ({
    code,
    points: words.reduce((sum, word) => sum + (sure.has(word) ? 2 : plain.has(word) ? 1 : 0), 0),
  })).sort((a, b) => b.points - a.points);
  if (first === undefined || first.points < ENOUGH || first.points < (second?.points ?? 0) * 2) return null;
  const easily = first.code === session || (PLAINLY_APART.has(first.code) && PLAINLY_APART.has(session));
  return easily || first.points >= PLENTY || first.points === words.length * 2 ? first.code : null;
}

/** Letters of Arabic that Persian, Urdu and others do not share, and theirs that Arabic does not have. */
const NOT_ARABIC = /[\u067e\u0686\u0698\u06a9\u06af\u06cc]/u;

/** Told by its script alone, where most of what was said is in it; Han by itself could be Chinese as well. */
function languageWritten(words: readonly string[], session: string): string | null {
  const text = words.join('');
  const arabic = words.filter((word) => /^\p{Script=Arabic}/u.test(word));
  if (arabic.length > 0 && arabic.length * 2 >= words.length) return NOT_ARABIC.test(text) ? null : 'ar';
  const written = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/gu)?.length ?? 0;
  // A name of a few Latin words is longer than the question around it.
  if (written * 4 < text.length || written === 0) return null;
  return session === 'ja' || /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) ? 'ja' : null;
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
  const own = LANGUAGES.find(({ asksFor }) => asksFor?.test(said) === true);
  return own?.code ?? ASKED.find(({ pattern }) => pattern.test(said))?.code ?? null;
}

const DUTCH = { code: 'nl', names: ['dutch', 'niederlandisch'] };
const IN = [...LANGUAGES, DUTCH].map(({ code, names }) => ({ code, pattern: new RegExp(`\\b(?:in|auf) (?:${names.join('|')})\\b`) }));

/** The language something is wanted in: "a tour in French", "was auf Deutsch". */
export function languageIn(text: string): string | null {
  return IN.find(({ pattern }) => pattern.test(text))?.code ?? null;
}
