import type { Goal } from '../../goals/goal.ts';
import { goalAs, isOpen } from '../../goals/goal-list.ts';
import { earlierGoals } from '../../goals/keep-goals.ts';
import type { Reading } from '../../reading.ts';
import type { Frame } from '../frame.ts';
import { changed, goOn } from './goal-step.ts';
import { readSlots } from './read-slots.ts';
import { isClearYes, type SaidGoal } from './said-goal.ts';

/** "Where were we?", "back to the table": what was left open here or, for a guest who gave their PIN, on an earlier visit. */
export function comesBack(said: SaidGoal, frame: Frame): Reading | null {
  const { dialogue, context } = frame;
  const { pending } = dialogue;
  const offered = pending?.kind === 'goal-resume' || pending?.kind === 'goal-locked' ? pending.goalId : null;
  const resumes = offered !== null && isClearYes(said);
  if (!resumes && !said.words.back.test(said.whole)) return null;
  const all = [...dialogue.goals, ...(context.verified ? earlierGoals(context.memory, dialogue.goals) : [])];
  const named = (goal: Goal) => said.words.names[goal.kind]?.test(said.whole) === true;
  const goal =
    (resumes ? all.find(({ id }) => id === offered) : undefined) ??
    all.find((one) => named(one) && (isOpen(one) || one.status === 'given-up')) ??
    all.find(isOpen);
  if (goal === undefined) return waitsForPin(frame, 'goal.locked');
  const again = goalAs(goal, 'open', context.now);
  const news = changed(again, readSlots(again, null, said, frame));
  return news === null ? { kind: 'goal', goal: again, move: 'back' } : goOn(again, news, context.now);
}

/** A guest who is known and has left something open is asked whether to go on; not with what, and not before their PIN. */
export function greetsBack(frame: Frame): Reading | null {
  const { context, dialogue } = frame;
  const locked = dialogue.pending?.kind === 'goal-locked' ? dialogue.pending.goalId : null;
  if (dialogue.turns.length > 0 && locked === null) return null;
  if (!context.verified) return waitsForPin(frame, 'goal.lockedGreeting');
  const earlier = earlierGoals(context.memory, dialogue.goals);
  // They gave their PIN to go on with it.
  const meant = earlier.find(({ id }) => id === locked);
  if (meant !== undefined) return { kind: 'goal', goal: goalAs(meant, 'open', context.now), move: 'back' };
  const [latest] = earlier;
  if (latest === undefined) return null;
  return {
    kind: 'say',
    key: 'goal.greeting',
    asked: true,
    chips: ['chip.yes', 'chip.whatsOn'],
    pending: { kind: 'goal-resume', goalId: latest.id },
  };
}

/** A badge identifies and proves nothing: of what was begun on an earlier visit it is told that there is something, and no more. */
function waitsForPin({ context, dialogue, input }: Frame, key: 'goal.locked' | 'goal.lockedGreeting'): Reading | null {
  if (context.verified || input.hasPin !== true) return null;
  const [latest] = earlierGoals(context.memory, dialogue.goals);
  if (latest === undefined) return null;
  return { kind: 'say', key, chips: ['chip.whatsOn', 'chip.eat'], needsPin: true, pending: { kind: 'goal-locked', goalId: latest.id } };
}
