import type { GuestMemory } from '../../ports.ts';
import { GOAL_KINDS, type Goal, type GoalKind } from './goal.ts';
import { isOpen } from './goal-list.ts';

/** Kept elsewhere already: reporting something lost opens a matter of its own. */
const NOT_KEPT: ReadonlySet<GoalKind> = new Set(['lost-item', 'found-item', 'check-in']);
/** How a guest can be reached is kept with their yes to that, and by nothing else. */
const PRIVATE_SLOTS = new Set(['contact', 'contactName']);

/** What a remembered guest left open on earlier visits, newest first. */
export function earlierGoals(memory: GuestMemory | null, known: readonly Goal[]): readonly Goal[] {
  const threads = memory?.profile().threads ?? [];
  return threads
    .flatMap(({ goal }) => (goal === undefined || !isKind(goal.kind) ? [] : [{ ...goal, kind: goal.kind }]))
    .filter((goal) => isOpen(goal) && !known.some(({ id }) => id === goal.id))
    .sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
}

/** Keeps what has changed since the turn began in the memory of a guest who agreed to be remembered. */
export function keepGoals(
  memory: GuestMemory | null,
  before: readonly Goal[],
  after: readonly Goal[],
  topicOf: (goal: Goal) => string,
): void {
  if (memory === null) return;
  for (const goal of after) {
    if (NOT_KEPT.has(goal.kind) || before.includes(goal)) continue;
    const known = before.some(({ id }) => id === goal.id);
    // What was begun and ended in one turn is nothing to come back to.
    if (!known && !isOpen(goal) && goal.status !== 'waiting-staff') continue;
    const slots = Object.fromEntries(Object.entries(goal.slots).filter(([slot]) => !PRIVATE_SLOTS.has(slot)));
    memory.saveGoal({ ...goal, slots: slots as Record<string, never> }, topicOf(goal).slice(0, 120));
  }
}

function isKind(kind: string): kind is GoalKind {
  return (GOAL_KINDS as readonly string[]).includes(kind);
}
