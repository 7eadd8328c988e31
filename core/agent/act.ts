import type { Clock } from '../ports.ts';
import { runTool, TOOLS, type ToolCall, type ToolOutcome } from '../tools/registry.ts';
import { erasesGuest } from '../tools/remember.ts';
import type { ToolRun } from './agent.ts';
import type { ActResult, Understood } from './step.ts';

export interface Acted extends ActResult {
  readonly runs: readonly ToolRun[];
}

/**
 * Runs tools, in order; those that only read, beside each other. The only stage with effects: what makes work for staff
 * runs when the guest has confirmed this very call, and not otherwise, whoever planned it; the same for what cannot be undone.
 */
export async function act(turn: Understood, calls: readonly ToolCall[], clock: Clock, signal: AbortSignal): Promise<Acted> {
  const outcomes: ToolOutcome[] = [];
  const runs: ToolRun[] = [];
  for (const together of inGroups(calls)) {
    signal.throwIfAborted();
    const waiting = together.find((call) => needsYes(turn, call) && !isConfirmed(turn, call));
    if (waiting !== undefined) return { outcomes, runs, unconfirmed: waiting };
    for (const { outcome, run } of await Promise.all(together.map((call) => runTimed(call, turn, clock, signal)))) {
      outcomes.push(outcome);
      runs.push(run);
    }
  }
  return { outcomes, runs, unconfirmed: null };
}

/** Neighbours that only read stand together; anything else stands alone. */
function inGroups(calls: readonly ToolCall[]): readonly (readonly ToolCall[])[] {
  const groups: ToolCall[][] = [];
  const reads = (call: ToolCall | undefined) => call !== undefined && TOOLS[call.name].effect === 'none';
  for (const call of calls) {
    const last = groups.at(-1);
    if (last !== undefined && reads(call) && reads(last[0])) last.push(call);
    else groups.push([call]);
  }
  return groups;
}

async function runTimed(
  call: ToolCall,
  { context }: Understood,
  clock: Clock,
  signal: AbortSignal,
): Promise<{ readonly outcome: ToolOutcome; readonly run: ToolRun }> {
  const startedMs = clock.nowMs();
  const outcome = await runTool(call, context, signal);
  return { outcome, run: { name: call.name, input: call.input, ms: Math.round((clock.nowMs() - startedMs) * 100) / 100 } };
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
