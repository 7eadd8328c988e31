/**
 * Numbers as a recogniser writes them ("two oh one", "hall to", "zweihunderteins") and as venues do
 * ("201", "Hall 2"): both become digits. Words are lower case without diacritics.
 */
const ENGLISH =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';
const GERMAN =
  'null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn';
const ENGLISH_ORDINALS = 'ground first second third fourth fifth sixth seventh eighth ninth tenth';
const GERMAN_ORDINALS = 'nullte erste zweite dritte vierte funfte sechste siebte achte neunte zehnte';
const ENGLISH_TENS = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety';
const GERMAN_TENS = 'null zehn zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig';

const CARDINALS = new Map([...numbered(ENGLISH), ...numbered(GERMAN), ['fuenf', 5], ['zwo', 2], ['zwoelf', 12]]);
const TENS = new Map([...numbered(ENGLISH_TENS, 10), ...numbered(GERMAN_TENS, 10)].filter(([, value]) => value >= 20));
const ORDINALS = new Map([...numbered(ENGLISH_ORDINALS), ...numbered(GERMAN_ORDINALS)].filter(([, value]) => value > 0));

/** What has a number of its own: "room", "level", "stand". */
export const COUNTED: ReadonlySet<string> = new Set(
  'room rooms hall halls level floor stand booth stage track gate suite theatre theater studio lift number raum saal halle etage ebene stock stockwerk tor zimmer'.split(
    ' ',
  ),
);
/** What a recogniser writes for a number that follows "room", "hall" and the like. */
const SOUNDS_LIKE = new Map(Object.entries({ to: '2', too: '2', for: '4', fore: '4', ate: '8', won: '1', tree: '3' }));
const LETTER_NAMES = new Map(
  Object.entries({ be: 'b', bee: 'b', see: 'c', sea: 'c', dee: 'd', eff: 'f', gee: 'g', jay: 'j', kay: 'k', pee: 'p', tee: 't', eh: 'a' }),
);

function numbered(words: string, step = 1): [string, number][] {
  return words.split(' ').map((word, i) => [word, i * step]);
}

/** Value of one number word, German compounds included; null when it is none. */
function spokenValue(word: string): number | null {
  const known = CARDINALS.get(word) ?? TENS.get(word);
  if (known !== undefined) return known;
  const tens = /^(.+)und(.+)$/.exec(word);
  if (tens !== null) {
    const ones = tens[1] === 'ein' ? 1 : CARDINALS.get(tens[1] ?? '');
    const ten = TENS.get(tens[2] ?? '');
    if (ones !== undefined && ones > 0 && ones < 10 && ten !== undefined) return ten + ones;
  }
  const hundred = /^(.+)hundert(?:und)?(.*)$/.exec(word);
  if (hundred === null) return null;
  const front = hundred[1] === 'ein' ? 1 : CARDINALS.get(hundred[1] ?? '');
  const rest = hundred[2] === '' ? 0 : spokenValue(hundred[2] ?? '');
  return front === undefined || rest === null ? null : front * 100 + rest;
}

/** Replaces spoken numbers; every other word stays as it is. */
export function digitsInWords(words: readonly string[]): string[] {
  const out: string[] = [];
  for (let i = 0; i < words.length; ) {
    const found = readOrdinal(words, i) ?? readNumber(words, i, out.at(-1));
    out.push(found?.digits ?? words[i] ?? '');
    i += found?.length ?? 1;
  }
  return out.map((word, i) => (/^\d+$/.test(out[i + 1] ?? '') ? (LETTER_NAMES.get(word) ?? word) : word));
}

interface Run {
  readonly digits: string;
  readonly length: number;
}

/** "second floor", "2nd floor", "zweiten Etage" but not "first aid". */
function readOrdinal(words: readonly string[], i: number): Run | null {
  if (!COUNTED.has(words[i + 1] ?? '')) return null;
  const word = words[i] ?? '';
  const written = /^(\d+)(?:st|nd|rd|th|er|te|ten)$/.exec(word);
  const value = ORDINALS.get(word) ?? ORDINALS.get(word.replace(/[rnms]$/, ''));
  const digits = written?.[1] ?? (value === undefined ? null : String(value));
  return digits === null ? null : { digits, length: 1 };
}

/** A run from `start`: "two oh one" → 201, "two hundred and one" → 201, "twenty one" → 21, "one twelve" → 112. */
function readNumber(words: readonly string[], start: number, before: string | undefined): Run | null {
  const afterCounted = before !== undefined && COUNTED.has(before);
  let digits = '';
  let i = start;
  for (; i < words.length; i += 1) {
    const word = words[i] ?? '';
    const value = spokenValue(word);
    const ones = CARDINALS.get(words[i + 1] ?? '') ?? 0;
    if (value !== null && TENS.has(word) && ones > 0 && ones < 10) {
      digits += String(value + ones);
      i += 1;
    } else if (value !== null) digits += String(value);
    else if ((word === 'hundred' || word === 'hundert') && /^[1-9]$/.test(digits)) return readHundred(words, start, i + 1, Number(digits));
    else if (digits !== '' && (word === 'oh' || word === 'o')) digits += '0';
    else if (/^\d$/.test(word) && digits !== '') digits += word;
    else if (digits === '' && afterCounted && i + 1 === words.length && SOUNDS_LIKE.has(word)) digits = SOUNDS_LIKE.get(word) ?? '';
    else if (digits === '' && SOUNDS_LIKE.has(word) && afterCounted && isDigitWord(words[i + 1])) digits = SOUNDS_LIKE.get(word) ?? '';
    else break;
  }
  return digits === '' ? null : { digits, length: i - start };
}

/** "room to oh one": the next word goes on with the number. */
function isDigitWord(word: string | undefined): boolean {
  return word === 'oh' || word === 'o' || (CARDINALS.get(word ?? '') ?? 10) < 10;
}

function readHundred(words: readonly string[], start: number, after: number, front: number): Run {
  const i = words[after] === 'and' || words[after] === 'und' ? after + 1 : after;
  const rest = readNumber(words, i, undefined);
  if (rest === null || rest.digits.length > 2) return { digits: String(front * 100), length: after - start };
  return { digits: String(front * 100 + Number(rest.digits)), length: i + rest.length - start };
}
