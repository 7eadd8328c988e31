import type { BookingData } from '../../tools/booking/booking-data.ts';
import type { BookingView, OfferView } from '../../tools/booking/booking-views.ts';
import { dateOf, timeOf } from '../../tools/local-time.ts';
import { dayText, listText, momentText } from '../../tools/speech-words.ts';
import type { ToolContext } from '../../tools/tool.ts';
import { type Session, textIn } from '../../venue/model.ts';
import type { GoalOption, Pending } from '../dialogue.ts';
import type { Goal } from '../goals/goal.ts';
import type { GoalReply } from './answer-goal.ts';
import { type Asked, offerStaff, type Reply } from './reply.ts';

/** So many are read out; the screen shows all. */
const MOST_SAID = 3;

/** "Tideline, today at 19:30" */
export function bookingText({ name, day, time }: Pick<OfferView, 'name' | 'day' | 'time'>, context: ToolContext): string {
  return context.t('booking.text', { name, when: momentOf(day, time, context) });
}

/** "today at 19:30": a booking's day is always said. */
export function momentOf(day: string, time: string, context: ToolContext): string {
  return context.t('when.dayAt', { day: dayText(day, context.now, context), time });
}

/** What came of booking, changing or cancelling; and what the guest has. */
export function answerBooking(data: BookingData, { context, goal = null }: Asked): Reply {
  const { t } = context;
  const [booking] = data.bookings;
  switch (data.status) {
    case 'booked':
    case 'changed':
    case 'cancelled': {
      if (booking === undefined) return { sentences: [t('booking.none')], outcome: 'nothing-found', chips: ['chip.staff'] };
      const { kind, party, reference, name, day, time } = booking;
      return {
        sentences: [
          t('booking.done', { status: data.status, kind, party, name, when: momentOf(day, time, context), reference }),
          ...overlapSentences(data, context),
        ],
        outcome: 'answered',
        chips: data.status === 'cancelled' ? ['chip.whatsOn', 'chip.eat'] : ['chip.toPhone', 'chip.wayThere', 'chip.myBookings'],
        focus: placeOf(booking),
      };
    }
    case 'listed':
      return listed(data, context);
    case 'which':
      return askWhich(data.bookings, goal, context);
    case 'free':
    case 'choose':
      return offered(data.slots, [], goal, context);
    default:
      return offered(data.alternatives, [whyNot(data, context)], goal, context);
  }
}

function placeOf({ placeId, placeName }: BookingView): NonNullable<Reply['focus']> {
  return placeId === null ? [] : [{ kind: 'place', id: placeId, name: placeName }];
}

/** Another booking of theirs at that time. */
export function overlapSentences({ overlaps }: Pick<BookingData, 'overlaps'>, context: ToolContext): string[] {
  return overlaps.length === 0
    ? []
    : [
        context.t('booking.overlap', {
          other: listText(
            overlaps.map((one) => bookingText(one, context)),
            context,
          ),
        }),
      ];
}

function listed({ bookings, pinForMore }: BookingData, context: ToolContext): Reply {
  const { t } = context;
  const pin = pinForMore ? [t('booking.pin')] : [];
  if (bookings.length === 0) return { sentences: [t('booking.none'), ...pin], outcome: 'answered', chips: ['chip.whatsOn', 'chip.eat'] };
  const told = bookings.slice(0, MOST_SAID).map((booking) => {
    const { notice, status, kind, party, name, day, time, reference } = booking;
    return t('booking.listed', { state: notice ?? status, kind, party, name, when: momentOf(day, time, context), reference });
  });
  return {
    sentences: [...told, ...pin],
    outcome: 'answered',
    chips: ['chip.toPhone', 'chip.wayThere'],
    focus: bookings.slice(0, 1).flatMap(placeOf),
  };
}

/** What can be had instead, or the times there are. */
export function offerSlots(goal: Goal, data: BookingData, context: ToolContext): GoalReply {
  const free = data.status === 'free' || data.status === 'choose';
  return { goal, ...offered(free ? data.slots : data.alternatives, free ? [] : [whyNot(data, context)], goal, context) };
}

function offered(offers: readonly OfferView[], why: readonly string[], goal: Goal | null, context: ToolContext): Reply {
  const { t } = context;
  const said = offers.slice(0, MOST_SAID);
  if (said.length === 0)
    return {
      sentences: [...why, t('booking.noOther')],
      outcome: 'nothing-found',
      chips: ['chip.yes', 'chip.no'],
      pending: offerStaff(why.join(' ')),
    };
  const options: GoalOption[] = said.map(({ name, target, day, time }) => ({ name: `${name} ${time}`, slots: { target, day, time } }));
  const texts = said.map((offer) => bookingText(offer, context));
  return {
    sentences: [...why, t('booking.offer', { count: said.length, options: listText(texts, context, 'disjunction') })],
    outcome: 'asked',
    partly: why.length > 0,
    chips: said.length === 1 ? ['chip.yes', 'chip.no'] : ['chip.forgetIt'],
    ...pendingOf(goal, options),
  };
}

function pendingOf(goal: Goal | null, options: readonly GoalOption[]): { readonly pending?: Pending } {
  return goal === null ? {} : { pending: { kind: 'goal-options', goalId: goal.id, options } };
}

function whyNot({ status, name, asked, maxParty }: BookingData, context: ToolContext): string {
  const day = asked.day === undefined ? '' : dayText(asked.day, context.now, context);
  const when = asked.day === undefined || asked.time === undefined ? day : momentText(`${asked.day}T${asked.time}`, context.now, context);
  return context.t('booking.why', { why: status.replaceAll('-', '_'), name: name === '' ? asked.target : name, when, max: maxParty ?? 0 });
}

export function noBookings(goal: Goal, { pinForMore }: BookingData, { t }: ToolContext): GoalReply {
  return {
    goal,
    sentences: [t('booking.none'), ...(pinForMore ? [t('booking.pin')] : [])],
    outcome: 'answered',
    chips: ['chip.staff', 'chip.whatsOn'],
  };
}

/** The same session more than once: which of them. */
export function askWhichTime(goal: Goal, sessions: readonly Session[], context: ToolContext): GoalReply {
  const said = sessions.slice(0, MOST_SAID + 1).map(({ id, startsAt }) => ({ id, day: dateOf(startsAt), time: timeOf(startsAt) }));
  const times = said.map(({ day, time }) => momentOf(day, time, context));
  const options = said.map(({ id, day, time }, index) => ({ name: times[index] ?? time, slots: { target: id, day, time } }));
  return {
    goal,
    sentences: [
      context.t('booking.times', { name: textIn(sessions[0]?.title, context.locale), options: listText(times, context, 'disjunction') }),
    ],
    outcome: 'asked',
    chips: ['chip.forgetIt'],
    pending: { kind: 'goal-options', goalId: goal.id, options },
  };
}

export function askWhichBooking(goal: Goal, bookings: readonly BookingView[], context: ToolContext): GoalReply {
  return { goal, ...askWhich(bookings, goal, context) };
}

function askWhich(bookings: readonly BookingView[], goal: Goal | null, context: ToolContext): Reply {
  const said = bookings.slice(0, MOST_SAID + 1);
  const options = said.map(({ id, name, day, time }) => ({ name: `${name} ${time}`, slots: { booking: id, of: `${day}T${time}` } }));
  const texts = said.map((booking) => bookingText(booking, context));
  return {
    sentences: [context.t('booking.which', { options: listText(texts, context, 'disjunction') })],
    outcome: 'asked',
    chips: ['chip.forgetIt'],
    ...pendingOf(goal, options),
  };
}
