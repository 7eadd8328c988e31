import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHouse } from '../../cli/ask/open-house.ts';
import { loadConfigStrictly } from '../../host/config.ts';
import { createLog } from '../../host/log.ts';
import { isRight, readEvalSet, runEval, scoreOf } from './venue-questions.ts';

/** `npm run eval -- venue [SET.jsonl] [--data DIR]`: score by kind, wrong answers, time a turn. Fails under 90 %. */
export async function run(args: readonly string[]): Promise<void> {
  const dataAt = args.indexOf('--data');
  const dataDir = dataAt === -1 ? undefined : args[dataAt + 1];
  const set = args.find((part, index) => part.endsWith('.jsonl') && (dataAt === -1 || index !== dataAt + 1));
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), 'foyer-eval-'));
  const house = await openHouse({ dataDir: folder, config: loadConfigStrictly({ dataDir: folder }), log: createLog({ level: 'warn' }) });
  try {
    const lines = readEvalSet(set ?? join(import.meta.dirname, 'venue-demo.jsonl'));
    for (const day of new Set(lines.map((line) => line.now.slice(0, 10)))) await house.warmUp(`${day}T10:00`);
    const results = await runEval(lines, house.openAgent, house.here);
    for (const result of results.filter((one) => !isRight(one))) {
      console.log(`wrong  ${result.line.id ?? ''} [${result.line.kind}] ${result.line.question}`);
      console.log(`       ${result.answer}`);
      console.log(
        `       missing: ${result.missing.join('; ') || '-'}   forbidden: ${result.forbidden.join('; ') || '-'}   tools: ${result.tools.join(', ')}`,
      );
    }
    const score = scoreOf(results);
    for (const [kind, { right, of }] of score.byKind) console.log(`${kind.padEnd(12)} ${right}/${of}`);
    const ms = results.map((result) => result.ms).sort((a, b) => a - b);
    console.log(`all          ${(score.all * 100).toFixed(1)} % of ${results.length}`);
    console.log(`ms a turn    p50 ${at(ms, 0.5)}  p95 ${at(ms, 0.95)}`);
    process.exitCode = score.all >= 0.9 ? 0 : 1;
  } finally {
    house.close();
    if (dataDir === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function at(sorted: readonly number[], share: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
}
