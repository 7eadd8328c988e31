import { distance } from 'fastest-levenshtein';
import { PLAIN_WORDS, STOP_WORDS } from '../../venue/search/everyday-words.ts';
import { isAsking } from './asking-words.ts';

/** Words that decide what is asked, as hurried fingers write them; English and German. */
const DECISIVE: Readonly<Record<'en' | 'de', readonly string[]>> = {
  en: 'where when what which who how does about talk talks start starts session sessions workshop speaker speaking speaks room floor open opens close closes toilet toilets lift restaurant today tomorrow tonight morning afternoon evening before after programme schedule'.split(
    ' ',
  ),
  de: 'wann welche welcher beginnt vortrag vortrage veranstaltung raum etage offnet geoffnet schliesst toilette toiletten aufzug restaurant heute morgen nachmittag abend nach programm spricht findet'.split(
    ' ',
  ),
};

/** "whn does teh tlak start": a word that nothing is called is put right where it is nearly one that asks. */
export function putRight(words: readonly string[], locale: string, isName: (word: string) => boolean): string[] {
  const decisive = DECISIVE[locale.startsWith('de') ? 'de' : 'en'];
  const known = (word: string) =>
    word.length < 3 || /\d/.test(word) || STOP_WORDS.has(word) || PLAIN_WORDS.has(word) || isAsking(word) || isName(word);
  return words.map((word) => {
    if (word === 'teh' || word === 'hte') return 'the';
    if (known(word) || REAL.has(word)) return word;
    return decisive.find((other) => isNearly(word, other)) ?? word;
  });
}

/** Words of their own that are nearly one of those. */
const REAL = new Set(
  'dogs doe then them their there hall halls walk walks tall taller stars starts stark stare flour door doors rooms broom vertrage vertragen witch wash wins clothes opera today talked where were here wear was hat hot lost list lists'.split(
    ' ',
  ),
);

/** One letter wrong, missing or too many, or two swapped; the first one is right. */
function isNearly(word: string, other: string): boolean {
  if (word[0] !== other[0] || other.length < 4) return false;
  return distance(word, other) === 1 || (word.length === other.length && distance(word, other) === 2 && isSwapped(word, other));
}

function isSwapped(a: string, b: string): boolean {
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
