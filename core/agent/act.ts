import type { Clock, Log } from '../ports.ts';
import { TOOLS, type ToolCall, type ToolOutcome } from '../tools/registry.ts';
import { erasesGuest } from '../tools/remember.ts';
import type { ToolRun } from './agent.ts';
import { refusal } from './permission.ts';
import { faultOf, runCall } from './run-call.ts';
import type { ActResult, Refused, Understood } from './step.ts';

export interface Acted extends ActResult {
  readonly runs: readonly ToolRun[];
}

export interface ActDeps {
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Runs tools, in order; those that only read, beside each other. The only stage with effects: what makes work for staff
 * runs when the guest has confirmed this very call, and not otherwise, whoever planned it; the same for what cannot be
 * undone. A guest who may not have a tool run is told so before they are asked for anything.
 */
export async function act(turn: Understood, calls: readonly ToolCall[], deps: ActDeps, signal: AbortSignal): Promise<Acted> {
  const outcomes: ToolOutcome[] = [];
  const runs: ToolRun[] = [];
  const stopped = (by: Partial<Pick<ActResult, 'unconfirmed' | 'refused'>>) => ({
    outcomes,
    runs,
    unconfirmed: null,
    refused: null,
    ...by,
  });
  for (const together of inGroups(calls)) {
    signal.throwIfAborted();
    for (const call of together) {
      const why = refusal(call, turn.context);
      if (why !== null) return stopped({ refused: { call, why } });
    }
    const waiting = together.find((call) => needsYes(turn, call) && !isConfirmed(turn, call));
    if (waiting !== undefined) return stopped({ unconfirmed: waiting });
    const ended = await Promise.all(together.map((call) => runTimed(call, runs.length + together.indexOf(call), turn, deps, signal)));
    for (const { outcome, run } of ended) {
      if (outcome !== null) outcomes.push(outcome);
      runs.push(run);
    }
    const refused = ended.find((end) => end.refused !== null)?.refused;
    if (refused !== undefined && refused !== null) return stopped({ refused });
  }
  return stopped({});
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

interface Ended {
  readonly outcome: ToolOutcome | null;
  readonly run: ToolRun;
  readonly refused: Refused | null;
}

async function runTimed(call: ToolCall, index: number, turn: Understood, deps: ActDeps, signal: AbortSignal): Promise<Ended> {
  const { clock, log } = deps;
  const startedMs = clock.nowMs();
  const run = () => ({ name: call.name, input: call.input, ms: Math.round((clock.nowMs() - startedMs) * 100) / 100 });
  const context = { ...turn.context, idempotencyKey: keyOf(call, index, turn) };
  try {
    const outcome = await runCall(call, context, deps, signal);
    return { outcome, run: run(), refused: null };
  } catch (error) {
    const why = signal.aborted ? null : faultOf(error);
    if (why === null) throw error;
    log.warn('agent.tool-failed', { tool: call.name, why });
    return { outcome: null, run: run(), refused: { call, why } };
  }
}

/** A confirmed call keeps the key of its read-back, so that trying it again is still the same call. */
function keyOf(call: ToolCall, index: number, { reading, context }: Understood): string {
  if (reading.kind === 'call' && reading.confirmed === true && reading.key !== undefined && reading.calls.includes(call))
    return reading.key;
  return `${context.idempotencyKey}:${index}`;
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
