import type { ToolOutcome } from '../../tools/registry.ts';
import type { PlanRequest } from '../planner.ts';
import type { Slots } from './goal.ts';

/** The last outcome of a tool in this turn. */
export function given<N extends ToolOutcome['name']>(request: PlanRequest, name: N): Extract<ToolOutcome, { name: N }> | undefined {
  return request.rounds.flat().findLast((outcome): outcome is Extract<ToolOutcome, { name: N }> => outcome.name === name);
}

/** A slot as words; empty where it is not known. */
export function text(value: Slots[string] | undefined): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}
