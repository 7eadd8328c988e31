import { z } from 'zod';
import type { CardOf } from '../contract/index.ts';
import { bookingView } from './booking/booking-views.ts';
import { meantBookings, ownBookings } from './booking/own-bookings.ts';
import { directions } from './directions.ts';
import { defineTool, type ToolContext } from './tool.ts';

export const sendToPhoneInput = z.object({
  what: z.enum(['way', 'booking', 'answer']).describe('What the guest wants to take along'),
  id: z.string().max(200).optional().describe('Of a way: id or name of the place; of a booking: its number. Left out: the last one'),
});

export interface SendToPhoneData {
  readonly what: 'way' | 'booking' | 'answer';
  /** In a few words, what is in the code; null: there is nothing to take along. */
  readonly title: string | null;
}

/** What a code holds that any phone reads off a screen at arm's length. */
const MOST_BYTES = 900;

export const sendToPhone = defineTool({
  name: 'send_to_phone',
  description: 'Shows a QR code with which the guest takes the way, a booking or the last answer along on their phone.',
  input: sendToPhoneInput,
  effect: 'none',
  async run(context, { what, id }, signal) {
    const card = await CARDS[what](context, id, signal);
    const data: SendToPhoneData = { what, title: card?.title ?? null };
    return { found: card !== null, data, cards: card === null ? [] : [card] };
  },
});

type MakeCard = (context: ToolContext, id: string | undefined, signal: AbortSignal) => Promise<CardOf<'qr'> | null>;

const wayCard: MakeCard = async (context, id, signal) => {
  const to = id ?? context.lastPlaceId;
  if (to === undefined) return null;
  const { data } = await directions.run(context, { to }, signal);
  if (data.to === null || data.route === null) return null;
  return { id: context.ids.next(), kind: 'qr', title: context.t('phone.way', { place: data.to.name }), route: data.route };
};

/** The last answer, word for word, below the question it was for. */
const answerCard: MakeCard = async (context) => {
  const last = context.recent?.at(-1);
  if (last === undefined || last.answer === '') return null;
  return textCard(context, context.t('phone.answer'), [context.know.venue.name, '', last.question, last.answer]);
};

/** What the guest needs at the door: their next booking, or the one they mean. */
const bookingCard: MakeCard = async (context, id) => {
  const { bookings } = await ownBookings(context);
  const [booking] = id === undefined ? bookings.filter(({ status }) => status === 'booked') : meantBookings(id, bookings, context);
  if (booking === undefined) return null;
  const { name, whenText, placeName, floorName, party, reference } = bookingView(booking, context);
  const where = [...new Set([placeName, floorName])].filter((part) => part !== '' && part !== name).join(', ');
  const lines = [
    name,
    `${booking.from.slice(0, 10)} ${whenText}`,
    where,
    `${context.t('ticket.number', { ticket: reference })} · ×${party}`,
  ];
  return textCard(context, name, [context.know.venue.name, '', ...lines.filter((line) => line !== '')]);
};

const CARDS: Readonly<Record<SendToPhoneData['what'], MakeCard>> = { way: wayCard, booking: bookingCard, answer: answerCard };

function textCard(context: ToolContext, title: string, lines: readonly string[]): CardOf<'qr'> {
  return { id: context.ids.next(), kind: 'qr', title, text: withinBytes(lines.join('\n').trim()) };
}

/** Cut between characters, not within one. */
function withinBytes(text: string): string {
  const encoder = new TextEncoder();
  if (encoder.encode(text).length <= MOST_BYTES) return text;
  let out = '';
  let bytes = encoder.encode('…').length;
  for (const character of text) {
    bytes += encoder.encode(character).length;
    if (bytes > MOST_BYTES) break;
    out += character;
  }
  return `${out}…`;
}
