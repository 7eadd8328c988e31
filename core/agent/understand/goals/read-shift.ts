/** Half an hour or an hour, in the kiosk's languages. */
const HALF =
  /\b(half an hour|halbe stunde|demi heure|media hora|mezz ora|mezzora|thirty minutes|30 (?:minutes?|minuten|min|minutos|minuti))\b/;
const QUARTER =
  /\b(quarter of an hour|viertelstunde|quart d heure|cuarto de hora|quarto d ora|fifteen minutes|15 (?:minutes?|minuten|min|minutos|minuti))\b/;
const HOUR = /\b(an hour|one hour|eine stunde|une heure|una hora|un ora)\b/;
const LATER = /\b(later|back|spater|nach hinten|plus tard|mas tarde|piu tardi|dopo)\b/;
const EARLIER = /\b(earlier|sooner|forward|fruher|vorher|nach vorn|plus tot|avant|antes|mas temprano|prima)\b/;

/** "Half an hour later": the time so much after or before another; null where that is not said, or another day's. */
export function shiftedTime(text: string, from: unknown): string | null {
  const minutes = HALF.test(text) ? 30 : QUARTER.test(text) ? 15 : HOUR.test(text) ? 60 : null;
  const sign = EARLIER.test(text) ? -1 : LATER.test(text) ? 1 : null;
  if (minutes === null || sign === null || typeof from !== 'string') return null;
  const [hours = 0, rest = 0] = from.split(':').map(Number);
  const total = hours * 60 + rest + sign * minutes;
  if (total < 0 || total >= 24 * 60) return null;
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}
