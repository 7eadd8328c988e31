import { listText } from '../../../tools/speech-words.ts';
import type { GoalOption } from '../../dialogue.ts';
import type { Goal, Slots, SlotValue } from '../../goals/goal.ts';
import { currentGoal } from '../../goals/goal-list.ts';
import type { Reading } from '../../reading.ts';
import type { Frame } from '../frame.ts';
import { begins, beginsTwo } from './begins-goal.ts';
import { comesBack } from './comes-back.ts';
import { changed, goOn } from './goal-step.ts';
import { leaves, left } from './leaves-goal.ts';
import { leadAnswer } from './read-lead.ts';
import { isWhich, optionOf } from './read-option.ts';
import { numbersIn } from './read-party.ts';
import { ANYWHERE, askedSlot, readSlots } from './read-slots.ts';
import { isBooking, readWanted } from './read-wanted.ts';
import { isClearNo, isClearYes, type SaidGoal, saidGoal } from './said-goal.ts';

/** Reads another text as if the guest had said that alone. */
export interface Reread {
  frame(text: string): Frame;
  read(text: string): Reading;
}

/** Slots whose answer is taken in the guest's own words. */
const OWN_WORDS = new Set(['what', 'where', 'need', 'size', 'budget', 'timeframe', 'contactName', 'contact', 'detail']);

/** A step of what takes several turns: it begins, gets a slot, is put right, is come back to, or left. Null for anything else. */
export function readGoal(frame: Frame, reread: Reread): Reading | null {
  const said = saidGoal(frame);
  if (said.length === 0) return null;
  const at = currentGoal(frame.dialogue.goals);
  const step = at === null ? null : onGoal(at, said, frame, reread);
  if (step === 'answers') return null;
  return step ?? comesBack(said, frame) ?? beginsTwo(said, frame, reread) ?? begins(said, frame, at);
}

/** `answers`: a plain yes or no to what was read back. */
function onGoal(goal: Goal, said: SaidGoal, frame: Frame, reread: Reread): Reading | 'answers' | null {
  const { dialogue, context } = frame;
  const { pending } = dialogue;
  const confirms = pending?.kind === 'confirm';
  if (confirms && isClearNo(said)) return 'answers';
  if (confirms && isClearYes(said) && isPlain(goal, said, frame)) return 'answers';
  // To "shall I cancel it?", "cancel it" is a yes.
  if (confirms && goal.kind === 'cancel-booking' && said.words.cancels.test(said.whole) && said.length <= 5 && !frame.heard('no'))
    return { kind: 'call', calls: [pending.call], aspect: 'info', confirmed: true, key: pending.key };
  const anywhere = askedSlot(dialogue, goal) === 'target' && ANYWHERE.test(said.whole);
  if (!anywhere && leaves(goal, said, frame)) return left(goal, frame, reread);
  const option = optionOf(goal, said, frame);
  if (option === 'none') return left(goal, frame, reread);
  if (option !== null && isWhich(option)) return askWhich(option.which, frame);
  if (option !== null) return goOn(goal, option, context.now);
  if (confirms && said.length <= 3 && frame.heard('no') && !said.isQuestion && numbersIn(said.text, said.words).length === 0)
    return 'answers';
  const asked = askedSlot(dialogue, goal);
  const slots = readSlots(goal, asked, said, frame);
  const news = changed(goal, slots);
  const wanted = readWanted(said, frame);
  if (wanted !== null && wanted.kind !== goal.kind && !(isBooking(wanted.kind) && isBooking(goal.kind) && goal.slots.target === undefined))
    return null;
  const back = said.words.back.test(said.whole);
  if (news !== null && accepts(goal, asked, said, news, wanted !== null || back)) {
    const kind = wanted !== null && isBooking(wanted.kind) ? wanted.kind : goal.kind;
    return goOn({ ...goal, kind }, news, context.now);
  }
  // Said once more: it is read back once more.
  if (confirms && news === null && !said.isQuestion && said.length <= 4 && Object.keys(slots).length > 0)
    return { kind: 'goal', goal, move: 'go-on' };
  const correction = confirms ? corrected(goal, said, frame) : null;
  if (correction !== null) return goOn(goal, correction, context.now);
  if (back) return { kind: 'goal', goal, move: 'back' };
  if (confirms && wanted === null) {
    const more = described(goal, said, frame);
    if (more !== null) return more;
  }
  return asked === null || said.isQuestion ? null : inOwnWords(goal, asked, said, frame);
}

const POSSIBLE = /\b(possible|available|free|ok|moglich|ginge|geht|frei|libre|posible|possibile|libero)\b/;

/** A question is one of its own, unless it gives what was asked for or says what is to be different. */
function accepts(goal: Goal, asked: string | null, said: SaidGoal, news: Slots, named: boolean): boolean {
  // "Is seven possible too?"
  if (asked === 'target' && news.target === '') return true;
  if (said.isQuestion && !named) return said.length <= 6 && POSSIBLE.test(said.whole);
  if (named || said.isChange || said.length <= 8) return true;
  if (asked !== null && (asked in news || asked === 'when')) return true;
  return isBooking(goal.kind) || goal.kind === 'lead' || goal.kind === 'change-booking';
}

/** Nothing is to be different: "yep, both of us". */
function isPlain(goal: Goal, said: SaidGoal, frame: Frame): boolean {
  return changed(goal, readSlots(goal, askedSlot(frame.dialogue, goal), said, frame)) === null;
}

/** "I meant 241", "make that the airport": what staff are to be told is put right before it is passed on. */
function corrected(goal: Goal, said: SaidGoal, { input }: Frame): Slots | null {
  const slot = goal.kind === 'hotel-request' || goal.kind === 'support-case' ? 'detail' : null;
  const before = slot === null ? undefined : goal.slots[slot];
  if (slot === null || typeof before !== 'string' || said.isQuestion) return null;
  const number = /\d+/.exec(said.text)?.[0];
  if (!said.isChange && !(number !== undefined && said.length <= 6)) return null;
  if (said.length <= 2 && number === undefined) return null;
  const alike = number === undefined ? undefined : [...before.matchAll(/\d+/g)].findLast(([old]) => old.length === number.length)?.[0];
  const after = alike === undefined || number === undefined ? `${before}; ${input.text.trim()}` : before.replace(alike, number);
  return { [slot]: after.slice(0, 500) };
}

/** A yes to several: asked again, in short. */
function askWhich(left: readonly GoalOption[], { dialogue: { pending }, context }: Frame): Reading | null {
  if (pending?.kind !== 'goal-options') return null;
  const options = listText(
    left.map(({ name }) => name),
    context,
    'disjunction',
  );
  return {
    kind: 'say',
    key: 'goal.which',
    values: { options },
    asked: true,
    chips: ['chip.forgetIt'],
    pending: { ...pending, options: left },
  };
}

/** "A white apple one", of what was just read back: it is told to staff as well. */
function described(goal: Goal, said: SaidGoal, { input, heard, context }: Frame): Reading | null {
  const { what } = goal.slots;
  if (goal.kind !== 'lost-item' && goal.kind !== 'found-item') return null;
  if (typeof what !== 'string' || said.isQuestion || said.length > MOST_DESCRIBES || heard('no') || heard('thanks')) return null;
  const more = input.text.trim().replace(/[.!]+$/u, '');
  return goOn(goal, { what: `${what}, ${more}`.slice(0, 200), told: true }, context.now);
}

const MOST_DESCRIBES = 12;

/** What was asked for, as the guest puts it; what they do not want to say is left empty. */
function inOwnWords(goal: Goal, asked: string, said: SaidGoal, { input, context }: Frame): Reading | null {
  if (!OWN_WORDS.has(asked) && !(goal.kind === 'hotel-request' && asked === 'time')) return null;
  if (goal.kind === 'lead') {
    const answer = leadAnswer(asked, said, input.text);
    return answer === null ? null : goOn(goal, answer, context.now);
  }
  const declines = said.words.declines.test(said.whole) || /^(no|nein|non|none)\b/.test(said.whole);
  const value: SlotValue = declines ? '' : input.text.trim().slice(0, 200);
  return goOn(goal, { [asked]: value }, context.now);
}
