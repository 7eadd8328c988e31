import { z } from 'zod';
import { alternativesTo } from './booking/alternatives.ts';
import {
  type BookingOutcome,
  bookingData,
  dayInput,
  kindInput,
  offersCard,
  partyInput,
  refused,
  targetInput,
  timeInput,
  viewsOf,
} from './booking/booking-data.ts';
import { findBookable, nameOf } from './booking/find-bookable.ts';
import { overlapsWith } from './booking/overlaps.ts';
import { weigh } from './booking/weigh.ts';
import { dateOf } from './local-time.ts';
import { defineTool, type ToolContext } from './tool.ts';
import { walksFrom } from './walk.ts';

export const availabilityInput = z.object({
  kind: kindInput,
  target: targetInput.optional().describe('Left out: whatever is free'),
  day: dayInput.optional(),
  time: timeInput.optional(),
  party: partyInput.optional(),
  diets: z.array(z.string().max(40)).max(6).optional().describe('Beside those the guest told before'),
});

export const availability = defineTool({
  name: 'availability',
  description:
    'What can be booked: free tables, seats in sessions and tours, for a party, day and time; when it is full or closed, the nearest alternatives that fit. Call it before book.',
  input: availabilityInput,
  effect: 'none',
  async run(context, input): Promise<BookingOutcome> {
    const { kind, target, party = 1 } = input;
    const missed = { kind, day: input.day ?? dateOf(context.now), time: input.time, party, diets: dietsOf(context, input.diets) };
    if (target === undefined) return anything(missed, context);
    const meant = findBookable(target, kind, context);
    if (!meant.found) return cannotBook(target, meant.name);
    const weighed = await weigh(meant.bookables, { day: input.day, time: input.time, party }, context);
    if (!weighed.fits) return refused(weighed, missed, context);
    const { bookable, slot } = weighed.offer;
    const walkM = bookable.placeId === null ? null : walksFrom(context, context.preferences.stepFree)(bookable.placeId);
    const slots = viewsOf([{ ...weighed.offer, walkM }], context);
    const data = bookingData('free', bookable.target.id, {
      name: nameOf(bookable.target, context) ?? '',
      asked: { kind: bookable.kind, target: bookable.target.id, day: dateOf(slot.from), time: slots[0]?.time, party },
      slots,
      overlaps: await overlapsWith(slot, context),
    });
    return { found: true, data, cards: offersCard(slots, party, context) };
  },
});

/** Nothing of that name, or nothing that is booked here: for staff. */
export function cannotBook(target: string, name: string | null): BookingOutcome {
  return { found: false, data: bookingData(name === null ? 'unknown' : 'not-bookable', target, { name: name ?? '' }), cards: [] };
}

export function dietsOf({ preferences }: ToolContext, asked: readonly string[] = []): string[] {
  return [...new Set([...preferences.diets, ...asked.map((diet) => diet.toLowerCase())])];
}

async function anything(missed: Parameters<typeof alternativesTo>[0], context: ToolContext): Promise<BookingOutcome> {
  const slots = viewsOf(await alternativesTo(missed, context), context);
  const { kind, day, time, party } = missed;
  const data = bookingData(slots.length > 0 ? 'free' : 'not-bookable', '', { asked: { kind, target: '', day, time, party }, slots });
  return { found: slots.length > 0, data, cards: offersCard(slots, party, context) };
}
