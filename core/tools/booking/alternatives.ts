import type { Bookable } from '../../booking/bookable.ts';
import type { Booking, BookingKind } from '../../booking/booking.ts';
import { MINUTES_A_DAY, toDay, toMinutes } from '../../venue/local-time.ts';
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
/** Where nothing was named. */
const ANYWHERE = 6;
/** Another place is worth a walk at about the same time, not on another evening. */
const ABOUT_MINUTES = 60;
/** The same time on the next day is as good as this many minutes earlier or later today. */
const DAY_MINUTES = 240;
/** Days ahead on which the same thing is looked for. */
const DAYS = 7;
const METRES_A_MINUTE = 70;

/**
 * The nearest to what was wanted, for the same party and diets: the same place at other times, nearest first, then others at
 * that time, where a minute of walking counts as much as a minute of waiting.
 * @param but a booking that would be given back.
 */
export async function alternativesTo(missed: Missed, context: ToolContext, but?: Booking): Promise<Alternative[]> {
  const walk = walksFrom(context, context.preferences.stepFree);
  const at = wantedAt(missed, context);
  const withWalk = (offer: Offer): Alternative => {
    const { placeId } = offer.bookable;
    return { ...offer, walkM: placeId === null ? null : walk(placeId) };
  };
  const cost = ({ slot, walkM }: Alternative) => minutesApart(slot.from, at) + (walkM ?? 0) / METRES_A_MINUTE;
  const byCost = (a: Alternative, b: Alternative) => cost(a) - cost(b);

  const same = (await sameElsewhen(missed, at, context, but)).map(withWalk).sort(byCost).slice(0, SAME_PLACE);
  const others: Alternative[] = [];
  for (const bookable of suitable(missed, context)) {
    const offers = await fitting(bookable, missed.day, missed.party, context, but);
    const nearest = offers.map(withWalk).sort(byCost)[0];
    if (nearest !== undefined && isNear(nearest, at, missed)) others.push(nearest);
  }
  return [...same, ...others.sort(byCost).slice(0, missed.bookable === undefined ? ANYWHERE : ELSEWHERE)];
}

/** The same thing at other times of this and the next days; a session of the same name whenever it is. */
async function sameElsewhen({ bookable, day, party }: Missed, at: number, context: ToolContext, but?: Booking): Promise<Offer[]> {
  if (bookable === undefined) return [];
  if (bookable.when.kind === 'once') {
    const again = repeatsOf(bookable, context);
    return (await Promise.all(again.map((one) => fitting(one, startDay(one), party, context, but)))).flat();
  }
  const today = dateOf(context.now);
  const from = day < today ? today : day;
  const found: Offer[] = [];
  for (let ahead = 0; ahead <= DAYS; ahead += 1) {
    // Nothing of a later day can come before these.
    if (found.filter(({ slot }) => minutesApart(slot.from, at) <= ahead * DAY_MINUTES).length >= SAME_PLACE) break;
    found.push(...(await fitting(bookable, dayAfter(from, ahead), party, context, but)));
  }
  return found;
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
  const sort = bookable === undefined ? 'food' : sortOf(bookable.placeId, context);
  const name = bookable === undefined ? null : nameOf(bookable.target, context);
  return others.filter(({ target, placeId }) => {
    if (kind === 'table') {
      const fed = diets.length + avoid.length === 0 || (placeId !== null && dishesFor(placeId, diets, avoid, context) > 0);
      return sortOf(placeId, context) === sort && (fed || sort !== 'food');
    }
    const other = target.type === 'session' ? context.know.sessions.get(target.id) : undefined;
    // One of the same name is the same thing at another time.
    return session === undefined || other === undefined || (alike(session, other) && nameOf(target, context) !== name);
  });
}

/** Nobody who wants dinner is sent to a massage. */
function sortOf(placeId: string | null, { know }: ToolContext): string {
  const kind = placeId === null ? undefined : know.places.get(placeId)?.kind;
  return kind === 'restaurant' || kind === 'bar' || kind === 'cafe' ? 'food' : (kind ?? 'other');
}

function alike(a: Session, b: Session): boolean {
  const language = a.language === undefined || b.language === undefined || a.language === b.language;
  const sort = (a.track !== undefined && a.track === b.track) || (a.kind !== undefined && a.kind === b.kind);
  return language && (sort || (a.startsAt < b.endsAt && b.startsAt < a.endsAt));
}

function repeatsOf({ kind, target }: Bookable, context: ToolContext): Bookable[] {
  const name = nameOf(target, context);
  return allBookable(kind, context).filter((one) => one.target.type === 'session' && nameOf(one.target, context) === name);
}

function startDay({ when }: Bookable): string {
  return when.kind === 'once' ? dateOf(when.from) : '';
}

function isNear({ slot }: Alternative, at: number, { kind, bookable }: Missed): boolean {
  return kind !== 'table' || bookable === undefined || minutesApart(slot.from, at) <= ABOUT_MINUTES;
}

/** @param at minutes, as toMinutes() counts */
function minutesApart(from: string, at: number): number {
  const days = Math.abs(toDay(from) - Math.floor(at / MINUTES_A_DAY));
  const ofDay = toMinutes(from) - toDay(from) * MINUTES_A_DAY;
  return Math.abs(ofDay - (at % MINUTES_A_DAY)) + days * DAY_MINUTES;
}

function wantedAt({ bookable, day, time }: Missed, { now }: ToolContext): number {
  if (time !== undefined) return toMinutes(`${day < dateOf(now) ? dateOf(now) : day}T${time}`);
  if (bookable?.when.kind === 'once') return toMinutes(bookable.when.from);
  return toMinutes(day <= dateOf(now) ? now : `${day}T12:00`);
}
