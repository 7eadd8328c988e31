import { createRecallIndex } from '../../core/memory/recall/recall-index.ts';
import type { WordVectors } from '../../core/memory/recall/word-vectors.ts';
import { createLog } from '../../host/log.ts';
import { createWordVectors } from '../../host/word-vectors.ts';
import { type Dialogue, readDialogueSets, turnsOf } from './memory/dialogue-sets.ts';
import { runPersonas } from './memory/persona-run.ts';
import { makePersonas } from './memory/personas.ts';
import { createPlainBm25 } from './memory/plain-bm25.ts';

const PERSONAS = 24;
const SEED = 6;
const K = 5;
/** Under these, exit 1. */
const LEAST_PERSONAS = 0.9;
const LEAST_HELD_OUT = 0.65;

/** `npm run eval -- memory [--fit]`: personas, and dialogues by set and kind beside plain BM25. */
export async function run(args: readonly string[]): Promise<void> {
  const vectors = createWordVectors(createLog({ level: 'warn' }));
  const words = vectors();
  if (args.includes('--fit') && words !== null) {
    const { fitWeights } = await import('./memory/fit-weights.ts');
    fitWeights(words);
    console.log('wrote core/memory/recall/weights.ts; run again without --fit to judge them');
    return;
  }
  const personas = judgePersonas(vectors);
  const { train, test } = readDialogueSets();
  judgeDialogues('fitted to', train, words);
  const heldOut = judgeDialogues('held out', test, words);
  if (personas.recall < LEAST_PERSONAS || personas.leaks > 0 || heldOut < LEAST_HELD_OUT) process.exitCode = 1;
}

function judgePersonas(vectors: () => WordVectors | null): { readonly recall: number; readonly leaks: number } {
  const results = runPersonas(makePersonas(PERSONAS, SEED), vectors);
  const recall = mean(results.flatMap((result) => (result.recall === null ? [] : [result.recall])));
  const leaks = results.filter(({ leak }) => leak).length;
  for (const kind of ['fact', 'matter', 'update']) {
    const some = results.filter((result) => result.question.kind === kind && result.recall !== null);
    console.log(row(`personas, ${kind}`, some.length, mean(some.map((result) => result.recall ?? 0))));
  }
  console.log(`${row('personas', results.length, recall)}  stale leaks ${leaks} of ${results.length} (at least ${LEAST_PERSONAS}, none)\n`);
  return { recall, leaks };
}

function judgeDialogues(name: string, dialogues: readonly Dialogue[], words: WordVectors | null): number {
  const scores = dialogues.flatMap((dialogue) => scoresOf(dialogue, words));
  console.log(`${name}: ${dialogues.map(({ id }) => id).join('; ')}`);
  const line = (label: string, some: typeof scores) =>
    console.log(
      `${row(label, some.length, mean(some.map(({ ours }) => ours)))}  plain BM25 ${mean(some.map(({ plain }) => plain)).toFixed(3)}`,
    );
  for (const kind of new Set(scores.map((score) => score.kind)))
    line(
      `  ${kind}`,
      scores.filter((score) => score.kind === kind),
    );
  line('  overall', scores);
  console.log('');
  return mean(scores.map(({ ours }) => ours));
}

function scoresOf(dialogue: Dialogue, words: WordVectors | null) {
  const index = createRecallIndex(words);
  const turns = turnsOf(dialogue);
  for (const turn of turns) index.add(turn);
  const plain = createPlainBm25(turns);
  return dialogue.questions.map(({ kind, question, evidence }) => {
    const wanted = [...new Set(evidence)];
    const share = (found: readonly { readonly id: string }[]) =>
      wanted.filter((id) => found.some((turn) => turn.id === id)).length / wanted.length;
    return { kind, ours: share(index.recall(question, { k: K }).map(({ turn }) => turn)), plain: share(plain(question, K)) };
  });
}

function row(label: string, count: number, recall: number): string {
  return `${label.padEnd(20)} ${String(count).padStart(4)} questions  recall@${K} ${recall.toFixed(3)}`;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, one) => sum + one, 0) / values.length;
}
