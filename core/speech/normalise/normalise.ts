import { ABBREVIATIONS, ONLY_WITH_DOT, RESPELT, SPELT, SYMBOLS } from './lexicon.ts';
import { RULES } from './rules.ts';

export interface CaptionWord {
  /** As the caption shows it, punctuation included. */
  readonly text: string;
  /** What is said for it, plain lower-case words of a to z and '; empty for a dash or a symbol nobody says. */
  readonly spoken: readonly string[];
  /** Pause after it. */
  readonly pause: '' | ',' | '.' | '?' | '!';
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly words: readonly string[];
}

const WORD = /[\p{L}\p{M}\p{N}'’]+(?:[-.&][\p{L}\p{M}\p{N}'’]+)*\.?/uy;
const MAX_CHARS = 2000;
/** No word is longer; spelling out a made-up one would take minutes. */
const MAX_WORD_LETTERS = 40;

/**
 * English text as it is said, aligned with the words of its caption: numbers, ordinals, times, dates, prices, room
 * codes, telephone numbers, units, abbreviations; links and addresses are never spelt out. A form of several
 * caption words ("EUR 12", "12 May") shares out its spoken words between them.
 */
export function normaliseForSpeech(caption: string): CaptionWord[] {
  const text = caption.slice(0, MAX_CHARS).normalize('NFC');
  const pieces = readPieces(text);
  const tokens = [...text.matchAll(/\S+/g)].map((match) => ({ text: match[0], start: match.index, end: match.index + match[0].length }));
  const spoken: string[][] = tokens.map(() => []);
  for (const piece of pieces) {
    const covered = tokens.flatMap((token, i) => (token.end > piece.start && token.start < piece.end ? [i] : []));
    piece.words.forEach((word, i) => {
      const at = covered[Math.floor((i * covered.length) / piece.words.length)];
      if (at !== undefined) spoken[at]?.push(word);
    });
  }
  return tokens.map((token, i) => ({ text: token.text, spoken: spoken[i] ?? [], pause: pauseAfter(token.text, tokens[i + 1]?.text) }));
}

/** An engine reads "a" as the article; as a letter ("a m", "A12") it is "ay". No rule says the article. */
function spokenLetter(word: string): string {
  return word === 'a' ? 'ay' : word;
}

/** The words as one line for an engine, with punctuation where it pauses. */
export function spokenText(words: readonly CaptionWord[]): string {
  let line = '';
  for (const word of words) {
    if (word.spoken.length > 0) line += `${line === '' ? '' : ' '}${word.spoken.join(' ')}`;
    if (word.pause !== '' && /[a-z']$/.test(line)) line += word.pause;
  }
  return line;
}

function readPieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let previousWord = '';
  while (at < text.length) {
    const piece = readRule(text, at, previousWord) ?? readWord(text, at) ?? readSymbol(text, at);
    if (piece === null) {
      at++;
      continue;
    }
    pieces.push(piece);
    at = piece.end;
    previousWord = text.slice(piece.start, piece.end).toLowerCase().replace(/\.$/, '');
  }
  return pieces;
}

function readRule(text: string, at: number, previousWord: string): Piece | null {
  for (const rule of RULES) {
    rule.pattern.lastIndex = at;
    const match = rule.pattern.exec(text);
    if (match === null || match[0] === '') continue;
    const words = rule.say(match, { previousWord });
    if (words !== null) return { start: at, end: at + match[0].length, words: words.map(spokenLetter) };
  }
  return null;
}

function readWord(text: string, at: number): Piece | null {
  WORD.lastIndex = at;
  const match = WORD.exec(text);
  if (match === null) return null;
  return { start: at, end: at + match[0].length, words: sayWord(match[0], text.slice(at + match[0].length)) };
}

function readSymbol(text: string, at: number): Piece | null {
  const word = SYMBOLS.get(text[at] ?? '');
  return word === undefined ? null : { start: at, end: at + 1, words: word.split(' ') };
}

function sayWord(written: string, after: string): string[] {
  const dotted = written.endsWith('.');
  const bare = dotted ? written.slice(0, -1) : written;
  const key = bare.toLowerCase();
  if (key === 'no' && dotted && /^\s?\d/.test(after)) return ['number'];
  if (key === 'st' && dotted) return [/^\s\p{Lu}/u.test(after) ? 'saint' : 'street'];
  const expanded = ABBREVIATIONS.get(key);
  if (expanded !== undefined && (dotted || !ONLY_WITH_DOT.has(key)) && isWrittenLikeAbbreviation(bare)) return expanded.split(' ');
  const respelt = RESPELT.get(key);
  if (respelt !== undefined) return respelt.split(' ');
  if (isSpelt(bare)) return [...key].map(spokenLetter);
  return key
    .split(/[-.&]/)
    .flatMap((part) => (/^\d+$/.test(part) ? readPieces(part).flatMap((piece) => piece.words) : [plainLetters(part)]))
    .filter((word) => /[a-z]/.test(word));
}

/** "Sun" may be one, "SUN" and "sun" in running text are not asked about: names of days are capitalised. */
function isWrittenLikeAbbreviation(word: string): boolean {
  return word !== word.toUpperCase() || word.length <= 2;
}

function isSpelt(word: string): boolean {
  if (!/^[A-Z]{2,5}$/.test(word)) return false;
  return SPELT.has(word) || !/[AEIOUY]/.test(word);
}

const FOLDED: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', '’': "'" };

/** The engine's dictionary knows a to z only. */
function plainLetters(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßøæœłđðþı’]/g, (letter) => FOLDED[letter] ?? '')
    .replace(/[^a-z']/g, '')
    .replace(/^'+|'+$/g, '')
    .slice(0, MAX_WORD_LETTERS);
}

function pauseAfter(token: string, next: string | undefined): CaptionWord['pause'] {
  const end = token.replace(/["'”’)\]}»*]+$/, (closing) => (/[)\]]/.test(closing) ? ',' : ''));
  const mark = end.at(-1) ?? '';
  if (mark === '?' || mark === '!') return mark;
  if (next === undefined) return '.';
  if (mark === '.') return isDottedAbbreviation(end) ? '' : '.';
  return /[,;:…–—]/.test(mark) || next.startsWith('(') ? ',' : '';
}

function isDottedAbbreviation(token: string): boolean {
  const key = token.slice(0, -1).toLowerCase();
  return ABBREVIATIONS.has(key) || key === 'no' || key === 'st' || /^([a-z]\.)*[a-z]$/.test(key);
}
