import { PIN_MAX_DIGITS } from '../../contract/index.ts';
import { digitsElsewhere, isElsewhere, soundsLikeDigits } from './digits-elsewhere.ts';
import { plain } from './plain.ts';

/** Numbers up to twenty in the languages of the kiosk, folded; where two languages share a word it means the same. */
const WORDS = [
  'zero oh o null nul cero',
  'one eins ein un une uno una',
  'two zwei zwo deux dos due',
  'three drei trois tres tre',
  'four vier quatre cuatro quattro',
  'five funf cinq cinco cinque',
  'six sechs seis sei',
  'seven sieben sept siete sette',
  'eight acht huit ocho otto',
  'nine neun neuf nueve nove',
  'ten zehn dix diez dieci',
  'eleven elf onze once undici',
  'twelve zwolf douze doce dodici',
  'thirteen dreizehn treize trece tredici',
  'fourteen vierzehn quatorze catorce quattordici',
  'fifteen funfzehn quinze quince quindici',
  'sixteen sechzehn seize dieciseis sedici',
  'seventeen siebzehn diecisiete diciassette',
  'eighteen achtzehn dieciocho diciotto',
  'nineteen neunzehn diecinueve diciannove',
  'twenty zwanzig vingt veinte venti',
];
const VALUES: ReadonlyMap<string, number> = new Map(WORDS.flatMap((line, value) => line.split(' ').map((word) => [word, value] as const)));

/** "3", "three"; null for any other word. */
export function numberOf(word: string): number | null {
  return /^\d{1,3}$/.test(word) ? Number(word) : (VALUES.get(word) ?? null);
}

const FILLERS: ReadonlySet<string> = new Set(
  'my the pin is it s code number and then meine die ist lautet nummer und dann mon le mi el es il mio er ahm uh um'.split(' '),
);
const TWICE = /^(double|doppel|zweimal)$/;

/** How recognisers write digits that sound like another word; among digits nothing else is meant. */
const SOUNDS_LIKE: ReadonlyMap<string, number> = new Map(
  Object.entries({ won: 1, to: 2, too: 2, tree: 3, for: 4, fore: 4, sex: 6, ate: 8 }),
);

/**
 * Digits that were said, or null where anything else was said with them. "one two 3 4", "12 34", "double seven".
 * A misheard digit must not become another PIN, so nothing further is guessed.
 */
export function spokenDigits(text: string): string | null {
  const all = plain(text);
  if (isElsewhere(all)) return fitting(digitsElsewhere(all) ?? '');
  let digits = '';
  let twice = false;
  for (const word of all.split(' ')) {
    if (TWICE.test(word)) {
      twice = true;
      continue;
    }
    const value = VALUES.get(word) ?? SOUNDS_LIKE.get(word);
    const said = /^\d+$/.test(word) ? word : value !== undefined && value < 10 ? String(value) : null;
    if (said === null) {
      if (FILLERS.has(word)) continue;
      return null;
    }
    digits += twice ? said + said : said;
    twice = false;
  }
  return fitting(digits);
}

function fitting(digits: string): string | null {
  return digits === '' || digits.length > PIN_MAX_DIGITS ? null : digits;
}

/** Whether somebody may be saying a PIN: two digits in a row, or most of the words are digits. */
export function soundsLikePin(text: string): boolean {
  const all = plain(text);
  if (isElsewhere(all) && soundsLikeDigits(all)) return true;
  const words = all.split(' ');
  const isDigit = (word: string | undefined) => word !== undefined && (/^\d+$/.test(word) || (VALUES.get(word) ?? 10) < 10);
  const digits = words.filter(isDigit);
  return (
    digits.join('').length > 0 &&
    (digits.length * 2 >= words.length || words.some((word, i) => /^\d{4,8}$/.test(word) || (isDigit(word) && isDigit(words[i + 1]))))
  );
}
