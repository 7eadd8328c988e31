import { createDense, type Dense } from './dense.ts';
import { createLexical, type Lexical } from './lexical.ts';
import { readQuestion } from './question.ts';
import { type TurnTime, timeFit, timeOf } from './time.ts';
import type { WordVectors } from './word-vectors.ts';

/** One turn of an earlier conversation. */
export interface RememberedTurn {
  readonly id: string;
  readonly sessionId: string;
  /** Who spoke: "guest", "companion", or a name. */
  readonly role: string;
  readonly text: string;
  /** When, ISO 8601. */
  readonly at: string;
}

export interface Recalled {
  readonly turn: RememberedTurn;
  readonly score: number;
}

export interface RecallOptions {
  /** How many turns at most. Default 5. */
  readonly k?: number;
  /** When the question is asked, ISO 8601: what "last month" and a month without a year are counted from. */
  readonly now?: string;
}

export interface RecallIndex {
  /** In the order in which they were said, session by session. */
  add(turn: RememberedTurn): void;
  /** The turns that most likely hold the answer, best first. */
  recall(question: string, options?: RecallOptions): Recalled[];
  readonly size: number;
}

/** How much each kind of evidence counts; settled on dialogues of our own (docs/memory.md). */
export interface RecallWeights {
  /** Likeness of meaning beside likeness of words. */
  readonly dense: number;
  /** What the turn before, and the one after, say on the matter: answers leave out what the question said. */
  readonly before: number;
  readonly after: number;
  /** The whole session's bearing on the matter. */
  readonly session: number;
  /** Said by the person asked about. */
  readonly speaker: number;
  /** A pure question holds no answer. */
  readonly asking: number;
  readonly time: number;
}

export const RECALL_WEIGHTS: RecallWeights = { dense: 0.6, before: 0.5, after: 0.1, session: 0.3, speaker: 0.7, asking: 0.2, time: 0.2 };

interface IndexedTurn {
  readonly turn: RememberedTurn;
  readonly speaker: string;
  readonly asks: boolean;
  readonly time: TurnTime;
}

export function createRecallIndex(vectors: WordVectors | null, weights = RECALL_WEIGHTS): RecallIndex {
  const turns: IndexedTurn[] = [];
  /** The turn that each passage is of. */
  const passages: number[] = [];
  const lexical: Lexical = createLexical(vectors);
  const dense: Dense | null = vectors === null ? null : createDense(vectors);
  const sessions = new Map<string, number[]>();
  const roles = new Set<string>();

  return {
    get size() {
      return turns.length;
    },
    add(turn) {
      const at = turns.push({ turn, speaker: turn.role.toLowerCase(), asks: isQuestion(turn.text), time: timeOf(turn) }) - 1;
      const inSession = sessions.get(turn.sessionId);
      if (inSession === undefined) sessions.set(turn.sessionId, [at]);
      else inSession.push(at);
      roles.add(turn.role.toLowerCase());
      for (const passage of passagesOf(turn.text)) {
        passages.push(at);
        lexical.add(passage);
        dense?.add(passage);
      }
    },
    recall(text, { k = 5, now } = {}) {
      const question = readQuestion(text, roles, now);
      const words = scaled(lexical.score(question.terms));
      const meaning = dense === null ? null : dense.score(question.terms, (term) => lexical.rarity(term.stem));
      const own = new Float64Array(turns.length);
      passages.forEach((turn, i) => {
        own[turn] = Math.max(own[turn] ?? 0, (words[i] ?? 0) + weights.dense * Math.max(0, meaning?.[i] ?? 0));
      });
      const scores = withContext(own, sessions, weights);
      turns.forEach(({ speaker, asks, time }, i) => {
        let factor = 1 + weights.time * timeFit(question, time);
        if (question.speakers.has(speaker)) factor += weights.speaker;
        if (asks) factor -= weights.asking;
        scores[i] = (scores[i] ?? 0) * factor;
      });
      return best(scores, k).flatMap((i) => {
        const found = turns[i];
        return found === undefined ? [] : [{ turn: found.turn, score: scores[i] ?? 0 }];
      });
    },
  };
}

/** Longer turns are many things said: they count as the best of their passages. */
const PASSAGE_CHARS = 400;

function passagesOf(text: string): string[] {
  const passages: string[] = [];
  for (const sentence of text.split(/(?<=[.!?…])\s+|\n+/)) {
    const last = passages.at(-1);
    if (last !== undefined && last.length + sentence.length < PASSAGE_CHARS) passages[passages.length - 1] = `${last} ${sentence}`;
    else passages.push(sentence);
  }
  return passages.length === 0 ? [''] : passages;
}

/** Each turn with a part of what its neighbours and its session score. */
function withContext(own: Float64Array, sessions: ReadonlyMap<string, readonly number[]>, weights: RecallWeights): Float64Array {
  const scores = Float64Array.from(own);
  for (const members of sessions.values()) {
    const whole = best(own, 3, members).reduce((sum, i) => sum + (own[i] ?? 0), 0) / 3;
    members.forEach((i, position) => {
      const before = own[members[position - 1] ?? -1] ?? 0;
      const after = own[members[position + 1] ?? -1] ?? 0;
      scores[i] = (own[i] ?? 0) + weights.before * before + weights.after * after + weights.session * whole;
    });
  }
  return scores;
}

function isQuestion(text: string): boolean {
  const sentences = text.split(/(?<=[.!?])\s+/).filter((sentence) => sentence.trim() !== '');
  return sentences.length > 0 && sentences.filter((sentence) => sentence.trim().endsWith('?')).length * 2 > sentences.length;
}

function scaled(scores: Float64Array): Float64Array {
  const most = scores.reduce((max, score) => Math.max(max, score), 0);
  return most === 0 ? scores : scores.map((score) => score / most);
}

/** Places of the `k` highest scores above nothing, highest first. @param among left out: all. */
function best(scores: Float64Array, k: number, among: Iterable<number> = scores.keys()): number[] {
  const found: number[] = [];
  for (const i of among) {
    const score = scores[i] ?? 0;
    if (score <= 0 || (found.length === k && score <= (scores[found[k - 1] ?? -1] ?? 0))) continue;
    let at = found.length;
    while (at > 0 && (scores[found[at - 1] ?? -1] ?? 0) < score) at--;
    found.splice(at, 0, i);
    if (found.length > k) found.pop();
  }
  return found;
}
