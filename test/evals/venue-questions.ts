import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Agent, TurnInput } from '../../core/agent/agent.ts';
import { collectAnswer } from '../../core/agent/collect-answer.ts';

/**
 * One question of an evaluation set. Every text of `answer_contains` must be in the answer, none of
 * `answer_not_contains`; "a|b" stands for either. Lines of one session are one conversation.
 */
const evalLineSchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  kind: z.string().default('other'),
  question: z.string().min(1),
  now: z.string(),
  lang: z.string().default('en'),
  session: z.string().optional(),
  answer_contains: z.array(z.string()).default([]),
  answer_not_contains: z.array(z.string()).default([]),
});
export type EvalLine = z.infer<typeof evalLineSchema>;

export interface EvalResult {
  readonly line: EvalLine;
  readonly answer: string;
  readonly tools: readonly string[];
  readonly missing: readonly string[];
  readonly forbidden: readonly string[];
  readonly ms: number;
}

export function readEvalSet(path: string): EvalLine[] {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.map((line) => evalLineSchema.parse(JSON.parse(line)));
}

export async function runEval(
  lines: readonly EvalLine[],
  openAgent: (now: string) => Agent,
  here: TurnInput['here'],
): Promise<EvalResult[]> {
  const sessions = new Map<string, Agent>();
  const results: EvalResult[] = [];
  for (const [turn, line] of lines.entries()) {
    const agent = (line.session === undefined ? undefined : sessions.get(line.session)) ?? openAgent(line.now);
    if (line.session !== undefined) sessions.set(line.session, agent);
    const startedMs = performance.now();
    const result = await collectAnswer(
      agent,
      {
        sessionId: line.session ?? `eval-${turn}`,
        turn,
        text: line.question,
        source: 'typed',
        locale: line.lang,
        now: line.now,
        here,
        memory: null,
      },
      AbortSignal.timeout(30_000),
    );
    const has = (wanted: string) => wanted.split('|').some((text) => result.answer.toLowerCase().includes(text.toLowerCase()));
    results.push({
      line,
      answer: result.answer,
      tools: result.tools.map((tool) => tool.name),
      missing: line.answer_contains.filter((wanted) => !has(wanted)),
      forbidden: line.answer_not_contains.filter(has),
      ms: performance.now() - startedMs,
    });
  }
  return results;
}

export function isRight(result: EvalResult): boolean {
  return result.missing.length === 0 && result.forbidden.length === 0;
}

/** Share of right answers, and by kind. */
export function scoreOf(results: readonly EvalResult[]): {
  readonly all: number;
  readonly byKind: ReadonlyMap<string, { right: number; of: number }>;
} {
  const byKind = new Map<string, { right: number; of: number }>();
  for (const result of results) {
    const kind = byKind.get(result.line.kind) ?? { right: 0, of: 0 };
    byKind.set(result.line.kind, { right: kind.right + (isRight(result) ? 1 : 0), of: kind.of + 1 });
  }
  return { all: results.filter(isRight).length / Math.max(1, results.length), byKind };
}
