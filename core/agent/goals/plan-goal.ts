import { allBookable, nameOf } from '../../tools/booking/find-bookable.ts';
import { dateOf, dayAfter, timeOf } from '../../tools/local-time.ts';
import type { ToolCall } from '../../tools/registry.ts';
import { dishesFor } from '../../tools/views.ts';
import { type Session, textIn } from '../../venue/model.ts';
import { askWhichBooking, askWhichTime, noBookings, offerSlots } from '../answers/answer-booking.ts';
import { askSlot, type GoalReply } from '../answers/answer-goal.ts';
import type { PlanRequest } from '../planner.ts';
import { given, text } from './given.ts';
import type { Goal, Slots } from './goal.ts';
import { goalAs } from './goal-list.ts';
import { meantBookings } from './meant-bookings.ts';
import { planCase, planItem, planLead, planRequestOf } from './plan-desk-goal.ts';

/** The next step of a goal: tools to run, or what to say. It is planned from the goal and what the tools gave; nothing is kept. */
export function planGoal(goal: Goal, request: PlanRequest): readonly ToolCall[] | GoalReply {
  switch (goal.kind) {
    case 'book-table':
    case 'book-seat':
    case 'book-tour':
      return planBooking(goal, request);
    case 'change-booking':
    case 'cancel-booking':
      return planOwn(goal, request);
    case 'lead':
      return planLead(goal, request);
    case 'support-case':
      return planCase(goal, request);
    case 'lost-item':
    case 'found-item':
      return planItem(goal, request);
    case 'hotel-request':
      return planRequestOf(goal, request);
    case 'check-in':
      return [{ name: 'check_in_info', input: {} }];
  }
}

const KIND = { 'book-table': 'table', 'book-seat': 'seat', 'book-tour': 'tour' } as const;

function planBooking(begun: Goal, request: PlanRequest): readonly ToolCall[] | GoalReply {
  const goal = filledIn(begun, request);
  const { slots } = goal;
  const kind = KIND[goal.kind as keyof typeof KIND];
  const checked = given(request, 'availability');
  const again =
    checked === undefined && slots.time === undefined && typeof slots.target === 'string' ? repeatsOf(slots.target, request) : [];
  if (again.length > 1) return askWhichTime(goal, again, request.context);
  if (checked === undefined) {
    const missing = missingOf(goal, request);
    if (missing !== null) return askSlot(goal, missing, request.context);
    const { target, day, time, diets } = slots;
    return [
      {
        name: 'availability',
        input: {
          kind,
          party: partyOf(slots),
          ...(typeof target === 'string' && target !== '' ? { target } : {}),
          ...(typeof day === 'string' ? { day } : {}),
          ...(typeof time === 'string' ? { time } : {}),
          ...(Array.isArray(diets) ? { diets: [...(diets as readonly string[])] } : {}),
        },
      },
    ];
  }
  const [slot, other] = checked.data.slots;
  // Who leaves it to the kiosk gets the first that fits.
  const anywhere = slots.target === '' && slot?.time === slots.time;
  if (checked.data.status !== 'free' || slot === undefined || (other !== undefined && text(slots.target) === '' && !anywhere))
    return offerSlots(goal, checked.data, request.context);
  return [{ name: 'book', input: { kind, target: slot.target, day: slot.day, time: slot.time, party: partyOf(slots) } }];
}

/** A session that takes place more than once, each time that is still to come. */
function repeatsOf(id: string, { context }: PlanRequest): readonly Session[] {
  const { know, now, locale } = context;
  const session = know.sessions.get(id);
  if (session === undefined) return [];
  const title = textIn(session.title, locale);
  return know.venue.sessions
    .filter((one) => one.status === 'scheduled' && one.startsAt > now && textIn(one.title, locale) === title)
    .sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
}

/** What need not be asked: the only place there is, and the day where a time alone was said. */
function filledIn(goal: Goal, { context }: PlanRequest): Goal {
  const slots: Record<string, Slots[string]> = { ...goal.slots };
  if (goal.kind === 'book-table') {
    const [only, other] = slots.target === undefined ? suiting(slots, context) : [];
    if (only !== undefined && other === undefined) slots.target = only.id;
    if (typeof slots.time === 'string' && slots.day === undefined) {
      const today = dateOf(context.now);
      slots.day = slots.time > timeOf(context.now) ? today : dayAfter(today, 1);
    }
  }
  return { ...goal, slots };
}

/** A bench in the spa is booked like a table, and is none that a guest who asks for a table means. */
const EATEN_AT: ReadonlySet<string> = new Set(['restaurant', 'bar', 'cafe']);

/** Where a table can be booked for these diets. */
export function suiting(slots: Slots, context: PlanRequest['context']): { readonly id: string; readonly name: string }[] {
  const diets = [...(Array.isArray(slots.diets) ? (slots.diets as readonly string[]) : []), ...context.preferences.diets];
  const { avoid } = context.preferences;
  const every = allBookable('table', context);
  const eaten = every.filter(({ placeId }) => placeId !== null && EATEN_AT.has(context.know.places.get(placeId)?.kind ?? 'other'));
  const all = eaten.length > 0 ? eaten : every;
  const fitting =
    diets.length + avoid.length === 0
      ? all
      : all.filter(({ placeId }) => placeId !== null && dishesFor(placeId, diets, avoid, context) > 0);
  return (fitting.length > 0 ? fitting : all).map(({ target }) => ({ id: target.id, name: nameOf(target, context) ?? target.id }));
}

function missingOf({ kind, slots }: Goal, { context }: PlanRequest): string | null {
  if (kind === 'book-table') {
    if (slots.target === undefined && suiting(slots, context).length <= MOST_NAMED) return 'target';
    if (slots.day === undefined && slots.time === undefined) return 'when';
    if (slots.time === undefined) return 'time';
    return slots.party === undefined ? 'party' : null;
  }
  if (slots.target === undefined && slots.day === undefined && slots.time === undefined) return kind === 'book-seat' ? 'session' : 'tour';
  return null;
}

/** More places than these are not read out: what is free is looked for instead. */
const MOST_NAMED = 6;

function partyOf({ party }: Slots): number {
  return typeof party === 'number' ? party : 1;
}

function planOwn(goal: Goal, request: PlanRequest): readonly ToolCall[] | GoalReply {
  const { context } = request;
  const mine = given(request, 'my_bookings');
  if (mine === undefined) return [{ name: 'my_bookings', input: {} }];
  const held = mine.data.bookings.filter(({ status }) => status === 'booked');
  const meant = meantBookings(held, goal.slots);
  const [booking, other] = meant;
  if (booking === undefined) return noBookings(goalAs(goal, 'given-up', context.now), mine.data, context);
  if (other !== undefined) return askWhichBooking(goal, meant, context);
  const known: Goal = { ...goal, slots: { ...goal.slots, booking: booking.id, kind: booking.kind } };
  if (goal.kind === 'cancel-booking') return [{ name: 'cancel_booking', input: { booking: booking.id } }];
  const { day, time, party } = goal.slots;
  if (day === undefined && time === undefined && party === undefined) return askSlot(known, 'change', context);
  return [
    {
      name: 'change_booking',
      input: {
        booking: booking.id,
        ...(typeof day === 'string' ? { day } : {}),
        ...(typeof time === 'string' ? { time } : {}),
        ...(typeof party === 'number' ? { party } : {}),
      },
    },
  ];
}
