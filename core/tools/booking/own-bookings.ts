import type { Booking } from '../../booking/booking.ts';
import { readReference } from '../../booking/reference.ts';
import { foldedWords } from '../../venue/search/fold.ts';
import type { ToolContext } from '../tool.ts';
import { nameOf } from './find-bookable.ts';

export interface OwnBookings {
  /** Those this guest may see now, by start. */
  readonly bookings: readonly Booking[];
  /** Those of earlier visits are shown after the PIN; whether there are any is not told before. */
  readonly pinForMore: boolean;
}

/**
 * The guest's own that are not over. A badge identifies but proves nothing: what a remembered guest booked on an earlier visit
 * takes their PIN.
 */
export async function ownBookings({ bookings: store, owner, verified, sessionId, now }: ToolContext): Promise<OwnBookings> {
  if (owner.kind === 'session') return { bookings: await store.ofOwner(owner, now), pinForMore: false };
  await store.adopt(sessionId, owner);
  const all = await store.ofOwner(owner, now);
  return { bookings: all.filter((booking) => verified || booking.sessionId === sessionId), pinForMore: !verified };
}

/** What guests say for a booking without naming it, in the languages of the kiosk; folded. */
const WORDS: Readonly<Record<Booking['kind'], readonly string[]>> = {
  table: ['table', 'tables', 'tisch', 'mesa', 'tavolo', 'dinner', 'lunch', 'restaurant'],
  seat: ['seat', 'seats', 'talk', 'session', 'workshop', 'platz', 'platze', 'vortrag', 'place', 'siege', 'asiento', 'plaza', 'posto'],
  tour: ['tour', 'tours', 'visit', 'fuhrung', 'rundgang', 'visite', 'visita', 'recorrido', 'giro'],
};
const ANY: readonly string[] = ['it', 'booking', 'reservation', 'buchung', 'reservierung', 'reserva', 'prenotazione', 'last'];

/** Which of them "K7R4", "the table" or "the Harbour Grill" means: one, none, or several to choose from. */
export function meantBookings(asked: string, bookings: readonly Booking[], context: ToolContext): readonly Booking[] {
  const reference = readReference(asked);
  const exact = bookings.filter(({ id, reference: own }) => id === asked || own === reference);
  if (exact.length > 0) return exact;
  const said = foldedWords(asked);
  const named = bookings.filter((booking) => isNamed(booking, said, context));
  if (named.length > 0) return named;
  const kinds = (Object.keys(WORDS) as Booking['kind'][]).filter((kind) => WORDS[kind].some((word) => said.includes(word)));
  if (kinds.length > 0) return bookings.filter(({ kind }) => kinds.includes(kind));
  return said.length === 0 || said.some((word) => ANY.includes(word)) ? bookings : [];
}

/** Half of the name's longer words were said. */
function isNamed(booking: Booking, said: readonly string[], context: ToolContext): boolean {
  return [nameOf(booking.target, context), booking.title].some((name) => {
    const words = foldedWords(name ?? '').filter((word) => word.length > 2);
    const hits = words.filter((word) => said.includes(word)).length;
    return hits > 0 && hits * 2 >= words.length;
  });
}
