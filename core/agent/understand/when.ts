import type { LocalDateTime } from '../../contract/index.ts';
import { addMinutes, dateOf, dayAfter } from '../../tools/local-time.ts';
import { findMeal, type Meal, type MealTime } from './meals.ts';
import { findClock } from './when-clock.ts';
import { findDay } from './when-day.ts';

/** When a guest's question is about, as far as they said. */
export type When =
  | { readonly kind: 'now' }
  | { readonly kind: 'next' }
  | {
      readonly kind: 'range';
      readonly from: LocalDateTime;
      readonly to: LocalDateTime;
      /** How it was said: a whole day, a part of it, one moment, or an open stretch. */
      readonly said: 'day' | 'part' | 'moment' | 'after' | 'before' | 'between';
    };

export interface Timing {
  readonly when: When | null;
  /** Words of the query that said it. */
  readonly used: ReadonlySet<number>;
  /** It was said by a meal: "after lunch". */
  readonly byMeal?: boolean;
}

export interface TimeFrame {
  readonly now: LocalDateTime;
  /** Dates of the event, in order. */
  readonly days: readonly string[];
  /** Neighbouring words of the venue's names; a part of the day within one ("night owl") says no time. */
  readonly namePairs?: ReadonlySet<string>;
  /** Whether the venue's names have this word. */
  readonly isWord?: (word: string) => boolean;
  /** What the venue calls its own holidays, in folded words. */
  readonly holidays?: readonly { readonly words: readonly string[]; readonly date: string }[];
  /** When a meal is on a day; without it "after lunch" says no time. */
  readonly mealOn?: (meal: Meal, date: string) => MealTime;
}

/** Finds the time in a question: "this afternoon after five", "right now", "tomorrow morning", "um halb drei". */
export function findWhen(words: readonly string[], frame: TimeFrame): Timing {
  const used = new Set<number>();
  const mark = (at: number, length: number) => {
    for (let i = 0; i < length; i++) used.add(at + i);
  };
  const day = findDay(words, frame, mark);
  const meal = frame.mealOn === undefined ? null : findMeal(words);
  if (meal !== null && frame.mealOn !== undefined) {
    mark(meal.at, meal.length);
    const date = day.date ?? dateOf(frame.now);
    const { from, to } = frame.mealOn(meal.meal, date);
    return {
      when: clockRange({ time: meal.relation === 'after' ? to : from, relation: meal.relation }, date, null, frame),
      used,
      byMeal: true,
    };
  }
  const clock = findClock(words, { now: frame.now, date: day.date, part: day.part }, new Set([...used, ...codesIn(words, frame)]), mark);
  const date = clock?.date ?? day.date ?? dateOf(frame.now);
  if (clock !== null) return { when: clockRange(clock, date, day.part, frame), used };
  if (day.part !== null) {
    const from = `${date}T${day.part.from}`;
    return { when: { kind: 'range', from, to: endOf(date, day.part.to), said: 'part' }, used };
  }
  if (day.date !== null) return { when: { kind: 'range', from: `${date}T00:00`, to: `${dayAfter(date, 1)}T04:00`, said: 'day' }, used };
  const simple = findSimple(words, frame, mark);
  return { when: simple, used };
}

function clockRange(
  clock: NonNullable<ReturnType<typeof findClock>>,
  date: string,
  part: { from: string; to: string } | null,
  { now }: TimeFrame,
): When {
  const at = `${date}T${clock.time}`;
  const dayEnd = part === null ? `${dayAfter(date, 1)}T04:00` : endOf(date, part.to);
  if (clock.relation === 'after')
    return { kind: 'range', from: at, to: dayEnd > at ? dayEnd : `${dayAfter(date, 1)}T04:00`, said: 'after' };
  if (clock.relation === 'before') {
    const start = part === null ? (date === dateOf(now) ? now : `${date}T00:00`) : `${date}T${part.from}`;
    return { kind: 'range', from: start < at ? start : `${date}T00:00`, to: at, said: 'before' };
  }
  if (clock.until !== undefined) return { kind: 'range', from: at, to: `${date}T${clock.until}`, said: 'between' };
  return { kind: 'range', from: at, to: addMinutes(at, 1), said: 'moment' };
}

function endOf(date: string, to: string): LocalDateTime {
  return to < '05:00' ? `${dayAfter(date, 1)}T${to}` : `${date}T${to}`;
}

const NOW = /\b(right now|now|at the moment|currently|just now|at present|jetzt|gerade|im moment|momentan|aktuell|derzeit)\b/;
const NEXT =
  /\b(next( after (this|that)( one)?)?|coming up|up next|afterwards?|upcoming|after this( one)?|(starts?|starting|begins?|beginning|on) (soon|shortly)|about to (start|begin)|als nachstes|nachste[nrs]?|danach|gleich|demnachst|in kurze)\b/;

function findSimple(words: readonly string[], { isWord }: TimeFrame, mark: (at: number, length: number) => void): When | null {
  const text = words.join(' ');
  for (const [pattern, kind] of [
    [NOW, 'now'],
    [NEXT, 'next'],
  ] as const) {
    const match = pattern.exec(text);
    // "next to the bar" is a place, "next week" a time we do not have.
    if (match === null || /^next (to|door|week)\b/.test(text.slice(match.index))) continue;
    const at = text.slice(0, match.index).split(' ').length - 1;
    // "next cloud" is a name run apart.
    if (isWord?.(`${words[at]}${words[at + 1]}`) === true) continue;
    mark(at, match[0].split(' ').length);
    return { kind };
  }
  return null;
}

/** Numbers that belong to a name of the venue: the 1302 of room "H.1302" is no time. */
function codesIn(words: readonly string[], { namePairs }: TimeFrame): number[] {
  return words.flatMap((word, at) => (/^\d+$/.test(word) && namePairs?.has(`${words[at - 1]} ${word}`) === true ? [at] : []));
}
