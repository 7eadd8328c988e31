import { z } from 'zod';
import type { CardOf } from '../contract/index.ts';
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
    const card = what === 'way' ? await wayCard(context, id, signal) : what === 'answer' ? answerCard(context) : null;
    const data: SendToPhoneData = { what, title: card?.title ?? null };
    return { found: card !== null, data, cards: card === null ? [] : [card] };
  },
});

async function wayCard(context: ToolContext, id: string | undefined, signal: AbortSignal): Promise<CardOf<'qr'> | null> {
  const to = id ?? context.lastPlaceId;
  if (to === undefined) return null;
  const { data } = await directions.run(context, { to }, signal);
  if (data.to === null || data.route === null) return null;
  return { id: context.ids.next(), kind: 'qr', title: context.t('phone.way', { place: data.to.name }), route: data.route };
}

/** The last answer, word for word, below the question it was for. */
function answerCard(context: ToolContext): CardOf<'qr'> | null {
  const last = context.recent?.at(-1);
  if (last === undefined || last.answer === '') return null;
  return textCard(context, context.t('phone.answer'), [context.know.venue.name, '', last.question, last.answer]);
}

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
