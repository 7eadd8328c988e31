import { readReference } from '../../booking/reference.ts';
import type { BookingView } from '../../tools/booking/booking-views.ts';
import { foldedWords } from '../../venue/search/fold.ts';
import type { Slots } from './goal.ts';

const KINDS: Readonly<Record<BookingView['kind'], RegExp>> = {
  table: /\b(tables?|restaurant|dinner|lunch|tisch|abendessen|diner|dejeuner|mesa|cena|tavolo|pranzo)\b/,
  seat: /\b(seats?|talk|session|workshop|platz|platze|vortrag|place|places|asiento|plaza|posto|posti|conference|charla|taller)\b/,
  tour: /\b(tours?|visit|fuhrung|rundgang|visite|visita)\b/,
};

/** Which of the guest's bookings their words mean: by its code, its name, its kind; all of them where nothing says which. */
export function meantBookings(held: readonly BookingView[], { booking, said, of }: Slots): readonly BookingView[] {
  const last = held.filter(({ target }) => target === of);
  if (typeof booking !== 'string' && last.length === 1) return last;
  if (typeof booking === 'string') return held.filter(({ id }) => id === booking);
  const words = foldedWords(typeof said === 'string' ? said : '');
  const codes = words.map(readReference);
  const coded = held.filter(({ reference }) => codes.includes(reference));
  if (coded.length > 0) return coded;
  const named = held.filter(({ name }) => {
    const own = foldedWords(name).filter((word) => word.length > 2);
    const hits = own.filter((word) => words.includes(word)).length;
    return hits > 0 && hits * 2 >= own.length;
  });
  if (named.length > 0) return named;
  const text = words.join(' ');
  const ofKind = held.filter(({ kind }) => KINDS[kind].test(text));
  return ofKind.length > 0 ? ofKind : held;
}
