import { wholeNumber } from '../bench/support/options.ts';
import { print, progress, table } from '../bench/support/report.ts';
import { importMutated, type Outcome, sessionsOf } from '../fixtures/import-invariants.ts';
import { IMPORT_SEEDS } from '../fixtures/import-seeds.ts';
import { runBroken } from './import-broken.ts';

const USUAL = 2000;

/**
 * `npm run eval -- import [--mutations N]`: mutated small files of each format. `npm run eval -- import --broken PATH…`: files of
 * one's own with 1 % of their rows broken. Exit 1 when a rule is broken.
 */
export async function run(args: readonly string[]): Promise<void> {
  const brokenAt = args.indexOf('--broken');
  if (brokenAt >= 0) {
    process.exitCode = runBroken(args.slice(brokenAt + 1)) ? 0 : 1;
    return;
  }
  const at = args.indexOf('--mutations');
  process.exitCode = runMutations(wholeNumber(at < 0 ? undefined : args[at + 1], USUAL, [1, 1_000_000])) ? 0 : 1;
}

interface Row {
  readonly counts: Record<Outcome, number>;
  broken: number;
  slowestMs: number;
}

function runMutations(total: number): boolean {
  const rows = new Map<string, Row>();
  const failures: string[] = [];
  const each = Math.ceil(total / IMPORT_SEEDS.length);
  for (const seed of IMPORT_SEEDS) {
    const row: Row = { counts: { publishable: 0, blocked: 0, refused: 0 }, broken: 0, slowestMs: 0 };
    rows.set(seed.format, row);
    const sessions = sessionsOf(seed);
    for (let number = 1; number <= each; number += 1) {
      const before = performance.now();
      try {
        row.counts[importMutated(seed, sessions, number)] += 1;
      } catch (error) {
        row.broken += 1;
        failures.push(error instanceof Error ? `${error.message}\n${stackOf(error.cause)}` : String(error));
      }
      row.slowestMs = Math.max(row.slowestMs, performance.now() - before);
    }
    progress(`${seed.format}: ${each} done`);
  }
  const head = ['format', 'mutations', 'publishable', 'blocked', 'refused', 'rule broken', 'slowest ms'];
  const body = [...rows].map(([format, { counts, broken, slowestMs }]) =>
    [format, each, counts.publishable, counts.blocked, counts.refused, broken, Math.round(slowestMs)].map(String),
  );
  print(table([head, ...body]));
  for (const failure of failures.slice(0, 20)) print(failure);
  return failures.length === 0;
}

function stackOf(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? '').split('\n').slice(1, 6).join('\n') : '';
}
