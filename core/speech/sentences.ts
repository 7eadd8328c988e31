/** Splits text that arrives in pieces into sentences, each as soon as it is surely over. */
export interface SentenceSplitter {
  /** Adds text; returns the sentences that it completed. */
  push(text: string): string[];
  /** No more text: what is left. Ready for the next answer afterwards. */
  end(): string[];
}

/** Longer than this without an end, a sentence is cut at its last comma or space so that speech can start. */
const MAX_SENTENCE_CHARS = 300;

const ABBREVIATIONS = new Set(
  (
    'dr prof mr mrs ms st no nr vs etc approx incl excl max min tel ext dept ca ave rd bldg fl jan feb mar apr jun jul aug sep sept oct nov dec ' +
    'e.g i.e a.m p.m z.b d.h u.a bzw ggf usw str hr fr inkl vgl mon tue tues wed thu thur thurs fri sat sun mo di mi do sa so'
  ).split(' '),
);
/** These often do end a sentence: "at 5 p.m. Then …". */
const MAY_END = new Set(['a.m', 'p.m', 'etc', 'usw']);
/** Words as well as abbreviations: only the latter when a number or a name follows and they are capitalised. */
const ALSO_WORDS = new Set(['no', 'so', 'do', 'mi', 'max', 'min', 'sun', 'sat', 'mar', 'fl', 'may', 'fr']);

/**
 * Ends: . ! ? … ؟ with closing quotes or brackets, followed by space; 。！？ with nothing after; and a blank line or list line. Not an end: after an
 * abbreviation ("Dr. Smith", "e.g. this"), inside a number or code ("10.30", "B2.04"), after an initial ("J. Smith").
 */
export function createSentenceSplitter(): SentenceSplitter {
  let buffer = '';
  const take = (final: boolean): string[] => {
    const sentences: string[] = [];
    for (;;) {
      const cut = findEnd(buffer, final) ?? (buffer.length > MAX_SENTENCE_CHARS ? softCut(buffer) : null);
      if (cut === null) break;
      add(sentences, buffer.slice(0, cut));
      buffer = buffer.slice(cut);
    }
    return sentences;
  };
  return {
    push(text) {
      buffer += text;
      return take(false);
    },
    end() {
      const sentences = take(true);
      add(sentences, buffer);
      buffer = '';
      return sentences;
    },
  };
}

function add(sentences: string[], text: string): void {
  // A space that must not break, as before a French colon, is kept.
  const trimmed = text.replace(/[^\S\u00a0\u202f]+/g, ' ').trim();
  // A mark by itself ("…", "!") belongs to what was said before and is nothing to say.
  if (/[\p{L}\p{N}]/u.test(trimmed)) sentences.push(trimmed);
}

const CANDIDATE = /([.!?…؟]+["'”’»)\]]*)([^\S\u00a0\u202f]+)|([。！？]+[」』）]*)\s*|\n\s*\n|\n(?=\s*(?:[-*•]|\d+[.)])\s)/g;

/** Index just after the first sentence, or null. Text after the mark is needed to be sure, unless `final`. */
function findEnd(text: string, final: boolean): number | null {
  CANDIDATE.lastIndex = 0;
  for (;;) {
    const match = CANDIDATE.exec(text);
    if (match === null) return null;
    const end = match.index + match[0].length;
    const wide = match[3] !== undefined;
    if (wide && !final && end === text.length) return null;
    if (match[1] === undefined) return end;
    const rest = text.slice(end);
    if (!final && isUnsure(text.slice(0, match.index), match[1], rest)) return null;
    if (endsSentence(text.slice(0, match.index), match[1], rest)) return end;
  }
}

/**
 * What follows decides only after an abbreviation, an initial or a number ("12. Mai" needs its whole next word); elsewhere
 * the space is enough.
 */
function isUnsure(before: string, mark: string, rest: string): boolean {
  if (!mark.startsWith('.')) return false;
  const word = lastWord(before);
  if (/^\d+$/.test(word)) return /^\p{L}*$/u.test(rest);
  return rest === '' && (ABBREVIATIONS.has(word.toLowerCase()) || /^\p{Lu}$/u.test(word));
}

function endsSentence(before: string, mark: string, rest: string): boolean {
  if (!mark.startsWith('.') || mark.length > 1) return true;
  const word = lastWord(before);
  const key = word.toLowerCase();
  const nextIsUpper = /^["'“‘(]*\p{Lu}/u.test(rest);
  const nextIsDigit = /^\d/.test(rest);
  if (MAY_END.has(key)) return nextIsUpper;
  // "The answer is no. Ask again." but "No. 5"; "so." ends, "So. 12 Mai" does not.
  if (ALSO_WORDS.has(key)) return !(nextIsDigit && /^\p{Lu}/u.test(word)) && (rest === '' || nextIsUpper || nextIsDigit);
  if (ABBREVIATIONS.has(key)) return false;
  if (/^\p{Lu}$/u.test(word)) return !nextIsUpper;
  // "am 12. Mai", "1. Stock": a small number with a dot is an ordinal or a list mark.
  if (/^\d{1,2}$/.test(word)) return /\s\S*$/.test(before) && rest !== '' && nextIsUpper && !MONTH_OR_NOUN.test(rest);
  return true;
}
const MONTH_OR_NOUN = /^(?:Jan|Feb|M[aä]r|Apr|Ma[iy]|Jun|Jul|Aug|Sep|O[ck]t|Nov|De[cz]|Stock|Etage|OG|UG|Obergeschoss|Untergeschoss)/;

function lastWord(text: string): string {
  return /[\p{L}\p{N}.]*$/u.exec(text)?.[0] ?? '';
}

function softCut(text: string): number | null {
  const head = text.slice(0, MAX_SENTENCE_CHARS);
  const comma = Math.max(head.lastIndexOf(', '), head.lastIndexOf('; '), head.lastIndexOf(' – '));
  const at = comma > MAX_SENTENCE_CHARS / 3 ? comma : head.lastIndexOf(' ');
  return at > 0 ? at + 1 : MAX_SENTENCE_CHARS;
}
