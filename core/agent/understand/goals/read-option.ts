import { createLinker } from '../../../venue/search/linker.ts';
import type { GoalOption, Pending } from '../../dialogue.ts';
import type { Goal, Slots } from '../../goals/goal.ts';
import type { Frame } from '../frame.ts';
import { ordinalOf } from '../spoken-numbers.ts';
import { readMoment } from './read-moment.ts';
import { numbersIn } from './read-party.ts';
import { ANYWHERE } from './read-slots.ts';
import { isClearYes, type SaidGoal } from './said-goal.ts';

const LATER = /\b(later|latest|last|spater\w*|letzte\w*|plus tard|dernier\w*|mas tarde|ultim[oa]|piu tardi|dopo)\b/;
const EARLIER = /\b(earlier|earliest|first|sooner|fruher\w*|erste\w*|plus tot|premier\w*|mas temprano|primer\w*|prim[oa]|prima)\b/;

export interface Which {
  readonly which: readonly GoalOption[];
}

export function isWhich(option: Slots | 'none' | Which): option is Which {
  return typeof option === 'object' && Array.isArray(option.which);
}

const MORNING = /\b(morning|vormittags?|morgens|matin|matinee|por la manana|de la manana|mattin[ao])\b/;
const AFTERNOON = /\b(afternoon|nachmittags?|apres midi|por la tarde|de la tarde|pomeriggio)\b/;
const EVENING = /\b(evening|tonight|abends?|soir|noche|sera|serale)\b/;

/** Which of the alternatives is meant; "none" of them; `which` of those that are left, after a yes to several; null where the guest says something else. */
export function optionOf(goal: Goal, said: SaidGoal, frame: Frame): Slots | 'none' | Which | null {
  const { pending } = frame.dialogue;
  if (pending?.kind !== 'goal-options' || pending.goalId !== goal.id) return null;
  const chosen = chosenOf(pending, said, frame);
  if (chosen !== null) return chosen.slots;
  const no = said.length <= 4 && (frame.heard('no') || frame.heard('nevermind'));
  // "Not that case, a new one" is an answer as well.
  if (no) return pending.otherwise ?? 'none';
  const { options } = pending;
  if (options.length < 2) return null;
  if (isClearYes(said)) return { which: options };
  const part = said.length <= 4 ? partOf(options, said) : options;
  return part.length < options.length ? { which: part } : null;
}

function chosenOf({ options: all }: Extract<Pending, { kind: 'goal-options' }>, said: SaidGoal, frame: Frame): GoalOption | null {
  const options = onDay(all, said, frame);
  const [first] = options;
  if (first === undefined) return null;
  if (options.length === 1 && isClearYes(said)) return first;
  if (said.isQuestion && said.length > 6) return null;
  if (said.length <= 8 && ANYWHERE.test(said.whole)) return first;
  const byTime = atTime(options, said, frame);
  if (byTime !== null) return byTime;
  const named = namedIn(options, said);
  if (named !== null) return named;
  if (said.length > 8) return null;
  const part = partOf(options, said);
  const ordered = [...part].sort((a, b) => momentOf(a).localeCompare(momentOf(b)));
  if (LATER.test(said.whole)) return ordered.at(-1) ?? null;
  if (EARLIER.test(said.whole)) return ordered[0] ?? null;
  for (const word of said.whole.split(' ')) {
    const index = ordinalOf(word);
    if (index !== null) return options.at(index) ?? null;
  }
  const [number, more] = said.length <= 3 ? numbersIn(said.text, said.words) : [];
  if (number !== undefined && more === undefined && said.words.notParty.test(number.after) === false) return all[number.value - 1] ?? null;
  return part.length === 1 && options.length > 1 ? (part[0] ?? null) : null;
}

/** "The morning one": all of them where no part of the day is said. */
function partOf(options: readonly GoalOption[], { whole }: SaidGoal): readonly GoalOption[] {
  const [from, to] = AFTERNOON.test(whole)
    ? ['12:00', '18:00']
    : EVENING.test(whole)
      ? ['17:00', '24:00']
      : MORNING.test(whole)
        ? ['00:00', '12:00']
        : ['00:00', '24:00'];
  const within = options.filter(({ slots: { time } }) => typeof time !== 'string' || (time >= from && time < to));
  return within.length > 0 ? within : options;
}

/** "The earliest one tomorrow": only those of the day that is said. */
function onDay(options: readonly GoalOption[], said: SaidGoal, { percept, context }: Frame): readonly GoalOption[] {
  const words = percept.readThroughEnglish ? percept.words : said.text.split(' ');
  const { day } = readMoment(words, { now: context.now, days: context.know.index.programme.dates }, NOT_ASKED);
  return day === undefined || MORNING.test(said.whole)
    ? options
    : options.filter(({ slots }) => slots.day === undefined || slots.day === day);
}

const NOT_ASKED = { asked: false, evening: false, morning: false };

function momentOf({ slots }: GoalOption): string {
  return `${slots.day ?? ''}T${slots.time ?? ''}`;
}

function atTime(options: readonly GoalOption[], said: SaidGoal, { percept, context }: Frame): GoalOption | null {
  const words = percept.readThroughEnglish ? percept.words : said.text.split(' ');
  const { time } = readMoment(words, { now: context.now, days: [] }, { asked: said.length <= 4, evening: false, morning: false });
  if (time === undefined) return null;
  const at = (clock: string) => options.filter(({ slots }) => slots.time === clock);
  const hour = Number(time.slice(0, 2));
  const other = `${String((hour + 12) % 24).padStart(2, '0')}${time.slice(2)}`;
  const [one, another] = at(time).length > 0 ? at(time) : at(other);
  return another === undefined ? (one ?? null) : (namedIn(at(time), said) ?? one ?? null);
}

function namedIn(options: readonly GoalOption[], { whole }: SaidGoal): GoalOption | null {
  const linker = createLinker(
    options.map(({ name }, index) => ({
      kind: 'option' as const,
      id: String(index),
      names: [name, ...name.split(/\s+/).filter((word) => word.length > 3)],
    })),
  );
  const [best, next] = linker.link(whole.split(' '));
  if (best === undefined || best.ofName < 0.7 || (next !== undefined && next.ofName > best.ofName - 0.05)) return null;
  return options[Number(best.id)] ?? null;
}
