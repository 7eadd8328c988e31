import type { Reading } from '../reading.ts';
import type { Goal, GoalKind, GoalStatus, Slots } from './goal.ts';

/** So many are kept in a conversation; older ones that have ended are let go first. */
const MOST_GOALS = 8;

export function isOpen({ status }: Goal): boolean {
  return status === 'open' || status === 'waiting-guest';
}

/** What the guest is at: the newest goal that still needs something of them. */
export function currentGoal(goals: readonly Goal[]): Goal | null {
  return goals.find(isOpen) ?? null;
}

/** Puts a goal first, in place of the same one as it was. */
export function putGoal(goals: readonly Goal[], goal: Goal): readonly Goal[] {
  const all = [goal, ...goals.filter(({ id }) => id !== goal.id)];
  return all.length <= MOST_GOALS ? all : [...all.filter(isOpen), ...all.filter((other) => !isOpen(other))].slice(0, MOST_GOALS);
}

/** The goals with what a reading says of one. */
export function withGoal(goals: readonly Goal[], reading: Reading): readonly Goal[] {
  const goal = 'goal' in reading ? reading.goal : undefined;
  const also = 'also' in reading ? reading.also : undefined;
  const known = also === undefined ? goals : putGoal(goals, also);
  return goal === undefined ? known : putGoal(known, goal);
}

export function newGoal(id: string, kind: GoalKind, slots: Slots, now: string): Goal {
  return { id, kind, slots, status: 'open', openedAt: now, updatedAt: now };
}

export function goalAs(goal: Goal, status: GoalStatus, now: string): Goal {
  return goal.status === status ? goal : { ...goal, status, updatedAt: now };
}
