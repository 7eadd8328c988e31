import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { openHouse } from '../../cli/ask/open-house.ts';
import { loadConfigStrictly } from '../../host/config.ts';
import { createLog } from '../../host/log.ts';
import { type EvalResult, isRight, readEvalSet, runEval, scoreOf } from './venue-questions.ts';
import { openVenueSets, type VenueSet } from './venue-sets.ts';

const SETS = join(import.meta.dirname, 'venue');

/**
 * `npm run eval -- venue [DIR|SET.jsonl] [--data DIR] [--samples DIR]`: score by set and kind, wrong answers,
 * time a turn. A folder holds sets and a sets.json; sets whose venue is not at hand are skipped. Fails under 90 %.
 */
export async function run(args: readonly string[]): Promise<void> {
  const option = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const taken = new Set([option('--data'), option('--samples')]);
  const target = args.find((arg) => !arg.startsWith('--') && !taken.has(arg)) ?? SETS;
  const dataDir = option('--data');
  if (dataDir !== undefined) return finish(await runSet({ name: basename(target, '.jsonl'), path: target, dataDir }));
  const single = !statSync(target).isDirectory();
  const house = openVenueSets(single ? dirname(target) : target, option('--samples'), single ? basename(target) : undefined);
  try {
    const all: EvalResult[] = [];
    for (const set of house.sets) {
      if (set.dataDir === null) console.log(`skipped ${set.name}: ${set.missing}`);
      else all.push(...(await runSet(set)));
    }
    finish(all);
  } finally {
    house.close();
  }
}

async function runSet({ name, path, dataDir }: VenueSet): Promise<readonly EvalResult[]> {
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), 'foyer-eval-'));
  const house = await openHouse({ dataDir: folder, config: loadConfigStrictly({ dataDir: folder }), log: createLog({ level: 'warn' }) });
  try {
    const lines = readEvalSet(path);
    for (const day of new Set(lines.map((line) => line.now.slice(0, 10)))) await house.warmUp(`${day}T10:00`);
    const results = await runEval(lines, house.openAgent, house.here);
    for (const result of results.filter((one) => !isRight(one))) reportWrong(result);
    console.log(`${name.padEnd(16)} ${results.filter(isRight).length}/${results.length}\n`);
    return results;
  } finally {
    house.close();
    if (dataDir === null) rmSync(folder, { recursive: true, force: true });
  }
}

function reportWrong({ line, answer, missing, forbidden, tools }: EvalResult): void {
  console.log(`wrong  ${line.id ?? ''} [${line.kind}] ${line.question}`);
  console.log(`       ${answer}`);
  console.log(`       missing: ${missing.join('; ') || '-'}   forbidden: ${forbidden.join('; ') || '-'}   tools: ${tools.join(', ')}`);
}

function finish(results: readonly EvalResult[]): void {
  const score = scoreOf(results);
  for (const [kind, { right, of }] of score.byKind) console.log(`${kind.padEnd(16)} ${right}/${of}`);
  const ms = results.map((result) => result.ms).sort((a, b) => a - b);
  console.log(`all              ${(score.all * 100).toFixed(1)} % of ${results.length}`);
  console.log(`ms a turn        p50 ${at(ms, 0.5)}  p95 ${at(ms, 0.95)}`);
  process.exitCode = score.all >= 0.9 ? 0 : 1;
}

function at(sorted: readonly number[], share: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
}
