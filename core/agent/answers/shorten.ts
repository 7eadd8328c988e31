import { END, ISOLATE } from '../../i18n/isolate.ts';
import { createSentenceSplitter } from '../../speech/sentences.ts';

/** Characters that are synthesised quickly enough for the first sound to come at once. */
export const EASILY_SAID = 140;

/**
 * An answer's text in pieces to be spoken one after another: its sentences, and of long ones the parts
 * between semicolons, colons or commas. Joined with spaces the pieces are the text again, word for word.
 */
export function piecesOf(text: string): string[] {
  const splitter = createSentenceSplitter();
  const sentences: string[] = [];
  for (const piece of [...splitter.push(text), ...splitter.end()].map((part) => part.trim())) {
    const last = sentences.length - 1;
    // A title may end with a question mark in the middle of a sentence.
    if (last >= 0 && (/^\p{Ll}/u.test(piece) || piece.length < 6)) sentences[last] = `${sentences[last]} ${piece}`;
    else sentences.push(piece);
  }
  return sentences.flatMap(shortPieces);
}

function shortPieces(sentence: string): string[] {
  if (sentence.length <= EASILY_SAID) return sentence === '' ? [] : [sentence];
  for (const mark of ['; ', '؛ ', ', ', '، ', ': ']) {
    const places = placesOf(mark, sentence);
    const before = places.findLast((place) => place <= EASILY_SAID) ?? -1;
    // A few words alone would be heard as a stop in the middle.
    const at = before < EASILY_SAID / 4 ? places.find((place) => place >= EASILY_SAID) : before;
    if (at === undefined || sentence.length - at < 20) continue;
    return [sentence.slice(0, at + 1), ...shortPieces(sentence.slice(at + mark.length))];
  }
  return [sentence];
}

/** Where a mark stands, but not within a name: those are isolated in right-to-left text, lists of them once more. */
function placesOf(mark: string, sentence: string): number[] {
  const places: number[] = [];
  let depth = 0;
  for (let at = 0; at < sentence.length; at++) {
    const char = sentence.charAt(at);
    depth += char === ISOLATE ? 1 : char === END ? -1 : 0;
    if (depth <= (mark === ': ' ? 0 : 1) && sentence.startsWith(mark, at)) places.push(at);
  }
  return places;
}

/** The first sentences of a longer text, as they stand; cut at a word where even they are too long. */
export function firstSentences(text: string, sentences: number, maxLength: number): string {
  const plain = text
    .replaceAll(/<[^>]{1,80}>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  // The dot in "500.000 volts" and "Node.js" ends nothing.
  const parts = plain.split(/(?<=[.!?])\s+/);
  const wanted = parts.slice(0, sentences).join(' ');
  if (wanted.length <= maxLength) return wanted;
  const one = parts[0] ?? plain;
  if (one.length <= maxLength) return one;
  return `${one.slice(0, one.lastIndexOf(' ', maxLength))} …`;
}

/** A text that the venue wrote without its last stop, to be said before another sentence. */
export function withStop(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
