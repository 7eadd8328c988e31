import type { Bookable } from '../../booking/bookable.ts';
import type { Booking, BookingKind } from '../../booking/booking.ts';
import { toMinutes } from '../../venue/local-time.ts';
import type { Session } from '../../venue/model.ts';
import { dateOf, dayAfter } from '../local-time.ts';
import type { ToolContext } from '../tool.ts';
import { dishesFor } from '../views.ts';
import { walksFrom } from '../walk.ts';
import { allBookable, nameOf } from './find-bookable.ts';
import { type Offer, offersOn } from './offers.ts';

/** What was wanted and cannot be had. */
export interface Missed {
  readonly kind: BookingKind;
  /** Left out: anything of the kind. */
  readonly bookable?: Bookable;
  readonly day: string;
  readonly time: string | undefined;
  readonly party: number;
  readonly diets: readonly string[];
}

export interface Alternative extends Offer {
  /** From the kiosk, in metres; null without a way. */
  readonly walkM: number | null;
}

const SAME_PLACE = 2;
const ELSEWHERE = 2;
/** Another place at about the same time. */
const ABOUT_MINUTES = 60;
/** Days ahead on which the same thing is looked for where its day has nothing. */
const DAYS = 7;
const METRES_A_MINUTE = 70;

/**
 * The nearest to what was wanted, for the same party and diets: the same place at other times, nearest first, then others at
 * that time, where a minute of walking counts as much as a minute of waiting.
 */
export async function alternativesTo(missed: Missed, context: ToolContext, but?: Booking): Promise<Alternative[]> {
  const walk = walksFrom(context, context.preferences.stepFree);
  const at = wantedAt(missed, context);
  const cost = ({ slot, walkM }: Alternative) => Math.abs(toMinutes(slot.from) - at) + (walkM ?? 0) / METRES_A_MINUTE;
  const withWalk = (offer: Offer): Alternative => ({
    ...offer,
    walkM: offer.bookable.placeId === null ? null : walk(offer.bookable.placeId),
  });
  const byCost = (a: Alternative, b: Alternative) => cost(a) - cost(b);

  const same = (await sameElsewhen(missed, context, but)).map(withWalk).sort(byCost).slice(0, SAME_PLACE);
  const others: Alternative[] = [];
  for (const bookable of suitable(missed, context)) {
    const nearest = (await fitting(bookable, missed.day, missed.party, context, but)).map(withWalk).sort(byCost)[0];
    if (nearest !== undefined && (missed.bookable === undefined || nearAt(nearest, at, missed))) others.push(nearest);
  }
  return [...same, ...others.sort(byCost).slice(0, ELSEWHERE)];
}

/** The same thing at other times of the day, or of the next day that has any; a session of the same name whenever it is. */
async function sameElsewhen({ bookable, day, party }: Missed, context: ToolContext, but?: Booking): Promise<Offer[]> {
  if (bookable === undefined || party > bookable.maxParty) return [];
  if (bookable.when.kind === 'once') {
    const again = repeatsOf(bookable, context);
    return (await Promise.all(again.map((one) => fitting(one, startDay(one), party, context, but)))).flat();
  }
  const from = day < dateOf(context.now) ? dateOf(context.now) : day;
  for (let ahead = 0; ahead <= DAYS; ahead += 1) {
    const found = await fitting(bookable, dayAfter(from, ahead), party, context, but);
    if (found.length > 0) return found;
  }
  return [];
}

async function fitting(bookable: Bookable, day: string, party: number, context: ToolContext, but?: Booking): Promise<Offer[]> {
  if (party > bookable.maxParty) return [];
  return (await offersOn(bookable, day, context, but)).filter(({ free }) => free >= party);
}

/** Others of the kind that suit the same guests: a kitchen for their diets, a session of the same sort. */
function suitable({ bookable, kind, diets }: Missed, context: ToolContext): Bookable[] {
  const others = allBookable(kind, context).filter(({ target }) => target.id !== bookable?.target.id);
  const { avoid } = context.preferences;
  const session = bookable?.target.type === 'session' ? context.know.sessions.get(bookable.target.id) : undefined;
  return others.filter(({ target, placeId }) => {
    if (kind === 'table') return diets.length + avoid.length === 0 || (placeId !== null && dishesFor(placeId, diets, avoid, context) > 0);
    if (session === undefined || target.type !== 'session') return true;
    const other = context.know.sessions.get(target.id);
    return other !== undefined && alike(session, other) && nameOf(target, context) !== nameOf({ type: 'session', id: session.id }, context);
  });
}

function alike(a: Session, b: Session): boolean {
  const language = a.language === undefined || b.language === undefined || a.language === b.language;
  const sort = (a.track !== undefined && a.track === b.track) || (a.kind !== undefined && a.kind === b.kind);
  return language && (sort || (a.startsAt < b.endsAt && b.startsAt < a.endsAt));
}

function repeatsOf({ target }: Bookable, context: ToolContext): Bookable[] {
  const name = nameOf(target, context);
  return allBookable('seat', context)
    .concat(allBookable('tour', context))
    .filter((one) => one.target.type === 'session' && nameOf(one.target, context) === name);
}

function startDay({ when }: Bookable): string {
  return when.kind === 'once' ? dateOf(when.from) : '';
}

/** Tables elsewhere are worth a walk, not another evening; a like session on the same day is. */
function nearAt({ slot }: Alternative, at: number, { kind }: Missed): boolean {
  return kind !== 'table' || Math.abs(toMinutes(slot.from) - at) <= ABOUT_MINUTES;
}

function wantedAt({ bookable, day, time }: Missed, { now }: ToolContext): number {
  if (time !== undefined) return toMinutes(`${day}T${time}`);
  if (bookable?.when.kind === 'once') return toMinutes(bookable.when.from);
  return toMinutes(day === dateOf(now) ? now : `${day}T12:00`);
}
