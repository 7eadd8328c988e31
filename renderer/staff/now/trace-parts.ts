import type { AgentStage, TraceStep } from '../../../core/contract/index.ts';

/** What a tool was given and what it gave, as a step has it. */
export interface ToolRow {
  readonly name: string;
  readonly ms: number | null;
  readonly found: boolean | null;
  readonly input: string;
  readonly output: string;
}

export interface StageShare {
  readonly stage: AgentStage;
  readonly ms: number;
  /** Of the turn, 0..1. */
  readonly share: number;
}

/** The time that each stage took in all, in the order in which they came. */
export function stageShares(steps: readonly TraceStep[]): readonly StageShare[] {
  const times = new Map<AgentStage, number>();
  for (const { stage, tookMs } of steps) times.set(stage, (times.get(stage) ?? 0) + tookMs);
  const total = [...times.values()].reduce((sum, ms) => sum + ms, 0);
  return [...times].map(([stage, ms]) => ({ stage, ms, share: total === 0 ? 0 : ms / total }));
}

/** In a few words, what the turn was about and who planned it. */
export function gistOf(steps: readonly TraceStep[]): { readonly wanted: string; readonly planner: string } {
  const planner = steps.findLast((step) => step.stage === 'plan')?.detail.planner;
  return { wanted: steps.find((step) => step.stage === 'reason')?.title ?? '', planner: typeof planner === 'string' ? planner : '' };
}

/** The tools that a step ran; empty for any other step. */
export function toolsOf({ stage, detail }: TraceStep): readonly ToolRow[] {
  if (stage !== 'act' || !Array.isArray(detail.tools)) return [];
  return detail.tools.filter(isRow).map(({ name, ms, found, input, output }) => ({
    name,
    ms: typeof ms === 'number' ? ms : null,
    found: typeof found === 'boolean' ? found : null,
    input: asText(input),
    output: asText(output),
  }));
}

function isRow(value: unknown): value is Readonly<Record<string, unknown>> & { readonly name: string } {
  return typeof value === 'object' && value !== null && typeof (value as { name?: unknown }).name === 'string';
}

function asText(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1);
}
