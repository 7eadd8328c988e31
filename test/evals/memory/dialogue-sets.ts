import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BenchLine, momentOf, readBenchLine } from '../../../cli/memory/bench-file.ts';
import type { RememberedTurn } from '../../../core/memory/recall/recall-index.ts';
import { readDialogue } from './read-dialogue.ts';

export type Dialogue = BenchLine & { readonly id: string };

export interface DialogueSets {
  /** What the weights are fitted to. */
  readonly train: readonly Dialogue[];
  /** Never fitted to: what recall is judged by. */
  readonly test: readonly Dialogue[];
}

const FOLDER = import.meta.dirname;

export function readDialogueSets(): DialogueSets {
  const short = readFileSync(join(FOLDER, 'dialogues.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line, i) => ({ id: String(i + 1), ...readBenchLine('dialogues.jsonl', i + 1, line) }) as Dialogue);
  const long = (name: string) => readDialogue(readFileSync(join(FOLDER, 'dialogues', `${name}.txt`), 'utf8'));
  return { train: [...short, long('guest'), long('family')], test: [long('friends'), long('assistant')] };
}

export function turnsOf({ sessions }: BenchLine): RememberedTurn[] {
  return sessions.flatMap((session) => {
    const started = Date.parse(momentOf(session.time) ?? '2020-01-01T00:00:00Z');
    return session.turns.map((turn, t) => ({
      id: turn.id ?? `${session.id}:${t + 1}`,
      sessionId: session.id,
      role: turn.role,
      text: turn.text,
      at: new Date(started + t * 1000).toISOString(),
    }));
  });
}
