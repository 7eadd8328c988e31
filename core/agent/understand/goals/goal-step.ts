import type { Goal, Slots } from '../../goals/goal.ts';
import type { Reading } from '../../reading.ts';

/** A goal that goes on, with what was just said of it. */
export function goOn(goal: Goal, slots: Slots, now: string): Reading {
  // Another time or place is looked for anew.
  const next: Goal = { ...goal, slots: { ...goal.slots, ...slots }, status: 'open', updatedAt: now };
  return { kind: 'goal', goal: next, move: 'go-on' };
}

/** What is new or other than before; null where nothing is. */
export function changed({ slots: before }: Goal, slots: Slots): Slots | null {
  const news = Object.entries(slots).filter(([slot, value]) => JSON.stringify(before[slot]) !== JSON.stringify(value));
  return news.length === 0 ? null : Object.fromEntries(news);
}
