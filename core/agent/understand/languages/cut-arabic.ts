import { plainWords } from './gloss.ts';
import type { WordCutter } from './language.ts';

/** Words that begin with the letters of the article without having one. */
const NO_ARTICLE = new Set(['الان', 'التي', 'الذي', 'الا', 'الي']);
/** What is written onto the front of a word, the longest first, and whether it is said as a word of its own: "and". */
const BEFORE: readonly (readonly [string, readonly string[]])[] = [
  ['وال', ['و']],
  ['فال', []],
  ['بال', []],
  ['كال', []],
  ['ولل', ['و']],
  ['لل', []],
  ['وب', ['و']],
  ['ول', ['و']],
  ['و', ['و']],
  ['ف', []],
  ['ب', []],
  ['ل', []],
  ['ك', []],
];
/** Whose it is. */
const AFTER = ['كم', 'هم', 'نا', 'ها', 'ي', 'ك', 'ه'];

/** Arabic words without the article and without the particles and pronouns that are written onto them. */
export const cutArabic: WordCutter = {
  key: (folded) => folded.split(' ').map(bare).join(' '),
  cut: (text, has, isName) => plainWords(text).flatMap((word) => cutWord(word, has, isName)),
};

function cutWord(word: string, has: (word: string) => boolean, isName: (word: string) => boolean): readonly string[] {
  if (isName(word) && !has(bare(word))) return [word];
  if (has(bare(word))) return [bare(word)];
  for (const [letters, said] of BEFORE) {
    if (!word.startsWith(letters) || word.length < letters.length + 2) continue;
    const rest = word.slice(letters.length);
    const known = [rest, bare(rest)].find((form) => has(form)) ?? (isName(rest) ? rest : withoutPronoun(rest, has));
    if (known !== undefined) return [...said, known];
  }
  return [withoutPronoun(bare(word), has) ?? (isName(word) ? word : bare(word))];
}

function withoutPronoun(word: string, has: (word: string) => boolean): string | undefined {
  for (const letters of AFTER) {
    if (!word.endsWith(letters) || word.length < letters.length + 2) continue;
    const rest = word.slice(0, -letters.length);
    // Before a pronoun the last letter of the feminine is written open: "حقيبه" -> "حقيبتي".
    const found = [rest, rest.replace(/ت$/u, 'ه')].find((form) => has(form));
    if (found !== undefined) return found;
  }
  return undefined;
}

function bare(word: string): string {
  return word.length > 3 && word.startsWith('ال') && !NO_ARTICLE.has(word) ? word.slice(2) : word;
}
