import type { ToolContext } from '../tools/tool.ts';
import type { TurnInput } from './agent.ts';
import type { Dialogue } from './dialogue.ts';
import { currentGoal } from './goals/goal-list.ts';
import type { Percept } from './perceive.ts';
import { refusedFirst } from './permission.ts';
import type { Reading } from './reading.ts';
import { asksYesOrNo } from './understand/aspect.ts';
import { asksInputAgain, readConnected } from './understand/connected/read-connected.ts';
import { type Frame, readFrame } from './understand/frame.ts';
import { greetsBack } from './understand/goals/comes-back.ts';
import { readDesk, readWithdrawal } from './understand/goals/read-desk.ts';
import { readGoal } from './understand/goals/read-goal.ts';
import { askedSlot } from './understand/goals/read-slots.ts';
import { isClearYes, saidGoal } from './understand/goals/said-goal.ts';
import { readFollowUp } from './understand/read-follow-up.ts';
import { readPending } from './understand/read-pending.ts';
import { readQuestion } from './understand/read-question.ts';
import { readReflex } from './understand/read-reflex.ts';
import { readSelf } from './understand/read-self.ts';

/** Perceives another text in place of the turn's own. */
export type Perceive = (text: string) => Percept;

/**
 * What the guest wants, in order of urgency: danger, a step of what takes several turns, an answer to what the kiosk asked,
 * small talk, what they say of themselves, what only makes sense after the last turn, a question.
 */
export function reason(
  input: TurnInput,
  percept: Percept,
  dialogue: Readonly<Dialogue>,
  context: ToolContext,
  perceive: Perceive,
): Reading {
  const frame = readFrame(input, percept, dialogue, context);
  const reframe = (text: string) => readFrame({ ...input, text }, perceive(text), { ...dialogue, pending: null }, context);
  const reread = { frame: reframe, read: (text: string) => readPlainly(reframe(text)) };
  const reflex = readReflex(frame);
  const isTalk = reflex !== null && (isNeverMind(reflex) || thanksToo(reflex, frame));
  const step =
    reflex === null || isTalk
      ? (readWithdrawal(frame) ?? readConnected(frame) ?? readGoal(frame, reread) ?? (isTalk ? readPending(frame) : null))
      : null;
  const reading = step ?? (reflex === null ? readPlainly(frame) : greeted(reflex, frame));
  const read = reading.kind === 'nothing' ? (asksInputAgain(frame) ?? asksAgain(dialogue) ?? reading) : reading;
  const allowed = refusedFirst(read, context);
  return allowed.kind === 'call' && asksYesOrNo(percept.text) ? { ...allowed, yesNo: true } : allowed;
}

function readPlainly(frame: Frame): Reading {
  return (
    readReflex(frame) ??
    readPending(frame) ??
    readDesk(frame) ??
    readSelf(frame, (rest) => readFollowUp(rest) ?? readQuestion(rest)) ??
    readFollowUp(frame) ??
    readQuestion(frame)
  );
}

/** "Never mind", "cancel" are small talk where nothing is at hand. */
function isNeverMind(reflex: Reading): boolean {
  return reflex.kind === 'say' && reflex.key === 'talk.nevermind';
}

/** "Yes, thank you" to what was read back is a yes. */
function thanksToo(reflex: Reading, frame: Frame): boolean {
  return reflex.kind === 'say' && reflex.key === 'talk.thanks' && frame.dialogue.pending !== null && isClearYes(saidGoal(frame));
}

function greeted(reflex: Reading, frame: Frame): Reading {
  return reflex.kind === 'say' && reflex.key === 'talk.greeting' ? (greetsBack(frame) ?? reflex) : reflex;
}

/** What was said is no answer and no question: what was asked for is asked for once more. */
function asksAgain(dialogue: Readonly<Dialogue>): Reading | null {
  const goal = currentGoal(dialogue.goals);
  if (goal === null || askedSlot(dialogue, goal) === null) return null;
  return { kind: 'goal', goal, move: 'again' };
}
