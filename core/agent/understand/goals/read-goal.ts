import { listText } from '../../../tools/speech-words.ts';
import type { GoalOption } from '../../dialogue.ts';
import type { Goal, Slots, SlotValue } from '../../goals/goal.ts';
import { currentGoal, goalAs, isOpen, newGoal } from '../../goals/goal-list.ts';
import { earlierGoals } from '../../goals/keep-goals.ts';
import type { Reading } from '../../reading.ts';
import type { Frame } from '../frame.ts';
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

function goOn(goal: Goal, slots: Slots, now: string): Reading {
  // Another time or place is looked for anew.
  const next: Goal = { ...goal, slots: { ...goal.slots, ...slots }, status: 'open', updatedAt: now };
  return { kind: 'goal', goal: next, move: 'go-on' };
}

/** What is new or other than before; null where nothing is. */
function changed({ slots: before }: Goal, slots: Slots): Slots | null {
  const news = Object.entries(slots).filter(([slot, value]) => JSON.stringify(before[slot]) !== JSON.stringify(value));
  return news.length === 0 ? null : Object.fromEntries(news);
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

/** "Forget the table", "never mind"; also taking back what has not been booked yet. */
function leaves(goal: Goal, said: SaidGoal, frame: Frame): boolean {
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
function left(goal: Goal, { input, context }: Frame, reread: Reread): Reading {
  const ended = goalAs(goal, 'given-up', context.now);
  const rest = /[,.;!?–—]\s*(\S+\s+\S.*)$/s.exec(input.text)?.[1];
  const reading = rest === undefined ? null : reread.read(rest);
  if (reading?.kind !== 'call') return { kind: 'say', key: 'goal.left', goal: ended };
  return { ...reading, goal: ended, preface: context.t('goal.leftShort') };
}

/** "More towels in 226 and a table for two": each for itself, one after the other. */
function beginsTwo(said: SaidGoal, frame: Frame, reread: Reread): Reading | null {
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

function begins(said: SaidGoal, frame: Frame, at: Goal | null): Reading | null {
  const { context } = frame;
  const wanted = readWanted(said, frame);
  if (wanted === null) return null;
  if (wanted.kind === 'what') return { kind: 'say', key: 'goal.bookWhat', asked: true, chips: [] };
  // Said anew, something that is under way is not begun twice.
  const same = at !== null && at.kind === wanted.kind ? at : null;
  const goal = same ?? newGoal(context.ids.next(), wanted.kind, {}, context.now);
  return goOn(goal, { ...readSlots(goal, null, said, frame), ...wanted.slots }, context.now);
}

/** "Where were we?", "back to the table": what was left open here, or on an earlier visit. */
function comesBack(said: SaidGoal, frame: Frame): Reading | null {
  const { dialogue, context } = frame;
  const { pending } = dialogue;
  const resumes = pending?.kind === 'goal-resume' && isClearYes(said);
  if (!resumes && !said.words.back.test(said.whole)) return null;
  const all = [...dialogue.goals, ...earlierGoals(context.memory, dialogue.goals)];
  const named = (goal: Goal) => said.words.names[goal.kind]?.test(said.whole) === true;
  const goal =
    (resumes ? all.find(({ id }) => id === pending.goalId) : undefined) ??
    all.find((one) => named(one) && (isOpen(one) || one.status === 'given-up')) ??
    all.find(isOpen);
  if (goal === undefined) return null;
  const again = goalAs(goal, 'open', context.now);
  const news = changed(again, readSlots(again, null, said, frame));
  return news === null ? { kind: 'goal', goal: again, move: 'back' } : goOn(again, news, context.now);
}
