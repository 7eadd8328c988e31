import { texts } from '../../tools/knowledge.ts';
import { PLAIN_WORDS, STOP_WORDS } from '../../venue/search/everyday-words.ts';
import { foldedWords, stem } from '../../venue/search/fold.ts';
import type { Reading } from '../reading.ts';
import { isAsking } from './asking-words.ts';
import type { Frame } from './frame.ts';

const SPEAKERS = /\b(speakers?|presenters?|sprecher(innen)?|redner(innen)?|referent(en|innen)?|vortragende[nr]?)\b/;
/** Asks for somebody of the programme, not of the house. */
const ON_STAGE =
  /\b(speak\w*|talks?|talking|giving|presenting|presenters?|among|conference|programme|spricht|sprechen|redner\w*|referent\w*|vortrag\w*|dabei)\b/;
const ANYBODY = /\b(is|are) there\b|\bany\b|\bgibt (es|s)\b|\bdo you have\b/;
/** Whoever asks for these by that word alone means the house. */
const OF_THE_HOUSE = new Set([
  'manager',
  'director',
  'boss',
  'chef',
  'owner',
  'host',
  'head',
  'chief',
  'leiter',
  'chefin',
  'porter',
  'security',
]);
/** Of a word's letters, so that "Architekten" and "Architektin" are one. */
const SAME_START = 5;
const SAME_END = 7;

/** Speakers by what they do: "who is the tea master", "are there any designers speaking"; and how many speakers there are. */
export function readRole(frame: Frame): Reading | null {
  const { heard, text, context, targets, asked, when } = frame;
  if (context.know.people.size === 0) return null;
  const words = asked.filter((word) => word.length > 2 && !STOP_WORDS.has(word) && !PLAIN_WORDS.has(word) && !isAsking(word));
  if (heard('count') && SPEAKERS.test(text) && words.every((word) => SPEAKERS.test(word)) && when === null)
    return { kind: 'call', calls: [{ name: 'find_people', input: {} }], aspect: 'count' };
  const onStage = ON_STAGE.test(text);
  // "Who talks about tea" asks for a subject.
  if (/\b(about|regarding|on|uber|zum thema)\b/.test(text)) return null;
  if (!heard('who') && !(ANYBODY.test(text) && onStage)) return null;
  if ((targets.best.get('person')?.ofName ?? 0) >= 0.9 || words.length === 0) return null;
  if (!onStage && words.length === 1 && OF_THE_HOUSE.has(stem(words[0] ?? ''))) return null;
  const fits = [...context.know.people.values()].filter(({ role }) =>
    texts(role).some((one) => {
      const own = foldedWords(one).filter((word) => !STOP_WORDS.has(word));
      return words.every((word) => own.some((other) => isOne(stem(word), stem(other)))) && (onStage || words.length * 2 >= own.length);
    }),
  );
  if (fits.length === 0 || fits.length > 40) return null;
  const personIds = fits.map(({ id }) => id);
  return { kind: 'call', calls: [{ name: 'find_people', input: { person: words.join(' '), personIds } }], aspect: 'who' };
}

function isOne(said: string, own: string): boolean {
  if (said === own) return true;
  const start = Math.max(SAME_START, Math.min(said.length, own.length) - 2);
  return said.slice(0, start) === own.slice(0, start) || (said.length >= SAME_END && own.includes(said));
}
