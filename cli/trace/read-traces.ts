import { readFileSync, statSync } from 'node:fs';
import { FoyerError } from '../../core/contract/errors.ts';
import { type TurnTrace, turnTraceSchema } from '../../core/contract/index.ts';

const MAX_BYTES = 1_000_000_000;

export interface ReadTraces {
  readonly turns: readonly TurnTrace[];
  /** Numbers of lines that are no turn: a kiosk was switched off while it wrote, or somebody edited the file. */
  readonly broken: readonly number[];
}

/** @throws FoyerError "trace-unreadable" where the file cannot be read or holds no turn. */
export function readTraces(file: string): ReadTraces {
  const turns: TurnTrace[] = [];
  const broken: number[] = [];
  for (const [index, line] of textOf(file).split('\n').entries()) {
    if (line.trim() === '') continue;
    const read = turnTraceSchema.safeParse(parse(line));
    if (read.success) turns.push(read.data);
    else broken.push(index + 1);
  }
  if (turns.length === 0) throw unreadable(file, 'holds no recorded turn');
  return { turns, broken };
}

function textOf(file: string): string {
  try {
    const { size } = statSync(file);
    if (size <= MAX_BYTES) return readFileSync(file, 'utf8');
  } catch (cause) {
    throw unreadable(file, 'cannot be read', cause);
  }
  throw unreadable(file, `is larger than ${MAX_BYTES} bytes`);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function unreadable(file: string, why: string, cause?: unknown): FoyerError {
  return new FoyerError(`${file} ${why}`, {
    fault: 'operator',
    code: 'trace-unreadable',
    remedy: 'Give a .jsonl file of traces/ in the data directory; a kiosk writes them while traces.enabled is true.',
    cause,
  });
}
