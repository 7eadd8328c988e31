import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { momentOf } from '../../../cli/memory/bench-file.ts';
import { EVIDENCE } from '../../../core/memory/recall/evidence.ts';
import { createRecallIndex } from '../../../core/memory/recall/recall-index.ts';
import type { WordVectors } from '../../../core/memory/recall/word-vectors.ts';
import { type Dialogue, readDialogueSets, turnsOf } from './dialogue-sets.ts';

const FILE = join(import.meta.dirname, '../../../core/memory/recall/weights.ts');
const STEPS = 150;
const RATE = 0.3;
const DECAY = 0.02;

interface Example {
  readonly rows: readonly Float64Array[];
  readonly places: readonly number[];
}

/**
 * Fits the weights of recall so that evidence stands out from all other turns: the softmax over a question's turns as in
 * Cao et al., "Learning to Rank: From Pairwise Approach to Listwise Approach" (2007), by Adam, weights kept small.
 * Each dialogue counts twice: by itself, and among another's turns in the same speakers' names.
 */
export function fitWeights(vectors: WordVectors): void {
  const { train } = readDialogueSets();
  const examples = train.flatMap((dialogue, i) => [
    ...examplesOf(dialogue, vectors),
    ...examplesOf(amongOthers(dialogue, train[(i + 2) % train.length] ?? dialogue), vectors),
  ]);
  const spread = EVIDENCE.map((_, e) => deviation(examples.flatMap(({ rows }) => rows.map((row) => row[e] ?? 0))));
  const scaled = examples.map(({ rows, places }) => ({ places, rows: rows.map((row) => row.map((value, e) => value / (spread[e] ?? 1))) }));
  const weights = descend(scaled);
  const lines = EVIDENCE.map((kind, e) => `  ${kind}: ${Number(((weights[e] ?? 0) / (spread[e] ?? 1)).toFixed(2))},`);
  writeFileSync(FILE, `${HEAD}${lines.join('\n')}\n};\n`);
}

const HEAD = `import type { EvidenceKind } from './evidence.ts';

export type RecallWeights = Readonly<Record<EvidenceKind, number>>;

/** Fitted to dialogues of our own by \`npm run eval -- memory --fit\`; how, and how well they do: docs/memory.md. */
export const RECALL_WEIGHTS: RecallWeights = {
`;

function examplesOf(dialogue: Dialogue, vectors: WordVectors): Example[] {
  const index = createRecallIndex(vectors);
  const turns = turnsOf(dialogue);
  for (const turn of turns) index.add(turn);
  return dialogue.questions
    .map(({ question, time, evidence }) => {
      const found = index.evidence(question, momentOf(time) ?? undefined);
      return { rows: found.map(({ row }) => row), places: found.flatMap(({ turnId }, i) => (evidence.includes(turnId) ? [i] : [])) };
    })
    .filter(({ places }) => places.length > 0);
}

function amongOthers(dialogue: Dialogue, other: Dialogue): Dialogue {
  const roles = rolesOf(dialogue);
  const theirs = rolesOf(other);
  const sessions = other.sessions.map((session) => ({
    ...session,
    id: `other ${session.id}`,
    turns: session.turns.map((turn) => ({ ...turn, id: `other ${turn.id}`, role: roles[theirs.indexOf(turn.role) % roles.length] ?? '' })),
  }));
  return { ...dialogue, sessions: [...dialogue.sessions, ...sessions] };
}

function rolesOf({ sessions }: Dialogue): string[] {
  return [...new Set(sessions.flatMap(({ turns }) => turns.map(({ role }) => role)))];
}

/** Adam: Kingma and Ba (2015). */
function descend(examples: readonly Example[]): Float64Array {
  const weights = new Float64Array(EVIDENCE.length);
  const first = new Float64Array(EVIDENCE.length);
  const second = new Float64Array(EVIDENCE.length);
  for (let step = 1; step <= STEPS; step++) {
    const gradient = weights.map((weight) => DECAY * weight);
    for (const example of examples) addGradient(example, weights, gradient, 1 / examples.length);
    const rate = RATE * (1 - (0.9 * step) / STEPS);
    gradient.forEach((slope, e) => {
      first[e] = 0.9 * (first[e] ?? 0) + 0.1 * slope;
      second[e] = 0.99 * (second[e] ?? 0) + 0.01 * slope * slope;
      const [mean, square] = [(first[e] ?? 0) / (1 - 0.9 ** step), (second[e] ?? 0) / (1 - 0.99 ** step)];
      weights[e] = (weights[e] ?? 0) - (rate * mean) / (Math.sqrt(square) + 1e-8);
    });
  }
  return weights;
}

function addGradient({ rows, places }: Example, weights: Float64Array, gradient: Float64Array, share: number): void {
  const scores = rows.map((row) => row.reduce((sum, value, e) => sum + value * (weights[e] ?? 0), 0));
  const most = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const odds = scores.map((score) => Math.exp(score - most));
  const all = odds.reduce((sum, one) => sum + one, 0);
  rows.forEach((row, i) => {
    const pull = share * ((odds[i] ?? 0) / all - (places.includes(i) ? 1 / places.length : 0));
    for (let e = 0; e < row.length; e++) gradient[e] = (gradient[e] ?? 0) + pull * (row[e] ?? 0);
  });
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  const square = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length;
  return Math.sqrt(square) || 1;
}
