import { createDense } from './dense.ts';
import { EVIDENCE, type IndexedTurns, weighEvidence } from './evidence.ts';
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
  recall(question: string, options?: RecallOptions & { readonly stands?: (turn: RememberedTurn) => boolean }): Recalled[];
  /** What speaks for each turn, one row each in the order of EVIDENCE, for fitting the weights. */
  evidence(question: string, now?: string): Float64Array[];
  readonly size: number;
}

export function createRecallIndex(vectors: WordVectors | null, weights = RECALL_WEIGHTS): RecallIndex {
  const turns: RememberedTurn[] = [];
  const indexed: IndexedTurns = { speakers: [], saidOn: [], telling: [], session: [], before: [], after: [] };
  const lexical = createLexical(vectors);
  const dense = vectors === null ? null : createDense(vectors);
  /** The number of each session and its last turn. */
  const sessions = new Map<string, { readonly number: number; last: number }>();
  const roles = new Set<string>();
  const weightOf = EVIDENCE.map((kind) => weights[kind]);

  function weigh(text: string, now: string | undefined, visit: Parameters<typeof weighEvidence>[4]): void {
    const question = readQuestion(text, roles, now);
    const meaning = dense?.match(question.terms, ({ stem }) => lexical.rarity(stem)) ?? new Float64Array(turns.length);
    weighEvidence(question, indexed, lexical.match(question.terms), meaning, visit);
  }

  return {
    get size() {
      return turns.length;
    },
    add(turn) {
      const at = turns.push(turn) - 1;
      const session = sessions.get(turn.sessionId) ?? { number: sessions.size, last: -1 };
      sessions.set(turn.sessionId, session);
      if (session.last >= 0) indexed.after[session.last] = at;
      const speaker = turn.role.toLowerCase();
      roles.add(speaker);
      indexed.speakers.push(speaker);
      indexed.saidOn.push(dayOf(turn.at));
      indexed.telling.push(tellingOf(turn.text));
      indexed.session.push(session.number);
      indexed.before.push(session.last);
      indexed.after.push(-1);
      session.last = at;
      for (const passage of passagesOf(turn.text)) {
        lexical.add(at, passage);
        dense?.add(at, passage);
      }
    },
    evidence(text, now) {
      const rows: Float64Array[] = [];
      weigh(text, now, (_, row) => void rows.push(row.slice()));
      return rows;
    },
    recall(text, { k = 5, now, stands } = {}) {
      const best = createBest(k, (place) => stands === undefined || stands(turns[place] as RememberedTurn));
      weigh(text, now, (turn, row, bears) => {
        // What was said when, and by whom, ranks what bears on the question; by itself it bears on nothing.
        if (!bears) return;
        let score = 0;
        for (let e = 0; e < row.length; e++) score += (row[e] ?? 0) * (weightOf[e] ?? 0);
        best.offer(turn, score);
      });
      return best.taken.flatMap(({ item, score }) => {
        const turn = turns[item];
        return turn === undefined ? [] : [{ turn, score }];
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

/** Keeps the `k` of highest score, highest first. */
function createBest(k: number, counts: (item: number) => boolean) {
  const taken: { readonly item: number; readonly score: number }[] = [];
  return {
    taken,
    offer(item: number, score: number): void {
      if (taken.length === k && score <= (taken[k - 1]?.score ?? 0)) return;
      if (!counts(item)) return;
      let at = taken.length;
      while (at > 0 && (taken[at - 1]?.score ?? 0) < score) at--;
      taken.splice(at, 0, { item, score });
      if (taken.length > k) taken.pop();
    },
  };
}
