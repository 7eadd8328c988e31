import { createDense } from './dense.ts';
import { EVIDENCE, type IndexedPassages, weighEvidence } from './evidence.ts';
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
  /** What speaks for each passage that bears on the question, and the turn it is of, in the order of EVIDENCE, for fitting the weights. */
  evidence(question: string, now?: string): { readonly turnId: string; readonly row: Float64Array }[];
  readonly size: number;
}

export function createRecallIndex(vectors: WordVectors | null, weights = RECALL_WEIGHTS): RecallIndex {
  let size = 0;
  /** The turn that each passage is of. */
  const turnOf: RememberedTurn[] = [];
  const indexed: IndexedPassages = { speakers: [], saidOn: [], telling: [], session: [], before: [], after: [] };
  const lexical = createLexical(vectors);
  const dense = vectors === null ? null : createDense(vectors);
  /** The number of each session, and the passages of its last turn. */
  const sessions = new Map<string, { readonly number: number; last: readonly number[] }>();
  const roles = new Set<string>();
  const weightOf = EVIDENCE.map((kind) => weights[kind]);

  function weigh(text: string, now: string | undefined, visit: Parameters<typeof weighEvidence>[4]): void {
    const question = readQuestion(text.slice(0, MOST_ASKED_CHARS), roles, now);
    const meaning = dense?.match(question.terms, ({ stem }) => lexical.rarity(stem)) ?? new Float64Array(turnOf.length);
    weighEvidence(question, indexed, lexical.match(question.terms), meaning, visit);
  }

  return {
    get size() {
      return size;
    },
    add(turn) {
      size++;
      const speaker = turn.role.toLowerCase();
      roles.add(speaker);
      const session = sessions.get(turn.sessionId) ?? { number: sessions.size, last: [] };
      sessions.set(turn.sessionId, session);
      const first = turnOf.length;
      for (const passage of session.last) indexed.after[passage] = first;
      for (const text of passagesOf(turn.text)) {
        const passage = turnOf.push(turn) - 1;
        indexed.speakers.push(speaker);
        indexed.saidOn.push(dayOf(turn.at));
        indexed.telling.push(tellingOf(text));
        indexed.session.push(session.number);
        indexed.before.push(session.last.at(-1) ?? -1);
        indexed.after.push(-1);
        lexical.add(passage, text);
        dense?.add(passage, text);
      }
      session.last = Array.from({ length: turnOf.length - first }, (_, i) => first + i);
    },
    evidence(text, now) {
      const rows: { turnId: string; row: Float64Array }[] = [];
      weigh(text, now, (passage, row) => void rows.push({ turnId: turnOf[passage]?.id ?? '', row: row.slice() }));
      return rows;
    },
    recall(text, { k = 5, now, stands = () => true } = {}) {
      const best = createBest(k);
      weigh(text, now, (passage, row) => {
        const turn = turnOf[passage];
        if (turn === undefined) return;
        let score = 0;
        for (let e = 0; e < row.length; e++) score += (row[e] ?? 0) * (weightOf[e] ?? 0);
        if (best.takes(score) && stands(turn)) best.offer({ turn, score });
      });
      return best.taken;
    },
  };
}

/** Nobody asks longer questions; whoever sends one must not hold up the kiosk. */
const MOST_ASKED_CHARS = 1000;

/** Longer turns are many things said. */
const PASSAGE_CHARS = 250;

function passagesOf(text: string): string[] {
  const passages: string[] = [];
  for (const sentence of text.split(/(?<=[.!?…])\s+|\n+/)) {
    const last = passages.at(-1);
    if (last !== undefined && last.length + sentence.length < PASSAGE_CHARS) passages[passages.length - 1] = `${last} ${sentence}`;
    else passages.push(sentence);
  }
  return passages.length === 0 ? [''] : passages;
}

/** Keeps the `k` turns of highest score, highest first; a turn counts as the best of its passages. */
function createBest(k: number) {
  const taken: Recalled[] = [];
  return {
    taken,
    takes: (score: number) => taken.length < k || score > (taken[k - 1]?.score ?? 0),
    offer(found: Recalled): void {
      const same = taken.findIndex(({ turn }) => turn === found.turn);
      if (same >= 0 && (taken[same]?.score ?? 0) >= found.score) return;
      if (same >= 0) taken.splice(same, 1);
      let at = taken.length;
      while (at > 0 && (taken[at - 1]?.score ?? 0) < found.score) at--;
      taken.splice(at, 0, found);
      if (taken.length > k) taken.pop();
    },
  };
}
