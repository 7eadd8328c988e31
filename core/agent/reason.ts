import type { ToolContext } from '../tools/tool.ts';
import type { TurnInput } from './agent.ts';
import type { Dialogue } from './dialogue.ts';
import type { Percept } from './perceive.ts';
import type { Reading } from './reading.ts';
import { asksYesOrNo } from './understand/aspect.ts';
import { readFrame } from './understand/frame.ts';
import { readFollowUp } from './understand/read-follow-up.ts';
import { readPending } from './understand/read-pending.ts';
import { readQuestion } from './understand/read-question.ts';
import { readReflex } from './understand/read-reflex.ts';
import { readSelf } from './understand/read-self.ts';

/**
 * What the guest wants, in order of urgency: danger, an answer to what the kiosk asked, small talk,
 * what they say of themselves, what only makes sense after the last turn, a question.
 */
export function reason(input: TurnInput, percept: Percept, dialogue: Readonly<Dialogue>, context: ToolContext): Reading {
  const frame = readFrame(input, percept, dialogue, context);
  const reading =
    readReflex(frame) ??
    readPending(frame) ??
    readSelf(frame, (rest) => readFollowUp(rest) ?? readQuestion(rest)) ??
    readFollowUp(frame) ??
    readQuestion(frame);
  return reading.kind === 'call' && asksYesOrNo(percept.text) ? { ...reading, yesNo: true } : reading;
}
