import type { TermMatch } from './lexical.ts';
import type { Question } from './question.ts';
import type { Telling } from './telling.ts';
import { fitsPeriod } from './time.ts';

/** What was said in passages, a short turn being one; each list by passage: where it stands, who said it, what it tells. */
export interface IndexedPassages {
  readonly speakers: string[];
  readonly saidOn: (number | null)[];
  readonly telling: Telling[];
  /** Number of the session. */
  readonly session: number[];
  /** The last passage of the turn before in the session, and the first of the turn after; -1 where there is none. */
  readonly before: number[];
  readonly after: number[];
}

/** Each kind of evidence that a passage holds the answer; its score is their weighted sum. */
export const EVIDENCE = [
  'words',
  'like',
  'whole',
  'names',
  'window',
  'meaning',
  'wordsBefore',
  'likeBefore',
  'likeBefore2',
  'likeAfter',
  'meaningBefore',
  'meaningAfter',
  'askedBefore',
  'sessionLike',
  'sessionMeaning',
  'speaker',
  'speakerLike',
  'otherSpeaker',
  'asks',
  'substance',
  'time',
  'name',
  'number',
  'place',
  'period',
  'change',
  'recent',
] as const;
export type EvidenceKind = (typeof EVIDENCE)[number];

/** How far a word reaches into the turns around it: what is spoken of is named once, and is "it" from then on. */
const REACH = { before: 0.5, before2: 0.25, after: 0.2 };

/** Gives `visit` every passage that bears on the question, with its evidence, in the order of EVIDENCE; the row is the same one each time. */
export function weighEvidence(
  question: Question,
  said: IndexedPassages,
  matches: readonly TermMatch[],
  meaning: Float64Array,
  visit: (passage: number, row: Float64Array) => void,
): void {
  const sums = sumMatches(question, said, matches);
  const sessionMeaning = new Float64Array(sums.sessionLike.length);
  meaning.forEach((value, i) => {
    const session = said.session[i] ?? 0;
    if (value > at(sessionMeaning, session)) sessionMeaning[session] = value;
  });
  const row = new Float64Array(EVIDENCE.length);
  for (let i = 0; i < meaning.length; i++) {
    const window = at(sums.window, i);
    const means = at(meaning, i);
    // What was said when, and by whom, ranks what bears on the question; by itself it bears on nothing.
    if (window === 0 && means <= BEARS_FROM) continue;
    const before = said.before[i] ?? -1;
    const before2 = said.before[before] ?? -1;
    const after = said.after[i] ?? -1;
    const session = said.session[i] ?? 0;
    const like = at(sums.like, i);
    row.fill(0);
    row[WORDS] = at(sums.words, i);
    row[LIKE] = like;
    row[WHOLE] = Math.min(like, WELL_MET) ** 2;
    row[NAMES] = at(sums.names, i);
    row[WINDOW] = window;
    row[MEANING] = means;
    row[WORDS_BEFORE] = at(sums.words, before);
    row[LIKE_BEFORE] = at(sums.like, before);
    row[LIKE_BEFORE_2] = at(sums.like, before2);
    row[LIKE_AFTER] = at(sums.like, after);
    row[MEANING_BEFORE] = at(meaning, before);
    row[MEANING_AFTER] = at(meaning, after);
    row[ASKED_BEFORE] = said.telling[before]?.asks === true ? at(sums.like, before) : 0;
    row[SESSION_LIKE] = at(sums.sessionLike, session);
    row[SESSION_MEANING] = at(sessionMeaning, session);
    weighTelling(question, said, i, like, row);
    if (question.asksNow) {
      row[CHANGE] = said.telling[i]?.ofChange === true ? 1 : 0;
      row[RECENT] = (session + 1) / sessionMeaning.length;
    }
    visit(i, row);
  }
}
/** What is met to this share counts less and less more, up to here: beyond it lies a turn of nearly the same words. */
const WELL_MET = 0.7;
/** By meaning alone, a turn has to be this close to the question to bear on it at all. */
const BEARS_FROM = 0.2;

/** What speaks for a turn whatever it is about: who said it, when, and what kind of things it tells. */
function weighTelling(question: Question, said: IndexedPassages, i: number, like: number, row: Float64Array): void {
  const telling = said.telling[i];
  if (telling === undefined) return;
  if (question.speakers.has(said.speakers[i] ?? '')) {
    row[SPEAKER] = 1;
    row[SPEAKER_LIKE] = like;
  } else if (question.speakers.size > 0) row[OTHER_SPEAKER] = 1;
  row[ASKS] = telling.asks ? 1 : 0;
  row[SUBSTANCE] = telling.substance;
  for (const kind of question.expects) if (telling.holds.has(kind)) row[EXPECTED[kind]] = 1;
  if (question.periods.length > 0 && fitsPeriod(question.periods, said.saidOn[i] ?? null)) row[PERIOD] = 1;
}

interface Sums {
  readonly words: Float64Array;
  readonly like: Float64Array;
  readonly names: Float64Array;
  /** As `like`, with the words of the turns around. */
  readonly window: Float64Array;
  readonly sessionLike: Float64Array;
}

/** Over the question's words, as shares of all that they weigh. */
function sumMatches(question: Question, said: IndexedPassages, matches: readonly TermMatch[]): Sums {
  const count = said.session.length;
  const sessions = said.session.reduce((most, one) => Math.max(most, one + 1), 0);
  const column = () => new Float64Array(count);
  const sums: Sums = { words: column(), like: column(), names: column(), window: column(), sessionLike: new Float64Array(sessions) };
  const all = matches.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const names = question.isName.filter(Boolean).length || 1;
  matches.forEach(({ exact, like }, t) => {
    const inSession = new Float64Array(sessions);
    const isName = question.isName[t] === true;
    for (let i = 0; i < count; i++) {
      const own = at(like, i);
      const before = said.before[i] ?? -1;
      const window = Math.max(
        own,
        REACH.before * at(like, before),
        REACH.before2 * at(like, said.before[before] ?? -1),
        REACH.after * at(like, said.after[i] ?? -1),
      );
      if (window === 0) continue;
      add(sums.window, i, window / all);
      if (own === 0) continue;
      add(sums.like, i, own / all);
      const session = said.session[i] ?? 0;
      if (own > at(inSession, session)) inSession[session] = own;
      const same = at(exact, i);
      if (same === 0) continue;
      add(sums.words, i, same / all);
      if (isName) add(sums.names, i, 1 / names);
    }
    inSession.forEach((most, session) => {
      add(sums.sessionLike, session, most / all);
    });
  });
  return sums;
}

function at(list: Float64Array, i: number): number {
  return i < 0 ? 0 : (list[i] ?? 0);
}

function add(to: Float64Array, i: number, value: number): void {
  to[i] = (to[i] ?? 0) + value;
}

const place = (kind: EvidenceKind): number => EVIDENCE.indexOf(kind);
const [WORDS, LIKE, WHOLE, NAMES, WINDOW, MEANING] = [
  place('words'),
  place('like'),
  place('whole'),
  place('names'),
  place('window'),
  place('meaning'),
];
const [WORDS_BEFORE, LIKE_BEFORE, LIKE_BEFORE_2, LIKE_AFTER] = [
  place('wordsBefore'),
  place('likeBefore'),
  place('likeBefore2'),
  place('likeAfter'),
];
const [MEANING_BEFORE, MEANING_AFTER, ASKED_BEFORE] = [place('meaningBefore'), place('meaningAfter'), place('askedBefore')];
const [SESSION_LIKE, SESSION_MEANING] = [place('sessionLike'), place('sessionMeaning')];
const [SPEAKER, SPEAKER_LIKE, OTHER_SPEAKER] = [place('speaker'), place('speakerLike'), place('otherSpeaker')];
const [ASKS, SUBSTANCE, PERIOD] = [place('asks'), place('substance'), place('period')];
const [CHANGE, RECENT] = [place('change'), place('recent')];
const EXPECTED = { time: place('time'), name: place('name'), number: place('number'), place: place('place') };
