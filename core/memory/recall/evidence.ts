import type { TermMatch } from './lexical.ts';
import type { Question } from './question.ts';
import type { Telling } from './telling.ts';
import { fitsPeriod } from './time.ts';

/** A turn as evidence is weighed: where it stands, who said it, what it tells. */
export interface IndexedTurn {
  readonly speaker: string;
  readonly saidOn: number | null;
  readonly telling: Telling;
  readonly session: number;
  /** Turns of the same session before and after it; -1 where there is none. */
  readonly before: number;
  after: number;
}

/** Each kind of evidence that a turn holds the answer; a turn's score is their weighted sum. */
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
  'ofSelf',
  'time',
  'name',
  'number',
  'place',
  'reason',
  'period',
  'change',
  'recent',
] as const;
export type EvidenceKind = (typeof EVIDENCE)[number];
export type EvidenceTable = Readonly<Record<EvidenceKind, Float64Array>>;

/** How far a word reaches into the turns around it: what is spoken of is named once, and is "it" from then on. */
const REACH = { before: 0.6, before2: 0.4, after: 0.3 };

/** @param meaning cosine of each turn's meaning with the question's. */
export function weighEvidence(
  question: Question,
  turns: readonly IndexedTurn[],
  matches: readonly TermMatch[],
  meaning: Float64Array,
): EvidenceTable {
  const count = turns.length;
  const table = Object.fromEntries(EVIDENCE.map((kind) => [kind, new Float64Array(count)])) as Record<EvidenceKind, Float64Array>;
  const all = matches.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const names = question.isName.filter(Boolean).length || 1;
  const sessions = 1 + turns.reduce((most, { session }) => Math.max(most, session), -1);
  const sessionLike = new Float64Array(sessions);
  matches.forEach(({ weight, exact, like }, t) => {
    const inSession = new Float64Array(sessions);
    for (let i = 0; i < count; i++) {
      const turn = turns[i];
      if (turn === undefined) continue;
      const own = like[i] ?? 0;
      add(table.words, i, (exact[i] ?? 0) / all);
      add(table.like, i, own / all);
      if (question.isName[t] === true && (exact[i] ?? 0) > 0) add(table.names, i, 1 / names);
      const before = like[turn.before] ?? 0;
      const before2 = like[turns[turn.before]?.before ?? -1] ?? 0;
      const after = like[turn.after] ?? 0;
      add(table.window, i, Math.max(own, REACH.before * before, REACH.before2 * before2, REACH.after * after) / all);
      if (own > (inSession[turn.session] ?? 0)) inSession[turn.session] = own;
    }
    for (let s = 0; s < sessions; s++) add(sessionLike, s, (inSession[s] ?? 0) / all);
    void weight;
  });
  const sessionMeaning = new Float64Array(sessions);
  turns.forEach(({ session }, i) => {
    sessionMeaning[session] = Math.max(sessionMeaning[session] ?? 0, meaning[i] ?? 0);
  });
  turns.forEach((turn, i) => {
    const { telling } = turn;
    const like = table.like[i] ?? 0;
    const before = table.like[turn.before] ?? 0;
    table.whole[i] = like * like;
    table.meaning[i] = meaning[i] ?? 0;
    table.wordsBefore[i] = table.words[turn.before] ?? 0;
    table.likeBefore[i] = before;
    table.likeBefore2[i] = table.like[turns[turn.before]?.before ?? -1] ?? 0;
    table.likeAfter[i] = table.like[turn.after] ?? 0;
    table.meaningBefore[i] = meaning[turn.before] ?? 0;
    table.meaningAfter[i] = meaning[turn.after] ?? 0;
    table.askedBefore[i] = turns[turn.before]?.telling.asks === true ? before : 0;
    table.sessionLike[i] = sessionLike[turn.session] ?? 0;
    table.sessionMeaning[i] = sessionMeaning[turn.session] ?? 0;
    if (question.speakers.has(turn.speaker)) {
      table.speaker[i] = 1;
      table.speakerLike[i] = like;
    } else if (question.speakers.size > 0) table.otherSpeaker[i] = 1;
    table.asks[i] = telling.asks ? 1 : 0;
    table.substance[i] = telling.substance;
    table.ofSelf[i] = telling.ofSelf ? 1 : 0;
    for (const kind of question.expects) if (telling.holds.has(kind)) table[kind][i] = 1;
    table.period[i] = fitsPeriod(question.periods, turn.saidOn) ? 1 : 0;
    if (question.asksNow) {
      table.change[i] = telling.ofChange ? 1 : 0;
      table.recent[i] = (turn.session + 1) / sessions;
    }
  });
  return table;
}

function add(to: Float64Array, i: number, value: number): void {
  to[i] = (to[i] ?? 0) + value;
}
