import { addMinutes, dateOf, timeOf } from '../../tools/local-time.ts';
import { numberAt, numberOf } from './spoken-numbers.ts';
import type { SaidClock } from './when-clock.ts';

/** "in an hour", "in 30 minutes", "in einer halben stunde". */
export function inAWhile(words: readonly string[], now: string, mark: (at: number, length: number) => void): SaidClock | null {
  for (let i = 0; i < words.length - 1; i++) {
    const within = withinAWhile(words, i, now, mark);
    if (within !== null) return within;
    if (words[i] !== 'in') continue;
    const rest = words.slice(i + 1).join(' ');
    const half = /^(half an hour|einer halben stunde|ner halben stunde)/.exec(rest);
    const number = numberAt(words, i + 1);
    const unit = number === null ? words[i + 2] : words[i + 1 + number.length];
    const count = number?.value ?? (words[i + 1] === 'an' || words[i + 1] === 'a' ? 1 : null);
    const perUnit = /^(hours?|stunden?)$/.test(unit ?? '') ? 60 : /^(minutes?|minuten?)$/.test(unit ?? '') ? 1 : null;
    const minutes = half !== null ? 30 : count !== null && perUnit !== null ? count * perUnit : null;
    if (minutes === null) continue;
    mark(i, half !== null ? 4 : 2 + (number?.length ?? 1));
    const at = addMinutes(now, minutes);
    return { time: timeOf(at), date: dateOf(at), relation: 'at' };
  }
  return null;
}

/** "In the next half hour", "within 30 minutes", "in den nächsten zwei Stunden": from now until then. */
function withinAWhile(words: readonly string[], i: number, now: string, mark: (at: number, length: number) => void): SaidClock | null {
  const rest = words.slice(i).join(' ');
  const match =
    /^((?:in|within|during|over|for) the next|within|(?:in|innerhalb) (?:den|der|die) nachsten|the next|next) (?:a |an |one |einer |eine )?(half|halben|halbe|couple of|few|\w+)? ?(?:an |a )?(hours?|stunden?|minutes?|minuten?)\b/.exec(
      rest,
    );
  if (match === null) return null;
  const [all, , amount, unit = ''] = match;
  const perUnit = /^(hour|stunde)/.test(unit) ? 60 : 1;
  const count =
    amount === undefined
      ? 1
      : /^hal[fb]/.test(amount)
        ? 0.5
        : amount === 'couple of'
          ? 2
          : amount === 'few'
            ? 3
            : (numberOf(amount) ?? Number(amount));
  if (!Number.isFinite(count)) return null;
  mark(i, all.split(' ').length);
  const until = addMinutes(now, Math.round(count * perUnit));
  return dateOf(until) === dateOf(now)
    ? { time: timeOf(now), until: timeOf(until), relation: 'at' }
    : { time: timeOf(now), relation: 'after' };
}
