import type { Card } from '../contract/index.ts';
import { adaptDialogue } from './adapt.ts';
import type { AgentEvent, TurnInput } from './agent.ts';
import { type Dialogue, inFocus, type Thing } from './dialogue.ts';
import { escalate, isComplaint } from './escalate.ts';
import type { Goal } from './goals/goal.ts';
import { goalsAfter } from './goals/goals-after.ts';
import { leadBack } from './goals/lead-back.ts';
import type { LoopDeps } from './loop.ts';
import { resolutionOf } from './resolution.ts';
import type { Finish, Understood } from './step.ts';
import { say, type TurnState } from './turn-state.ts';

/** Ends a turn: leads back to what was interrupted, keeps what the next turn may refer to, shows the cards and what to ask next. */
export function* finishTurn(
  answered: Finish,
  input: TurnInput,
  dialogue: Dialogue,
  deps: LoopDeps,
  state: TurnState,
): Generator<AgentEvent> {
  const { understood, cards, said, runs, rounds, planner } = state;
  const before = inFocus(dialogue, 'place');
  const back =
    understood === null || planner !== deps.fallback
      ? null
      : leadBack(answered, understood, goalsOf(dialogue, understood, answered, state), dialogue.open);
  for (const text of back?.sentences ?? []) yield say(text, state);
  const led = back === null ? answered : { ...answered, ...back.finish };
  dialogue.unanswered = answered.outcome === 'nothing-found' ? (dialogue.unanswered ?? 0) + 1 : 0;
  const up =
    understood === null
      ? null
      : escalate(led, understood.context, { unanswered: dialogue.unanswered, complains: isComplaint(understood.percept.said) });
  for (const text of up?.sentences ?? []) yield say(text, state);
  const finish = up === null ? led : { ...led, ...up.finish };
  if (understood !== null) adaptDialogue(dialogue, understood, finish, { question: input.text, said, outcomes: rounds.flat() });
  if (cards.length > 0) yield { type: 'cards', cards: mostTelling(cards) };
  const chips = [...wayBack(before, dialogue, understood), ...finish.chips];
  yield { type: 'chips', chips: chips.slice(0, 4).map((text) => ({ id: deps.ids.next(), text: text.slice(0, 120) })) };
  const told = understood?.reading.kind === 'say' ? understood.reading.key : null;
  yield {
    type: 'done',
    outcome: finish.outcome,
    resolution: resolutionOf(finish, understood),
    tools: runs,
    planner: planner.name,
    ...(told === 'policy.end' && { ends: true }),
    ...(told === 'talk.privacy' && { shows: 'privacy' as const }),
    ...(state.needsPin && { needsPin: true }),
  };
}

/** The goals as the turn leaves them. */
function goalsOf({ goals }: Dialogue, { reading, context }: Understood, finish: Finish, { rounds }: TurnState): readonly Goal[] {
  return goalsAfter(goals, reading, finish, rounds.flat(), context);
}

/** A place shown with its route makes the same place without one superfluous; the most urgent comes first. */
function mostTelling(cards: readonly Card[]): Card[] {
  const routed = new Set(cards.flatMap((card) => (card.kind === 'place' && card.route !== undefined ? [card.place.id] : [])));
  const order = (card: Card) => (card.kind === 'emergency' ? 0 : card.kind === 'place' && card.route !== undefined ? 1 : 2);
  return cards
    .filter((card) => !(card.kind === 'place' && card.route === undefined && routed.has(card.place.id)))
    .sort((a, b) => order(a) - order(b))
    .slice(0, 6);
}

/**
 * A question for a way that leaves the place just talked about may have been misheard ("there" as
 * "the airport"): it is answered as it was heard, and the way to that place is offered first.
 */
function wayBack(before: Thing | null, { focus }: Dialogue, understood: Understood | null): string[] {
  if (before === null || understood === null || understood.reading.kind === 'say' || !understood.percept.heard('way')) return [];
  const now = focus.find((thing) => thing.kind === 'place');
  return now?.id === before.id && understood.reading.kind === 'call' && understood.reading.calls.some((call) => call.name === 'directions')
    ? []
    : [understood.context.t('chip.wayTo', { place: before.name })];
}
