import { fold } from '../../../core/venue/search/fold.ts';

/** Number words and clock phrases of French, Spanish and Italian, folded; as data, because each says twenty-one in its own way. */

const list = (words: string) => words.split(' ');

const UNITS: Readonly<Record<string, readonly string[]>> = {
  fr: list('zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf'),
  es: list(
    'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve',
  ),
  it: list(
    'zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove',
  ),
};

const TENS: Readonly<Record<string, readonly string[]>> = {
  fr: list('vingt trente quarante cinquante'),
  es: list('veinte treinta cuarenta cincuenta'),
  it: list('venti trenta quaranta cinquanta'),
};

const JOINED: Readonly<Record<string, (ten: string, unit: string) => string>> = {
  fr: (ten, unit) => (unit === 'un' ? `${ten} et un` : `${ten}-${unit}`),
  es: (ten, unit) => (ten === 'veinte' ? `veinti${unit}` : `${ten} y ${unit}`),
  it: (ten, unit) => (/^[uo]/.test(unit) ? ten.slice(0, -1) : ten) + unit,
};

const words = new Map<string, { readonly pattern: RegExp; readonly values: ReadonlyMap<string, number> }>();

function wordsOf(language: string) {
  const known = words.get(language);
  if (known !== undefined) return known;
  const units = UNITS[language] ?? [];
  const values = new Map(units.map((word, value): [string, number] => [word, value]));
  for (const [index, ten] of (TENS[language] ?? []).entries()) {
    values.set(ten, (index + 2) * 10);
    for (let unit = 1; unit < 10; unit += 1) values.set(JOINED[language]?.(ten, units[unit] ?? '') ?? '', (index + 2) * 10 + unit);
  }
  // "un" and "uno" are articles as well; the clock strikes one by "una", which the phrases know.
  values.delete(units[1] ?? '');
  const longest = [...values.keys()].sort((a, b) => b.length - a.length).map((word) => word.replaceAll(/[ -]/g, '[ -]'));
  const made = { pattern: new RegExp(`(?<![\\p{L}\\d])(?:${longest.join('|')})(?![\\p{L}\\d])`, 'gu'), values };
  words.set(language, made);
  return made;
}

const CLOCKS: Readonly<Record<string, readonly (readonly [RegExp, (...groups: string[]) => string])[]>> = {
  fr: [
    [/\bmidi\b/g, () => '12:00'],
    [/\bminuit\b/g, () => '00:00'],
    [/(\d{1,2}) heures? moins le quart/g, (hour) => clock(Number(hour) - 1, 45)],
    [/(\d{1,2}) heures? et (demie|quart)/g, (hour, part) => clock(Number(hour), part === 'quart' ? 15 : 30)],
    [/(\d{1,2}) ?(?:h|heures?) ?([0-5]\d)(?!\d)/g, (hour, minute) => clock(Number(hour), Number(minute))],
    [/(?<=\b(?:a|vers|jusqu'a|de|des|avant|apres) )(\d{1,2}) ?(?:h\b|heures?)/g, (hour) => clock(Number(hour), 0)],
  ],
  es: [
    [/\bmediodia\b/g, () => '12:00'],
    [/\bmedianoche\b/g, () => '00:00'],
    [/\blas? (una|\d{1,2}) menos cuarto/g, (hour) => clock(hourOf(hour) - 1, 45)],
    [/\blas? (una|\d{1,2}) y (media|cuarto)/g, (hour, part) => clock(hourOf(hour), part === 'cuarto' ? 15 : 30)],
    [/\b(?:a|hasta|desde|de|sobre|son) las? (una|\d{1,2})(?![\d:.,]|\p{L})/gu, (hour) => clock(hourOf(hour), 0)],
  ],
  it: [
    [/\bmezzogiorno\b/g, () => '12:00'],
    [/\bmezzanotte\b/g, () => '00:00'],
    [/\b(?:alle|all'|dalle|le|ore) ?(una|\d{1,2}) meno un quarto/g, (hour) => clock(hourOf(hour) - 1, 45)],
    [
      /\b(?:alle|all'|dalle|le|ore) ?(una|\d{1,2}) e (mezza|mezzo|un quarto)/g,
      (hour, part) => clock(hourOf(hour), part === 'un quarto' ? 15 : 30),
    ],
    [/\b(?:alle|all'|dalle|ore) ?(una|\d{1,2})(?![\d:.,]|\p{L})/gu, (hour) => clock(hourOf(hour), 0)],
  ],
};

/** The text, folded, with numbers in digits and times as "2:30"; as it is in any other language. */
export function romanceInDigits(text: string, language: string): string {
  if (UNITS[language] === undefined) return text;
  const { pattern, values } = wordsOf(language);
  const plain = fold(text).replaceAll(pattern, (word) => String(values.get(word) ?? values.get(word.replaceAll(' ', '-')) ?? word));
  return (CLOCKS[language] ?? []).reduce(
    (rest, [phrase, read]) => rest.replaceAll(phrase, (_match, ...groups: string[]) => ` ${read(...groups)} `),
    plain,
  );
}

function hourOf(word: string): number {
  return word === 'una' ? 1 : Number(word);
}

function clock(hour: number, minute: number): string {
  return `${((hour % 24) + 24) % 24}:${String(minute).padStart(2, '0')}`;
}
