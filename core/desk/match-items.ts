import { STOP_WORDS } from '../venue/search/everyday-words.ts';
import { foldedWords, stem } from '../venue/search/fold.ts';
import { likeness } from '../venue/search/likeness.ts';
import type { ItemReport } from './desk-ports.ts';
import { colourOf, thingOf } from './item-words.ts';

/** From here on staff are shown a pair. */
export const MATCH_FROM = 0.5;
/** Two words that are at least this alike are one: a slip of the keyboard, or of the ear. */
const SAME_WORD = 0.72;
/** The full description counts most; where one says little, what it does say. */
const FULLER = 0.35;
const OTHER_COLOUR = 0.4;
const SAME_COLOUR = 0.12;
const SAME_PLACE = 0.1;
/** Somebody may be a day out, but nothing is found before it was lost. */
const DAYS_EARLY = 1;
const DAYS_LATE = 60;

type Report = Pick<ItemReport, 'what' | 'where' | 'details' | 'day'>;

/**
 * How likely a lost and a found item are the same, 0..1; null below MATCH_FROM. Words are folded and typo-tolerant, common things
 * and colours are the same in five languages; the place and the day only add to, or rule out, what the words say.
 */
export function matchItems(lost: Report, found: Report): number | null {
  const gapDays = (Date.parse(found.day) - Date.parse(lost.day)) / 86_400_000;
  if (gapDays < -DAYS_EARLY || gapDays > DAYS_LATE) return null;
  const [a, b] = [describe(lost), describe(found)];
  const what = both(a.thing, b.thing, [...a.thing, ...a.more], [...b.thing, ...b.more]);
  const colour =
    a.colours.length === 0 || b.colours.length === 0 ? 'unknown' : a.colours.some((one) => b.colours.includes(one)) ? 'same' : 'other';
  const where = alike(wordsOf(lost.where), wordsOf(found.where));
  const score = what * (colour === 'other' ? OTHER_COLOUR : 1) + (colour === 'same' ? SAME_COLOUR : 0) + (where >= 0.5 ? SAME_PLACE : 0);
  // Same colour and place alone make no match: it has to be the same thing.
  return what < MATCH_FROM - SAME_COLOUR || score < MATCH_FROM ? null : Math.round(Math.min(1, score) * 100) / 100;
}

interface Described {
  readonly thing: readonly string[];
  readonly more: readonly string[];
  readonly colours: readonly string[];
}

function describe({ what, details }: Report): Described {
  const all = [...wordsOf(what), ...wordsOf(details)];
  const plain = (words: readonly string[]) => words.filter((word) => colourOf(word) === null).map((word) => thingOf(word) ?? stem(word));
  const colours = all.flatMap((word) => colourOf(word) ?? []);
  return { thing: plain(wordsOf(what)), more: plain(wordsOf(details)), colours: [...new Set(colours)] };
}

/** Articles and the like, beside those the search leaves out. */
const SMALL = new Set(
  'un une des du de le la les mon ma mes avec el los las una mi mis con il lo gli uno mio mia kleine kleiner kleines'.split(' '),
);

function wordsOf(text: string): string[] {
  return foldedWords(text).filter((word) => word.length > 1 && !SMALL.has(word) && (!STOP_WORDS.has(word) || thingOf(word) !== null));
}

/** What each calls the thing is looked for in all that the other says of it. */
function both(aThing: readonly string[], bThing: readonly string[], aAll: readonly string[], bAll: readonly string[]): number {
  const [one, other] = [share(aThing, bAll), share(bThing, aAll)];
  return (1 - FULLER) * Math.max(one, other) + FULLER * Math.min(one, other);
}

function alike(a: readonly string[], b: readonly string[]): number {
  return Math.max(share(a, b), share(b, a));
}

/** Share of `words` that are among `others`, each by how alike its best fellow is. */
function share(words: readonly string[], others: readonly string[]): number {
  if (words.length === 0) return 0;
  const best = words.map((word) => Math.max(0, ...others.map((other) => likeness(word, other))));
  return best.reduce((sum, score) => sum + (score >= SAME_WORD ? score : 0), 0) / words.length;
}
