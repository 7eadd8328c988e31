import type { ToolCall, ToolOutcome } from '../tools/registry.ts';
import { type Dialogue, focusOn } from './dialogue.ts';
import { currentGoal } from './goals/goal-list.ts';
import { goalsAfter } from './goals/goals-after.ts';
import { keepGoals } from './goals/keep-goals.ts';
import { asksAfter } from './goals/lead-back.ts';
import { topicOf } from './goals/topic-of.ts';
import type { Finish, Understood } from './step.ts';

/** What a turn came to. */
export interface TurnEnd {
  readonly question: string;
  readonly said: readonly string[];
  readonly outcomes: readonly ToolOutcome[];
}

/** Carries over to the next turn what it may refer to. */
export function adaptDialogue(
  dialogue: Dialogue,
  { reading, context }: Understood,
  finish: Finish,
  { question, said, outcomes }: TurnEnd,
): void {
  dialogue.locale = context.locale;
  dialogue.pending = finish.pending ?? null;
  const before = dialogue.goals;
  dialogue.goals = goalsAfter(before, reading, finish, outcomes, context);
  keepGoals(context.memory, before, dialogue.goals, (goal) => topicOf(goal, context));
  dialogue.open = asksAfter(dialogue, currentGoal(dialogue.goals), said, context.locale);
  if (finish.focus !== undefined && finish.focus.length > 0) focusOn(dialogue, finish.focus);
  if (finish.listed !== undefined) dialogue.listed = [...finish.listed];
  else if (finish.focus !== undefined && finish.focus.length > 0 && reading.kind === 'call' && !fromList(dialogue, finish))
    dialogue.listed = [];
  if (reading.kind === 'call') {
    dialogue.last = { calls: reading.calls, aspect: reading.aspect };
    dialogue.programme = programmeAfter(reading.calls, dialogue.programme);
  }
  if (reading.kind !== 'repeat') dialogue.said = said;
  dialogue.turns.push({ question, answer: said.join(' ') });
  if (dialogue.turns.length > 12) dialogue.turns.shift();
}

function programmeAfter(calls: readonly ToolCall[], before: Dialogue['programme']): Dialogue['programme'] {
  const asked = calls.find((call) => call.name === 'whats_on');
  if (asked?.name === 'whats_on') return asked;
  return calls.every((call) => call.name === 'session_details' || call.name === 'find_people') ? before : null;
}

/** Going into one entry of a list keeps the list: "the other one" still means something. */
function fromList(dialogue: Dialogue, finish: Finish): boolean {
  return finish.focus?.some((thing) => dialogue.listed.some((other) => other.id === thing.id)) === true;
}
