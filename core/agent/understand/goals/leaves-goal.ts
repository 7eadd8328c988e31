import type { Goal } from '../../goals/goal.ts';
import { goalAs } from '../../goals/goal-list.ts';
import type { Reading } from '../../reading.ts';
import type { Frame } from '../frame.ts';
import type { Reread } from './read-goal.ts';
import { isBooking, readWanted } from './read-wanted.ts';
import type { SaidGoal } from './said-goal.ts';

/** "Forget the table", "never mind"; also taking back what has not been booked yet. */
export function leaves(goal: Goal, said: SaidGoal, frame: Frame): boolean {
  const { whole, words } = said;
  if (
    isBooking(goal.kind) &&
    readWanted(said, frame)?.kind === 'cancel-booking' &&
    !frame.dialogue.goals.some(({ kind, status }) => isBooking(kind) && status === 'done')
  )
    return true;
  const match = words.leave.exec(whole);
  if (match === null) return false;
  const named = Object.entries(words.names)
    .filter(([, pattern]) => pattern.test(whole))
    .map(([kind]) => kind);
  return named.length === 0 || named.includes(goal.kind) || said.length <= 4;
}

/** What the guest goes on to, after what they left: "…, what's on?" */
export function left(goal: Goal, { input, context }: Frame, reread: Reread): Reading {
  const ended = goalAs(goal, 'given-up', context.now);
  const rest = /[,.;!?–—]\s*(\S+\s+\S.*)$/s.exec(input.text)?.[1];
  const reading = rest === undefined ? null : reread.read(rest);
  if (reading?.kind !== 'call') return { kind: 'say', key: 'goal.left', goal: ended };
  return { ...reading, goal: ended, preface: context.t('goal.leftShort') };
}
