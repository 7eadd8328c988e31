import { createDense } from './dense.ts';
import { EVIDENCE, type EvidenceTable, type IndexedTurn, weighEvidence } from './evidence.ts';
import { createLexical } from './lexical.ts';
import { readQuestion } from './question.ts';
import { tellingOf } from './telling.ts';
import { dayOf } from './time.ts';
import { RECALL_WEIGHTS } from './weights.ts';
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
  /** The turns that most likely hold the answer, best first; none where nothing bears on the question. */
  recall(question: string, options?: RecallOptions): Recalled[];
  /** What speaks for each turn, for fitting the weights. */
  evidence(question: string, now?: string): EvidenceTable;
  readonly size: number;
}

export function createRecallIndex(vectors: WordVectors | null, weights = RECALL_WEIGHTS): RecallIndex {
  const turns: RememberedTurn[] = [];
  const indexed: IndexedTurn[] = [];
  const lexical = createLexical(vectors);
  const dense = vectors === null ? null : createDense(vectors);
  /** The number of each session and its last turn. */
  const sessions = new Map<string, { readonly number: number; last: number }>();
  const roles = new Set<string>();

  function evidence(text: string, now?: string): EvidenceTable {
    const question = readQuestion(text, roles, now);
    const meaning = dense?.match(question.terms, ({ stem }) => lexical.rarity(stem)) ?? new Float64Array(turns.length);
    return weighEvidence(question, indexed, lexical.match(question.terms), meaning);
  }

  return {
    get size() {
      return turns.length;
    },
    add(turn) {
      const at = turns.push(turn) - 1;
      const session = sessions.get(turn.sessionId) ?? { number: sessions.size, last: -1 };
      sessions.set(turn.sessionId, session);
      const previous = indexed[session.last];
      if (previous !== undefined) previous.after = at;
      const speaker = turn.role.toLowerCase();
      roles.add(speaker);
      indexed.push({
        speaker,
        saidOn: dayOf(turn.at),
        telling: tellingOf(turn.text),
        session: session.number,
        before: session.last,
        after: -1,
      });
      session.last = at;
      for (const passage of passagesOf(turn.text)) {
        lexical.add(at, passage);
        dense?.add(at, passage);
      }
    },
    evidence,
    recall(text, { k = 5, now } = {}) {
      const table = evidence(text, now);
      const scores = new Float64Array(turns.length);
      for (const kind of EVIDENCE) {
        const weight = weights[kind];
        const column = table[kind];
        if (weight !== 0) for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] ?? 0) + weight * (column[i] ?? 0);
      }
      // What was said when, and by whom, ranks what bears on the question; by itself it bears on nothing.
      const bears = (i: number) => (table.window[i] ?? 0) > 0 || (table.meaning[i] ?? 0) > BEARS_FROM;
      return best(scores, k, bears).flatMap((i) => {
        const turn = turns[i];
        return turn === undefined ? [] : [{ turn, score: scores[i] ?? 0 }];
      });
    },
  };
}
const BEARS_FROM = 0.2;

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

/** Places of the `k` highest scores, highest first. */
function best(scores: Float64Array, k: number, counts: (i: number) => boolean): number[] {
  const found: number[] = [];
  scores.forEach((score, i) => {
    if ((found.length === k && score <= (scores[found[k - 1] ?? -1] ?? 0)) || !counts(i)) return;
    let at = found.length;
    while (at > 0 && (scores[found[at - 1] ?? -1] ?? 0) < score) at--;
    found.splice(at, 0, i);
    if (found.length > k) found.pop();
  });
  return found;
}
