import type { BookingSpan, Taken } from './booking.ts';

/** Most seats taken at any one moment of the span. Parties that leave make room for those that come at the same minute. */
export function peakOf(taken: readonly Taken[], span: BookingSpan): number {
  const during = taken.filter(({ from, to }) => from < span.to && to > span.from);
  // The number only grows when a party arrives.
  const moments = [span.from, ...during.map(({ from }) => from).filter((from) => from > span.from)];
  return Math.max(...moments.map((at) => seatsAt(during, at)));
}

function seatsAt(taken: readonly Taken[], at: string): number {
  return taken.reduce((sum, { from, to, party }) => (from <= at && at < to ? sum + party : sum), 0);
}

/** Seats left during the whole span; never below 0, though a venue may have cut its capacity since. */
export function freeOf(capacity: number, taken: readonly Taken[], span: BookingSpan): number {
  return Math.max(0, capacity - peakOf(taken, span));
}
