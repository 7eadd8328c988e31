import type { Planner } from '../../core/agent/planner.ts';
import type { Log } from '../../core/ports.ts';
import type { LlmSettings } from './llm-settings.ts';

export function createLlmPlanner(_options: LlmSettings & { readonly log: Log }): Planner {
  throw new Error('not yet');
}
