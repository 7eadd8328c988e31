import { mayUse } from '../contract/companion.ts';
import { callConnected, permissionOf, plannedAs } from '../tools/connected.ts';
import { TOOLS, type ToolCall } from '../tools/registry.ts';
import type { Tool, ToolContext } from '../tools/tool.ts';
import { toolOf } from './goals/goals-after.ts';
import type { Reading } from './reading.ts';
import type { Refused } from './step.ts';

/** Why this guest may not have a tool run, here and now; null: they may. */
export function refusal(call: ToolCall, context: ToolContext): Refused['why'] | null {
  const { permission: own = 'guest' }: Pick<Tool<string, never, unknown>, 'permission'> = TOOLS[call.name];
  if (context.companion !== undefined && !mayUse(context.companion.tools, plannedAs(call).name)) return 'not-allowed';
  const permission = permissionOf(call, own, context);
  if (permission !== 'guest' && context.owner.kind !== 'guest') return 'not-recognised';
  return permission === 'verified' && !context.verified ? 'not-verified' : null;
}

/** What would be refused in the end asks none of its questions first: the guest is told at once. */
export function refusedFirst(reading: Reading, context: ToolContext): Reading {
  if (reading.kind === 'goal' && context.companion !== undefined) {
    const tool = toolOf(reading.goal.kind);
    if (tool !== null && !mayUse(context.companion.tools, tool))
      return { kind: 'say', key: 'tool.refused', values: { why: 'not_allowed' }, chips: ['chip.staff', 'chip.whatsOn'] };
  }
  if (reading.kind !== 'say' || reading.pending?.kind !== 'connected-slot') return reading;
  const call = callConnected(reading.pending.tool, reading.pending.input, context);
  return call === null || refusal(call, context) === null ? reading : { kind: 'call', calls: [call], aspect: 'info' };
}
