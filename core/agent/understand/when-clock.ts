import { addMinutes, dateOf, dayAfter, timeOf } from '../../tools/local-time.ts';
import { numberAt, numberOf } from './spoken-numbers.ts';
import type { DayPart } from './when-day.ts';
import { inAWhile } from './when-relative.ts';

export interface SaidClock {
  /** "14:30" */
  readonly time: string;
  readonly until?: string;
  /** Set when it was said from now ("in two hours") and crosses midnight. */
  readonly date?: string;
  readonly relation: 'at' | 'after' | 'before';
}

interface Context {
  readonly now: string;
  readonly date: string | null;
  readonly part: DayPart | null;
}

interface Clock {
  readonly hour: number;
  readonly minute: number;
  /** Nothing but a time, whatever stands before it: "half past two", "two thirty". */
  readonly sure: boolean;
  /** Which half of the day is known: "3 pm", "15 uhr". */
  readonly half: boolean;
  readonly length: number;
}

const AFTER = new Set(['after', 'from', 'since', 'past', 'nach', 'ab', 'later']);
const BEFORE = new Set(['before', 'until', 'till', 'by', 'vor', 'bis']);
const AT = new Set(['at', 'around', 'about', 'um', 'gegen', 'circa', 'ca']);

/** The clock time in a question, its half of the day guessed from now and the part of day said. */
export function findClock(
  words: readonly string[],
  context: Context,
  taken: ReadonlySet<number>,
  mark: (at: number, length: number) => void,
): SaidClock | null {
  const relative = inAWhile(words, context.now, mark);
  if (relative !== null) return relative;
  for (let i = 0; i < words.length; i++) {
    if (taken.has(i)) continue;
    const word = words[i] ?? '';
    const relation = AFTER.has(word)
      ? 'after'
      : BEFORE.has(word)
        ? 'before'
        : AT.has(word) || word === 'between' || word === 'zwischen'
          ? 'at'
          : null;
    const start = relation === null ? i : AT.has(words[i + 1] ?? '') ? i + 2 : i + 1;
    if (relation !== null && /^(midnight|mitternacht)$/.test(words[start] ?? '')) {
      mark(i, start - i + 1);
      const date = midnightOf(context);
      // What is on after midnight is of the night, not of the day after.
      return relation === 'after' ? { time: '00:00', until: '06:00', date, relation: 'at' } : { time: '00:00', date, relation };
    }
    const clock = word === 'from' ? (startOfSpan(words, start) ?? clockAt(words, start)) : clockAt(words, start);
    if (clock === null || (relation === null && !clock.sure)) continue;
    mark(i, start - i + clock.length);
    const time = settle(clock, context);
    const end = endAfter(words, start + clock.length, time, mark);
    if (end !== null && word !== 'before') return { time: end < time ? halfADayBefore(time) : time, until: end, relation: 'at' };
    return { time, relation: relation ?? 'at' };
  }
  return null;
}

function halfADayBefore(time: string): string {
  const hour = Number(time.slice(0, 2));
  return hour < 12 ? time : `${pad(hour - 12)}${time.slice(2)}`;
}

/** The midnight that ends the day said; in the small hours the one gone by. */
function midnightOf({ now, date }: Context): string {
  const today = dateOf(now);
  return (date === null || date === today) && timeOf(now) < '05:00' ? today : dayAfter(date ?? today, 1);
}

/** "from ten to four" is no quarter of an hour. */
function startOfSpan(words: readonly string[], at: number): Clock | null {
  return words[at + 1] === 'to' && numberOf(words[at + 2]) !== null ? spoken(words, at) : null;
}

function clockAt(words: readonly string[], at: number): Clock | null {
  return digits(words, at) ?? fraction(words, at) ?? germanHalf(words, at) ?? spoken(words, at);
}

/** "14:30", "1430" */
function digits(words: readonly string[], at: number): Clock | null {
  const match = /^([01]?\d|2[0-4]):?([0-5]\d)$/.exec(words[at] ?? '');
  if (match === null || (!words[at]?.includes(':') && (words[at] ?? '').length < 4)) return null;
  const tail = half(words, at + 1);
  const uhr = words[at + 1] === 'uhr' ? 1 : 0;
  const hour = toHour(Number(match[1]), tail.pm);
  const sure = tail.pm !== null || (match[1] ?? '').length === 2 || uhr === 1 || hour === 0;
  return { hour, minute: Number(match[2]), sure, half: sure, length: 1 + tail.length + uhr };
}

/** "half past two", British "half two", "quarter to three", "ten past four"; "viertel nach zwei", "zehn vor drei". */
function fraction(words: readonly string[], at: number): Clock | null {
  const british = words[at] === 'half' ? numberAt(words, at + 1) : null;
  if (british !== null && british.value >= 1 && british.value <= 12 && british.length === 1) {
    const tail = half(words, at + 2);
    return { hour: toHour(british.value, tail.pm), minute: 30, sure: true, half: tail.pm !== null, length: 2 + tail.length };
  }
  const skip = words[at] === 'a' ? 1 : 0;
  const first = words[at + skip] ?? '';
  const minutes = first === 'half' ? 30 : first === 'quarter' || first === 'viertel' ? 15 : numberOf(first);
  const direction = words[at + skip + 1] ?? '';
  const hour = numberAt(words, at + skip + 2);
  if (minutes === null || hour === null || hour.value > 24 || minutes > 30) return null;
  const past = direction === 'past' || direction === 'nach';
  if (!past && direction !== 'to' && direction !== 'vor') return null;
  const tail = half(words, at + skip + 2 + hour.length);
  const total = toHour(hour.value, tail.pm) * 60 + (past ? minutes : -minutes);
  return {
    hour: Math.floor(total / 60),
    minute: (total + 60) % 60,
    // "ten to four" may be a span, "ten past four" is none.
    sure: tail.pm !== null || (past && direction === 'past') || minutes % 15 === 0,
    half: tail.pm !== null || hour.value > 12,
    length: skip + 2 + hour.length + tail.length,
  };
}

/** "halb drei" is 2:30, "dreiviertel drei" 2:45. */
function germanHalf(words: readonly string[], at: number): Clock | null {
  const minute = words[at] === 'halb' ? 30 : words[at] === 'dreiviertel' ? 45 : null;
  const hour = numberOf(words[at + 1]);
  return minute === null || hour === null || hour < 1 || hour > 24
    ? null
    : { hour: hour - 1, minute, sure: hour <= 12, half: hour > 12, length: 2 };
}

/** "three", "two thirty", "ten o'clock", "2 pm", "15 uhr 30". */
function spoken(words: readonly string[], at: number): Clock | null {
  const hour = numberAt(words, at);
  if (hour === null || hour.value > 24) return null;
  let next = at + hour.length;
  const oclock = words[next] === 'oclock' || words[next] === 'uhr';
  if (oclock) next += 1;
  const minute = numberAt(words, next);
  const minutes = minute !== null && minute.value < 60 && (minute.value >= 10 || oclock) ? minute : null;
  if (minutes !== null) next += minutes.length;
  const tail = half(words, next);
  const sure = tail.pm !== null || oclock || minutes !== null || hour.value > 12;
  // "after 2 talks" counts something.
  if (!sure && /^(talks?|sessions?|people|rooms?|tickets?|floors?|minutes?|hours?|minuten|stunden?|personen)$/.test(words[next] ?? ''))
    return null;
  return {
    hour: toHour(hour.value, tail.pm),
    minute: minutes?.value ?? 0,
    sure,
    half: tail.pm !== null || hour.value > 12,
    length: next - at + tail.length,
  };
}

function half(words: readonly string[], at: number): { pm: boolean | null; length: number } {
  const word = words[at];
  if (word === 'pm') return { pm: true, length: 1 };
  if (word === 'am') return { pm: false, length: 1 };
  const rest = words.slice(at, at + 3).join(' ');
  if (/^(in the (afternoon|evening)|at night)/.test(rest)) return { pm: true, length: rest.startsWith('at') ? 2 : 3 };
  if (rest.startsWith('in the morning')) return { pm: false, length: 3 };
  if (/^(nachmittags|abends)/.test(rest)) return { pm: true, length: 1 };
  if (/^(morgens|vormittags|fruh)/.test(rest)) return { pm: false, length: 1 };
  return { pm: null, length: 0 };
}

function toHour(hour: number, pm: boolean | null): number {
  if (pm === true && hour < 12) return hour + 12;
  return pm === false && hour === 12 ? 0 : hour;
}

/** At 10:10 "at ten" still means what began at ten, not tonight. */
const JUST_PAST_MINUTES = 60;

/** Bare hours: 1 to 5 are afternoon, 6 and 7 evening unless they are exact and still to come; 8 to 11 morning, unless that is well over today. */
function settle(clock: Clock, { now, date, part }: Context): string {
  const { hour, minute, sure, half: known } = clock;
  const text = (at: number) => `${pad(at % 24)}:${pad(minute)}`;
  if (known || hour < 1 || hour > 11) return text(hour);
  if (part !== null) return text(part.from >= '12:00' ? hour + 12 : hour);
  const over = (date === null || date === dateOf(now)) && text(hour) < timeOf(addMinutes(now, -JUST_PAST_MINUTES));
  return text(over || hour <= 5 || (hour <= 7 && !sure) ? hour + 12 : hour);
}

/** "… and four", "to 4 pm", "bis vier". */
function endAfter(words: readonly string[], at: number, start: string, mark: (at: number, length: number) => void): string | null {
  if (!['and', 'to', 'until', 'till', 'bis', 'und'].includes(words[at] ?? '')) return null;
  const clock = clockAt(words, at + 1);
  if (clock === null) return null;
  mark(at, 1 + clock.length);
  const hour = !clock.sure && `${pad(clock.hour)}:${pad(clock.minute)}` <= start ? clock.hour + 12 : clock.hour;
  return `${pad(hour % 24)}:${pad(clock.minute)}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
