import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { FoyerError } from '../../core/contract/errors.ts';
import { MAX_TURN_TEXT } from '../../core/memory/records.ts';
import type { GuestMemory } from '../../core/ports.ts';
import { createLog } from '../../host/log.ts';
import { createIds } from '../../host/system.ts';
import { createWordVectors } from '../../host/word-vectors.ts';
import { openGuestStore } from '../../native/sqlite/guest-store.ts';
import { printResult } from '../output.ts';
import { type BenchLine, momentOf, readBenchLine } from './bench-file.ts';

export interface BenchAnswer {
  readonly conversation: string;
  readonly id: string;
  readonly kind: string;
  /** Share of the evidence among the recalled items. */
  readonly recall: number;
  readonly items: readonly { readonly turn: string; readonly session: string; readonly score: number }[];
  readonly ms: number;
}

/** Keeps the conversations in a guest store of their own, asks it the questions, and prints what it found. */
export async function runMemoryBench(file: string, options: { readonly k: string; readonly json?: true }): Promise<void> {
  const k = Number(options.k);
  if (!Number.isInteger(k) || k < 1 || k > 1000) {
    throw new FoyerError(`--k is "${options.k}"`, { fault: 'operator', code: 'bad-k', remedy: 'Give a whole number from 1 to 1000.' });
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'foyer-memory-bench-'));
  const log = createLog({ level: 'warn' });
  const store = openGuestStore({ dataDir, companionId: 'bench', tenant: 'bench', ids: createIds(), log, vectors: createWordVectors(log) });
  const answers: BenchAnswer[] = [];
  const ingestMs: number[] = [];
  let turns = 0;
  try {
    let number = 0;
    for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
      number++;
      if (text.trim() === '') continue;
      const line = readBenchLine(file, number, text);
      const guest = randomBytes(12).toString('hex');
      store.setConsent(guest, 'remember', 'bench');
      const memory = store.open(guest);
      const names = ingest(memory, line, ingestMs);
      turns += names.size;
      answers.push(...ask(memory, line, names, k, line.id ?? String(number)));
      memory.close();
      if (process.stderr.isTTY) process.stderr.write(`\r${number} conversations, ${answers.length} questions`);
    }
  } finally {
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
    store.close();
    await rm(dataDir, { recursive: true, force: true });
  }
  if (answers.length === 0) {
    throw new FoyerError(`${file} has no question with evidence`, {
      fault: 'operator',
      code: 'bench-empty',
      remedy: 'Give at least one question with "evidence".',
    });
  }
  const figures = summarise(answers, ingestMs, turns, k);
  printResult(options.json === true ? JSON.stringify({ ...figures, answers }) : textOf(figures));
}

type Names = ReadonlyMap<string, { readonly turn: string; readonly session: string }>;

/** Turns in the order of the file; a session without a readable time stands an hour after the one before. */
function ingest(memory: GuestMemory, line: BenchLine, ms: number[]): Names {
  const names = new Map<string, { turn: string; session: string }>();
  let last = Date.UTC(2020, 0, 1);
  line.sessions.forEach((session, s) => {
    last = Date.parse(momentOf(session.time) ?? new Date(last + 3_600_000).toISOString());
    const turns = session.turns.flatMap((turn, t) =>
      partsOf(turn.text.trim()).map((text, part) => {
        const id = `${s}.${t}.${part}`;
        names.set(id, { turn: turn.id ?? `${session.id}:${t + 1}`, session: session.id });
        return { id, sessionId: String(s), role: turn.role.slice(0, 60) || 'user', text, at: new Date(last + t * 1000).toISOString() };
      }),
    );
    const startedMs = performance.now();
    memory.noteTurns(turns);
    ms.push(performance.now() - startedMs);
  });
  return names;
}

/** A turn longer than the store keeps in one comes in several. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  for (let from = 0; from < text.length; from += MAX_TURN_TEXT) parts.push(text.slice(from, from + MAX_TURN_TEXT));
  return parts;
}

function ask(memory: GuestMemory, line: BenchLine, names: Names, k: number, conversation: string): BenchAnswer[] {
  return line.questions.flatMap(({ id, question, time, evidence, kind }, q) => {
    if (evidence.length === 0) return [];
    const now = momentOf(time) ?? undefined;
    const startedMs = performance.now();
    const recalled = memory.recall(question, { k, ...(now === undefined ? {} : { now }) });
    const ms = performance.now() - startedMs;
    const items = recalled.map(({ turn, score }) => ({ turn: '', session: '', ...names.get(turn.id), score }));
    const wanted = [...new Set(evidence)];
    const found = wanted.filter((one) => items.some((item) => item.turn === one || item.session === one));
    return [{ conversation, id: id ?? String(q + 1), kind, recall: found.length / wanted.length, items, ms }];
  });
}

function summarise(answers: readonly BenchAnswer[], ingestMs: readonly number[], turns: number, k: number) {
  const kinds = [...new Set(answers.map(({ kind }) => kind))].sort();
  const of = (some: readonly BenchAnswer[]) => ({ questions: some.length, recall: mean(some.map(({ recall }) => recall)) });
  const recallMs = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  return {
    k,
    ...of(answers),
    byKind: Object.fromEntries(kinds.map((kind) => [kind, of(answers.filter((answer) => answer.kind === kind))])),
    turns,
    msPerIngestedTurn: ingestMs.reduce((sum, one) => sum + one, 0) / Math.max(1, turns),
    msPerRecall: { p50: at(recallMs, 0.5), p95: at(recallMs, 0.95), max: recallMs.at(-1) ?? 0 },
  };
}

function textOf({ k, questions, recall, byKind, turns, msPerIngestedTurn, msPerRecall }: ReturnType<typeof summarise>): string {
  const width = Math.max(8, ...Object.keys(byKind).map((kind) => kind.length));
  const row = (kind: string, of: { questions: number; recall: number }) =>
    `${kind.padEnd(width)}  ${String(of.questions).padStart(9)}  ${of.recall.toFixed(3).padStart(8)}`;
  return [
    `${'kind'.padEnd(width)}  questions  recall@${k}`,
    ...Object.entries(byKind).map(([kind, of]) => row(kind, of)),
    row('overall', { questions, recall }),
    `${turns} turns, ${msPerIngestedTurn.toFixed(2)} ms each to keep; recall ${msPerRecall.p50.toFixed(1)} ms p50, ${msPerRecall.p95.toFixed(1)} ms p95`,
  ].join('\n');
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, one) => sum + one, 0) / values.length;
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
