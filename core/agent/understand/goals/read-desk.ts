import { openRequest } from '../../../tools/cancel-request.ts';
import { texts } from '../../../tools/knowledge.ts';
import type { ToolCall } from '../../../tools/registry.ts';
import { foldedWords } from '../../../venue/search/fold.ts';
import { inFocus } from '../../dialogue.ts';
import type { Reading } from '../../reading.ts';
import type { Frame } from '../frame.ts';
import { deskWordsOf } from './desk-words.ts';
import { REAL_PERSON } from './read-service-wanted.ts';
import { saidGoal } from './said-goal.ts';

/** What guests ask of what they left with us: a request, a booking, a case, something lost; and to take an answer along. */
export function readDesk(frame: Frame): Reading | null {
  const { percept, dialogue, faq } = frame;
  const said = saidGoal(frame);
  const words = deskWordsOf(percept.language);
  const hears = (pattern: RegExp) => pattern.test(said.whole) || (!percept.readThroughEnglish && pattern.test(said.text));
  const call = (one: ToolCall): Reading => ({ kind: 'call', calls: [one], aspect: 'list' });
  if ((faq?.score ?? 0) >= 0.9) return null;
  const reported = dialogue.goals.some(({ kind }) => kind === 'lost-item');
  if (hears(words.lostStatus) && (reported || !frame.heard('lost'))) return call({ name: 'lost_status', input: {} });
  if (hears(words.toPhone)) return call(phoneCall(frame, hears(words.way), hears(words.booking)));
  const cased = dialogue.goals.some(({ kind }) => kind === 'support-case');
  if (hears(words.closeCase) && cased) return call({ name: 'close_case', input: { case: '' } });
  if (hears(words.myBookings)) return call({ name: 'my_bookings', input: {} });
  if (hears(words.myCases) && (cased || !said.isChange)) return call({ name: 'my_cases', input: {} });
  const ticket = TICKET.exec(said.whole)?.[1];
  if (ticket !== undefined) return call({ name: 'request_status', input: { request: ticket } });
  if (hears(words.requestStatus)) return call({ name: 'request_status', input: {} });
  if (REAL_PERSON.test(said.whole) || COME_OVER.test(said.whole))
    return call({ name: 'call_staff', input: { reason: 'help', detail: frame.input.text.slice(0, 500) } });
  const out = CHECK_OUT.test(said.whole) ? leaving(frame) : undefined;
  if (out !== undefined) return call({ name: 'service_info', input: { service: out.id } });
  return hears(words.checkIn) ? call({ name: 'check_in_info', input: {} }) : null;
}

/** "Can somebody from the desk come over?" */
const COME_OVER =
  /\b(?:can|could|would|please|get|have|need|want)\b.*\b(?:some(?:one|body)|any(?:one|body)|manager|a colleague|staff|receptionist|concierge)\b(?: \w+){0,4} (?:come (?:over|here|down|to (?:me|us))|talk to (?:me|us)|speak to (?:me|us))\b/;

/** "By when do we have to be out?" */
const CHECK_OUT =
  /\b(?:(?:when|what time|how late|how long|latest)\b.*\b(?:(?:have|need|got) to (?:be out|leave|vacate|go|give back)|vacate|(?:leave|give up) (?:the|my|our) room|(?:keep|stay in|have) (?:the|my|our) room)|(?:wann|wie lange|bis wann)\b.*\b(?:zimmer (?:\w+ )?(?:raumen|verlassen|behalten)|raus sein|aus dem zimmer)|(?:quand|quelle heure|jusqu a)\b.*\b(?:liberer|quitter|rendre) (?:la|ma|notre) chambre|(?:cuando|que hora)\b.*\b(?:dejar|desalojar) (?:la|mi|nuestra) habitacion|(?:quando|che ora|entro)\b.*\b(?:lasciare|liberare) (?:la|mia|nostra) (?:camera|stanza))\b/;

function leaving({ context }: Frame) {
  return context.know.venue.services.find(
    ({ name, requestable }) => !requestable && texts(name).some((one) => /^check ?out$/.test(foldedWords(one).join(' '))),
  );
}

/** "Number 4827", with what it is a number of. */
const TICKET = /\b(?:number|ticket|request|nummer|anfrage|numero|demande|peticion|solicitud|richiesta) (?:is |ist |est |es |e )?(\d{4})\b/;

/** "Cancel the taxi", of what the guest has asked for: before a taxi is taken for something wanted. */
export function readWithdrawal(frame: Frame): Reading | null {
  const { percept, targets, context } = frame;
  const { whole, text } = saidGoal(frame);
  const words = deskWordsOf(percept.language);
  if (!words.cancelRequest.test(whole) && !words.cancelRequest.test(text)) return null;
  const link = targets.best.get('service');
  const named = link === undefined ? null : openRequest(link.id, context);
  const row = named ?? (words.request.test(whole) ? openRequest('', context) : null);
  return row === null ? null : { kind: 'call', calls: [{ name: 'cancel_request', input: { request: row.id } }], aspect: 'info' };
}

function phoneCall({ dialogue }: Frame, way: boolean, booking: boolean): ToolCall {
  const walked = dialogue.last?.calls.some(({ name }) => name === 'directions' || name === 'find_places') === true;
  const booked = dialogue.last?.calls.some(({ name }) => name === 'book' || name === 'change_booking' || name === 'my_bookings') === true;
  if (booking || (booked && !way)) return { name: 'send_to_phone', input: { what: 'booking' } };
  const place = inFocus(dialogue, 'place');
  if (way || walked) return { name: 'send_to_phone', input: { what: 'way', ...(place === null ? {} : { id: place.id }) } };
  return { name: 'send_to_phone', input: { what: 'answer' } };
}
