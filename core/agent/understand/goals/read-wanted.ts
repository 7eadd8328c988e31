import type { GoalKind, Slots } from '../../goals/goal.ts';
import type { Frame } from '../frame.ts';
import { readService } from '../read-services.ts';
import { readParty } from './read-party.ts';
import { serviceWanted } from './read-service-wanted.ts';
import { shiftedTime } from './read-shift.ts';
import { lostWhat } from './read-slots.ts';
import { canBook, inFocusTarget, readTarget } from './read-target.ts';
import type { SaidGoal } from './said-goal.ts';
import { isForSale, readDeskWanted } from './wants-desk.ts';

export type Wanted = { readonly kind: GoalKind; readonly slots: Slots } | { readonly kind: 'what' };

export function isBooking(kind: string): kind is 'book-table' | 'book-seat' | 'book-tour' {
  return kind === 'book-table' || kind === 'book-seat' || kind === 'book-tour';
}

/** An entry this alike is the question itself: it is answered, not acted upon. */
const SAME_QUESTION = 0.9;

/** What the guest wants done that takes more than an answer; `what`: to book, and it is not said what. */
export function readWanted(said: SaidGoal, frame: Frame): Wanted | null {
  const { context, faq, targets } = frame;
  const score = faq?.score ?? 0;
  for (const [kind, pattern] of said.words.wants) {
    if (!pattern.test(said.text) && !pattern.test(said.whole)) continue;
    if (isAnswered(kind, score, said) && readTarget(frame, null) === null) continue;
    const wanted = isBooking(kind) ? bookingOf(kind, said, frame) : otherOf(kind, said, frame);
    if (wanted !== null) return wanted;
  }
  const desk = score >= SAME_QUESTION || serviceWanted(said, frame) !== null ? null : readDeskWanted(said, frame);
  if (desk !== null) return desk;
  const books = said.words.book.test(said.whole) && !PRICE_ASKED.test(said.whole);
  // "And one for two at the Green Galley tomorrow": after a booking, a name with a party is another.
  const more = (!said.isQuestion || FREE_ASKED.test(said.whole)) && frame.when !== null && readParty(said.text, said.words) !== null;
  // Linking names is dear: only where a name would do.
  const target = books || more ? readTarget(frame, null) : null;
  if (score >= SAME_QUESTION && (target === null || said.isQuestion)) return null;
  if ((targets.best.get('service')?.ofName ?? 0) >= 0.9) {
    const request = requestOf(said, frame);
    if (request !== null) return request;
  }
  if (target !== null) return { kind: target.kind, slots: { target: target.id } };
  if (books && said.words.bookOnly.test(said.whole) && anyBookable(context)) return { kind: 'what' };
  return itemOf(said, frame) ?? afterBooking(said, frame) ?? requestOf(said, frame);
}

/** "Only three of us after all", "scrap that", said right after something was booked. */
function afterBooking(said: SaidGoal, frame: Frame): Wanted | null {
  const { dialogue } = frame;
  const [last] = dialogue.goals;
  const booked = last !== undefined && (isBooking(last.kind) || last.kind === 'change-booking') && last.status === 'done';
  if (!booked) return null;
  const shifted = shiftedTime(said.whole, last.slots.time) !== null;
  if (said.isQuestion && !shifted) return null;
  const slots = {
    said: '',
    ...(typeof last.slots.target === 'string' ? { of: last.slots.target } : {}),
  };
  if (said.words.leave.test(said.whole) || (said.length <= 4 && said.words.cancels.test(said.whole)))
    return { kind: 'cancel-booking', slots };
  const other = readParty(said.text, said.words) !== null || (said.isChange && frame.when !== null) || shifted;
  return other ? { kind: 'change-booking', slots } : null;
}

/** The house has said all there is to it. "Cancel my booking" is no question about how that is done. */
function isAnswered(kind: GoalKind, score: number, { isQuestion }: SaidGoal): boolean {
  return score >= SAME_QUESTION && (isQuestion || (kind !== 'cancel-booking' && kind !== 'change-booking'));
}

/** To complain is more than to have something done. */
const COMPLAINS = /\b(complain\w*|beschwer\w*|reklamation\w*|plaindre|plainte|reclamation|quej\w*|lament\w*|reclam\w*)\b/;

/** "Is anything free there at eight? Three of us" */
const FREE_ASKED = /\b(free|available|space|room|frei|platz|libre|libres|place|sitio|hueco|libero|liberi|posto)\b/;

/** What it costs is asked; "is there a table free" asks no price. */
const PRICE_ASKED =
  /\b(how much|price|prices|cost|costs|kostet|kosten|preis|combien|prix|tarif|cuanto|cuesta|precio|quanto|costa|prezzo)\b/;

function bookingOf(kind: GoalKind, said: SaidGoal, frame: Frame): Wanted | null {
  const { heard, context } = frame;
  if ((heard('way') || heard('where') || PRICE_ASKED.test(said.whole)) && !said.words.book.test(said.whole)) return null;
  const target = readTarget(frame, kind) ?? (kind === 'book-table' ? null : inFocusTarget(frame));
  if (target !== null) return { kind: target.kind, slots: { target: target.id } };
  if (!canBook(kind, context)) return null;
  // Without a name, only a table and a tour say enough; a seat needs to be wanted outright.
  return kind === 'book-seat' && !said.words.book.test(said.whole) ? null : { kind, slots: {} };
}

function otherOf(kind: GoalKind, said: SaidGoal, frame: Frame): Wanted | null {
  const { context, dialogue, input, heard } = frame;
  switch (kind) {
    case 'change-booking':
    case 'cancel-booking': {
      if (!anyBookable(context)) return null;
      const named = said.words.names['change-booking']?.test(said.whole) === true;
      const has = dialogue.goals.some(({ kind: of, status }) => isBooking(of) && status === 'done');
      return named || has ? { kind, slots: { said: said.whole.slice(0, 200) } } : null;
    }
    case 'support-case':
      // What staff do for guests is a request, not a case; a bare wish to complain wants a person.
      if (COMPLAINS.test(said.whole)) return said.length <= 5 ? null : { kind, slots: { detail: input.text.trim().slice(0, 500) } };
      if (serviceWanted(said, frame) !== null || readService(frame, 'request') !== null || said.length <= 5 || heard('lost')) return null;
      return { kind, slots: { detail: input.text.trim().slice(0, 500) } };
    case 'lead':
      return heard('price') && said.isQuestion
        ? null
        : { kind, slots: { ...(isForSale(said) ? { size: '' } : {}), need: input.text.trim().slice(0, 400) } };
    default:
      return { kind, slots: {} };
  }
}

/** Something lost or found, where it is said what. */
function itemOf(said: SaidGoal, frame: Frame): Wanted | null {
  const { heard, percept } = frame;
  if ((heard('lost') || /\b(verloren|vergessen|liegen ?lassen)\b/.test(percept.said.join(' '))) && lostWhat(said, frame) !== null)
    return { kind: 'lost-item', slots: {} };
  const found =
    heard('found') || /^(?:(?:hi|hello|hey|um|so) )*(?:i |we )?(?:just |have )?found (?:a|an|this|some|these)\b/.test(said.whole);
  return found ? { kind: 'found-item', slots: {} } : null;
}

/** Towels, a taxi, a repair. */
function requestOf(said: SaidGoal, frame: Frame): Wanted | null {
  const service = serviceWanted(said, frame);
  return service === null ? null : { kind: 'hotel-request', slots: { service: service.id, detail: frame.input.text.trim().slice(0, 500) } };
}

function anyBookable(context: Frame['context']): boolean {
  return (['book-table', 'book-seat', 'book-tour'] as const).some((kind) => canBook(kind, context));
}
