import type { Goal } from '../../goals/goal.ts';
import { newGoal } from '../../goals/goal-list.ts';
import type { Reading } from '../../reading.ts';
import type { Frame } from '../frame.ts';
import { goOn } from './goal-step.ts';
import type { Reread } from './read-goal.ts';
import { readSlots } from './read-slots.ts';
import { readWanted } from './read-wanted.ts';
import { type SaidGoal, saidGoal } from './said-goal.ts';

/** "More towels in 226 and a table for two": each for itself, one after the other. */
export function beginsTwo(said: SaidGoal, frame: Frame, reread: Reread): Reading | null {
  const { text } = frame.input;
  if (said.length < TWO_WORDS || readWanted(said, frame) === null) return null;
  for (const { index, 0: joint } of text.matchAll(AND)) {
    const [first, second] = [text.slice(0, index), text.slice(index + joint.length)].map((part) => {
      const own = reread.frame(part);
      return begins(saidGoal(own), own, null);
    });
    if (first?.kind !== 'goal' || second?.kind !== 'goal' || first.goal.kind === second.goal.kind) continue;
    return { ...first, also: second.goal };
  }
  return null;
}

/** Two things take as many words. */
const TWO_WORDS = 8;
const AND = /,?\s(?:and(?: also)?|und(?: auch)?|et|y|e|sowie|also)\s|[.;!]\s+/gi;

export function begins(said: SaidGoal, frame: Frame, at: Goal | null): Reading | null {
  const { context } = frame;
  const wanted = readWanted(said, frame);
  if (wanted === null) return null;
  if (wanted.kind === 'what') return { kind: 'say', key: 'goal.bookWhat', asked: true, chips: [] };
  // Said anew, something that is under way is not begun twice.
  const same = at !== null && at.kind === wanted.kind ? at : null;
  const goal = same ?? newGoal(context.ids.next(), wanted.kind, {}, context.now);
  return goOn(goal, { ...readSlots(goal, null, said, frame), ...wanted.slots }, context.now);
}
