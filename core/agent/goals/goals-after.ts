import type { ToolCall, ToolOutcome } from '../../tools/registry.ts';
import type { ToolContext } from '../../tools/tool.ts';
import type { Reading } from '../reading.ts';
import type { Finish } from '../step.ts';
import type { Goal, GoalKind, GoalStatus, Slots } from './goal.ts';
import { currentGoal, goalAs, isOpen, newGoal, putGoal, withGoal } from './goal-list.ts';

/** The goals after a turn: what was said of them, what became of them by the tools, and what now waits for the guest's yes. */
export function goalsAfter(
  before: readonly Goal[],
  reading: Reading,
  finish: Finish,
  outcomes: readonly ToolOutcome[],
  context: Pick<ToolContext, 'ids' | 'now'>,
): readonly Goal[] {
  let goals = withGoal(before, reading);
  if (finish.goal !== undefined) goals = putGoal(goals, finish.goal);
  for (const outcome of outcomes) goals = ended(goals, outcome, context.now);
  const { pending } = finish;
  if (pending?.kind === 'confirm') goals = waiting(goals, pending.call, context);
  return goals;
}

/** Kinds of goals a tool carries out, and what they come to by it. */
const ENDS: Readonly<Partial<Record<ToolCall['name'], { readonly kinds: readonly GoalKind[]; readonly status: GoalStatus }>>> = {
  book: { kinds: ['book-table', 'book-seat', 'book-tour'], status: 'done' },
  change_booking: { kinds: ['change-booking'], status: 'done' },
  cancel_booking: { kinds: ['cancel-booking'], status: 'done' },
  hotel_service: { kinds: ['hotel-request'], status: 'waiting-staff' },
  report_lost: { kinds: ['lost-item'], status: 'waiting-staff' },
  report_found: { kinds: ['found-item'], status: 'done' },
  register_interest: { kinds: ['lead'], status: 'waiting-staff' },
  open_case: { kinds: ['support-case'], status: 'waiting-staff' },
  check_in_info: { kinds: ['check-in'], status: 'done' },
};

/** The tool that carries a goal out. */
export function toolOf(kind: GoalKind): ToolCall['name'] | null {
  const found = Object.entries(ENDS).find(([, end]) => end?.kinds.includes(kind));
  return (found?.[0] as ToolCall['name'] | undefined) ?? null;
}

function ended(goals: readonly Goal[], outcome: ToolOutcome, now: string): readonly Goal[] {
  if (!outcome.found) return goals;
  const settled = settledBy(outcome);
  if (settled !== null)
    return goals.map((goal) => (goal.kind === settled && goal.status === 'waiting-staff' ? goalAs(goal, 'done', now) : goal));
  const end = ENDS[outcome.name];
  const goal = end === undefined ? undefined : goals.find((one) => end.kinds.includes(one.kind) && isOpen(one));
  return goal === undefined || end === undefined ? goals : putGoal(goals, goalAs(goal, end.status, now));
}

/** What staff have done, or the guest has called off, meanwhile. */
function settledBy(outcome: ToolOutcome): GoalKind | null {
  if (outcome.name === 'close_case') return 'support-case';
  if (outcome.name === 'lost_status') return outcome.data.items.every(({ state }) => state === 'collected') ? 'lost-item' : null;
  const isDone =
    outcome.name === 'request_status' && outcome.data.requests.every(({ status }) => status === 'done' || status === 'cancelled');
  return isDone ? 'hotel-request' : null;
}

/** What is read back is a goal too, whoever planned it. */
function waiting(goals: readonly Goal[], call: ToolCall, { ids, now }: Pick<ToolContext, 'ids' | 'now'>): readonly Goal[] {
  const kind = kindOf(call);
  if (kind === null) return goals;
  const current = currentGoal(goals);
  const goal = current !== null && current.kind === kind ? current : newGoal(ids.next(), kind, {}, now);
  return putGoal(goals, { ...goal, slots: { ...goal.slots, ...slotsOf(call) }, status: 'waiting-guest', updatedAt: now });
}

function kindOf(call: ToolCall): GoalKind | null {
  if (call.name === 'book') return `book-${call.input.kind}`;
  return ENDS[call.name]?.kinds[0] ?? null;
}

/** What of its input a guest may still want to be different. */
function slotsOf(call: ToolCall): Slots {
  const { kind: _, consent: __, about: ___, ...slots } = call.input as Slots;
  return Object.fromEntries(Object.entries(slots).filter(([, value]) => value !== undefined));
}
