import { allBookable, nameOf } from '../../tools/booking/find-bookable.ts';
import { texts } from '../../tools/knowledge.ts';
import { dateOf, dayAfter, timeOf } from '../../tools/local-time.ts';
import type { ToolCall, ToolOutcome } from '../../tools/registry.ts';
import { dishesFor } from '../../tools/views.ts';
import { type Session, textIn } from '../../venue/model.ts';
import { foldedWords } from '../../venue/search/fold.ts';
import { askWhichBooking, askWhichTime, noBookings, offerSlots } from '../answers/answer-booking.ts';
import { askSlot, earlierCase, type GoalReply, leadDeclined, stillOpen } from '../answers/answer-goal.ts';
import type { PlanRequest } from '../planner.ts';
import type { Goal, Slots } from './goal.ts';
import { goalAs } from './goal-list.ts';
import { meantBookings } from './meant-bookings.ts';

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

/** A wake-up call needs its time; anything else can be passed on as it was said. */
function planRequestOf(goal: Goal, { context }: PlanRequest): readonly ToolCall[] | GoalReply {
  const { service, detail, time } = goal.slots;
  const asked = context.know.services.get(text(service));
  const wakes = asked !== undefined && WAKES.test([...texts(asked.name), ...asked.aliases].flatMap(foldedWords).join(' '));
  if (wakes && time === undefined && !TIME.test(foldedWords(text(detail)).join(' '))) return askSlot(goal, 'time', context);
  const whole = text(detail).includes(text(time)) ? text(detail) : `${text(detail)}; ${text(time)}`;
  return [{ name: 'hotel_service', input: { service: text(service), detail: whole.slice(0, 500) } }];
}

const WAKES = /\b(wake|weckruf|wecken|reveil|despertador|sveglia)\b/;
/** A clock time is said, in any of the kiosk's languages. */
const TIME = /\b(at|um|alle|a las|half|quarter|halb|viertel|oclock|uhr|heures?|am|pm|noon|midnight)\b|\d{1,2} \d{2}|\d{1,2}(am|pm|h)\b/;

/** The last outcome of a tool in this turn. */
function given<N extends ToolOutcome['name']>(request: PlanRequest, name: N): Extract<ToolOutcome, { name: N }> | undefined {
  return request.rounds.flat().findLast((outcome): outcome is Extract<ToolOutcome, { name: N }> => outcome.name === name);
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
  if (checked.data.status !== 'free' || slot === undefined || (other !== undefined && text(slots.target) === ''))
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

/** In the order a person in sales would ask. */
const LEAD_SLOTS = ['size', 'budget', 'timeframe', 'contactName', 'contact'] as const;

function planLead(goal: Goal, { context }: PlanRequest): readonly ToolCall[] | GoalReply {
  const { slots } = goal;
  // Who does not want to be reached is asked nothing more.
  if (slots.contact === '') return leadDeclined(goalAs(goal, 'given-up', context.now), context);
  const missing = LEAD_SLOTS.find((slot) => slots[slot] === undefined);
  if (missing !== undefined) return askSlot(goal, missing, context);
  const said = Object.fromEntries(
    LEAD_SLOTS.flatMap((slot) => (text(slots[slot]) === '' ? [] : [[slot, text(slots[slot]).slice(0, 200)]])),
  );
  return [{ name: 'register_interest', input: { need: text(slots.need).slice(0, 500), ...said, consent: true } }];
}

function planCase(goal: Goal, request: PlanRequest): readonly ToolCall[] | GoalReply {
  const { context } = request;
  const { slots } = goal;
  const mine = given(request, 'my_cases');
  if (mine === undefined && slots.fresh !== true) return [{ name: 'my_cases', input: {} }];
  const open = mine?.data.cases.filter(({ status }) => status === 'open') ?? [];
  const known = open.find(({ id }) => id === slots.caseId);
  if (known !== undefined) return stillOpen(goalAs(goal, 'waiting-staff', context.now), known, context);
  const [earlier] = open;
  if (earlier !== undefined && slots.fresh !== true) return earlierCase(goal, earlier, context);
  const detail = text(slots.detail);
  if (detail === '') return askSlot(goal, 'detail', context);
  return [{ name: 'open_case', input: { about: inShort(detail), detail } }];
}

function planItem(goal: Goal, { context, percept }: PlanRequest): readonly ToolCall[] | GoalReply {
  const { what, where, when, details } = goal.slots;
  if (text(what) === '') return askSlot(goal, 'what', context);
  const at = text(where) === '' ? {} : { where: text(where).slice(0, 200) };
  if (goal.kind === 'found-item') return [{ name: 'report_found', input: { what: text(what).slice(0, 200), ...at } }];
  const german = percept.language === 'de';
  return [
    { name: 'remember', input: { facts: [], topic: german ? `verloren: ${text(what)}` : `lost ${text(what)}` } },
    { name: 'find_places', input: { category: 'lost-found' } },
    { name: 'faq', input: { question: german ? 'fundbüro verloren' : 'lost and found' } },
    {
      name: 'report_lost',
      input: {
        what: text(what).slice(0, 200),
        ...at,
        ...(text(when) === '' ? {} : { when: text(when).slice(0, 100) }),
        ...(text(details) === '' ? {} : { details: text(details).slice(0, 500) }),
      },
    },
  ];
}

/** The first words of what happened, as a title. */
function inShort(detail: string): string {
  const whole = detail.replaceAll(/\s+/g, ' ').trim();
  // "I want to complain, my room …": the matter is what follows.
  const [, rest] = /^(?:\S+ ){0,5}?\S+[,:] (\S+ \S+ \S.*)$/u.exec(whole) ?? [];
  const plain = rest ?? whole;
  return plain.length <= 80 ? plain : `${plain.slice(0, 79).replace(/\s\S*$/, '')}…`;
}

function text(value: Slots[string] | undefined): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}
