import { FoyerError } from '../contract/errors.ts';
import type { Clock, Log } from '../ports.ts';
import { parseCall, runTool, TOOLS, type ToolCall, type ToolOutcome } from '../tools/registry.ts';
import type { Tool, ToolContext } from '../tools/tool.ts';

/** A guest is not left waiting longer for one tool. */
const TIMEOUT_MS = 10_000;

export interface RunDeps {
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Runs one tool within its time. An effect that comes about after that is undone where the tool names what undoes it: the
 * guest has been told that it was not done.
 * @throws FoyerError fault "network" code "tool-timed-out"; whatever the tool throws.
 */
export async function runCall(call: ToolCall, context: ToolContext, deps: RunDeps, signal: AbortSignal): Promise<ToolOutcome> {
  const { timeoutMs = TIMEOUT_MS }: Limits = TOOLS[call.name];
  const stop = new AbortController();
  const outcome = runTool(call, context, AbortSignal.any([signal, stop.signal]));
  const due = Promise.withResolvers<never>();
  const cancel = deps.clock.after(timeoutMs, () => due.reject(tooLate(call.name, timeoutMs)));
  try {
    return await Promise.race([outcome, due.promise]);
  } catch (error) {
    stop.abort(error);
    outcome.then(
      (late) => undo(late, context, deps),
      () => undefined,
    );
    throw error;
  } finally {
    cancel();
  }
}

type Limits = Pick<Tool<string, never, unknown>, 'timeoutMs' | 'compensate'>;

function tooLate(tool: string, timeoutMs: number): FoyerError {
  return new FoyerError(`the tool "${tool}" gave nothing for ${timeoutMs} ms`, {
    fault: 'network',
    code: 'tool-timed-out',
    remedy: 'Check what stands behind the tool, or raise its timeoutMs.',
  });
}

/** Undoes what came about too late. What it made is named by the `id` in its data; the undoing tool takes that alone. */
async function undo(late: ToolOutcome, context: ToolContext, { log }: RunDeps): Promise<void> {
  const { compensate, effect }: Limits & { readonly effect: string } = TOOLS[late.name];
  if (!late.found || effect === 'none' || compensate === undefined) return;
  const call = undoing(compensate, idIn(late.data));
  try {
    if (call === null) throw new Error('nothing to undo it by');
    await runTool(call, { ...context, idempotencyKey: `${context.idempotencyKey}:undo` }, AbortSignal.timeout(TIMEOUT_MS));
    log.warn('agent.tool-undone', { tool: late.name, by: compensate });
  } catch (error) {
    log.error('agent.tool-not-undone', { tool: late.name, by: compensate, error });
  }
}

function undoing(compensate: string, id: string | null): ToolCall | null {
  if (id === null) return null;
  for (const key of ['booking', 'case', 'request']) {
    const parsed = parseCall(compensate, { [key]: id });
    if (parsed.ok && key in parsed.call.input) return parsed.call;
  }
  return null;
}

/** `{ id }`, or the same one level deeper: `{ booking: { id } }`. */
function idIn(data: unknown): string | null {
  if (typeof data !== 'object' || data === null) return null;
  const own = 'id' in data ? data.id : undefined;
  if (typeof own === 'string') return own;
  for (const value of Object.values(data)) {
    if (typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string') return value.id;
  }
  return null;
}

/** Why a tool failed, for the guest; null for a fault of ours, which ends the turn. */
export function faultOf(error: unknown): 'timed-out' | 'unavailable' | null {
  if (!(error instanceof FoyerError)) return null;
  if (error.code === 'tool-timed-out') return 'timed-out';
  return error.fault === 'network' || error.fault === 'device' ? 'unavailable' : null;
}
