import type { Clock } from '../ports.ts';
import { runTool, TOOLS, type ToolCall, type ToolOutcome } from '../tools/registry.ts';
import { erasesGuest } from '../tools/remember.ts';
import type { ToolRun } from './agent.ts';
import type { ActResult, Understood } from './step.ts';

export interface Acted extends ActResult {
  readonly runs: readonly ToolRun[];
}

/**
 * Runs tools, in order. The only stage with effects: what makes work for staff runs when the guest
 * has confirmed this very call, and not otherwise, whoever planned it; the same for what cannot be undone.
 */
export async function act(turn: Understood, calls: readonly ToolCall[], clock: Clock, signal: AbortSignal): Promise<Acted> {
  const outcomes: ToolOutcome[] = [];
  const runs: ToolRun[] = [];
  for (const call of calls) {
    signal.throwIfAborted();
    if (needsYes(turn, call) && !isConfirmed(turn, call)) return { outcomes, runs, unconfirmed: call };
    const startedMs = clock.nowMs();
    outcomes.push(await runTool(call, turn.context, signal));
    runs.push({ name: call.name, input: call.input, ms: Math.round((clock.nowMs() - startedMs) * 100) / 100 });
  }
  return { outcomes, runs, unconfirmed: null };
}

function isConfirmed({ reading }: Understood, call: ToolCall): boolean {
  return reading.kind === 'call' && reading.confirmed === true && reading.calls.includes(call);
}

function needsYes(turn: Understood, call: ToolCall): boolean {
  if (call.name === 'forget') return erasesGuest(turn.context, call.input);
  return TOOLS[call.name].effect === 'request' && canRun(turn, call);
}

/** Nothing to confirm about a service that cannot be asked for: the tool itself says so. */
function canRun({ context }: Understood, call: ToolCall): boolean {
  return call.name !== 'hotel_service' || context.know.services.get(call.input.service)?.requestable !== false;
}
