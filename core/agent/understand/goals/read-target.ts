import { bookablePlace } from '../../../booking/bookable.ts';
import type { BookingKind } from '../../../booking/booking.ts';
import { bookableOf } from '../../../tools/booking/find-bookable.ts';
import type { EntityKind } from '../../../tools/knowledge.ts';
import type { ToolContext } from '../../../tools/tool.ts';
import { PLAIN_WORDS, STOP_WORDS } from '../../../venue/search/everyday-words.ts';
import { foldedWords } from '../../../venue/search/fold.ts';
import { inFocus, type Thing } from '../../dialogue.ts';
import type { GoalKind } from '../../goals/goal.ts';
import type { Frame } from '../frame.ts';
import { optionIn } from '../read-pending.ts';

export interface SaidTarget {
  readonly id: string;
  readonly kind: GoalKind;
}

const GOAL_OF: Readonly<Record<BookingKind, GoalKind>> = { table: 'book-table', seat: 'book-seat', tour: 'book-tour' };
const KINDS: ReadonlySet<EntityKind> = new Set(['place', 'session', 'service']);
/** So much of a name has to be said. */
const OF_NAME = 0.6;
const HALF_NAME = 0.45;
const POINTING =
  /\b(that one|this one|the one|there|it|in then|that|dort|da|den|das|dieses?|diesen|celui la|celle la|la bas|ese|esa|alli|quello|quella|li)\b/;

/**
 * What is to be booked: named, pointed at ("that one"), or told by what is eaten there; null where nothing of it can be booked.
 * @param points false where "it" is the booking itself: "make it five"
 */
export function readTarget(frame: Frame, kind: GoalKind | null, points = true): SaidTarget | null {
  const fits = (target: SaidTarget) => kind === null || target.kind === kind || (kind !== 'book-table' && target.kind !== 'book-table');
  for (const read of points ? [named, cooked, pointedAt] : [named, cooked]) {
    const target = read(frame);
    if (target !== null && fits(target)) return target;
  }
  return null;
}

function named(frame: Frame): SaidTarget | null {
  const { context, asked, targets } = frame;
  for (const kind of ['place', 'session', 'service'] as const) {
    const link = targets.best.get(kind);
    const target = link === undefined || (link.ofName < OF_NAME && link.matched < 2) ? null : targetOf(kind, link.id, context);
    if (target !== null) return target;
  }
  const links = context.know.names.link(asked, KINDS).filter((link) => link.ofName >= HALF_NAME);
  const bookable = links.flatMap((link) => {
    const target = targetOf(link.kind as 'place' | 'session' | 'service', link.id, context);
    return target === null ? [] : [{ target, link }];
  });
  const [first, second] = bookable;
  if (first === undefined) return null;
  // Half a name will do where it is no other's.
  const alone = second === undefined || second.link.ofName < first.link.ofName - 0.05 || second.link.from !== first.link.from;
  return first.link.ofName >= OF_NAME || alone ? first.target : null;
}

/** "Somewhere with steak": where a dish that was named is on the menu. */
function cooked({ targets, context }: Frame): SaidTarget | null {
  const dish = targets.best.get('dish');
  const placeId = dish === undefined ? undefined : context.know.dishes.get(dish.id)?.placeId;
  return placeId === undefined ? null : targetOf('place', placeId, context);
}

function pointedAt(frame: Frame): SaidTarget | null {
  const { dialogue, context, text, percept } = frame;
  const isShort = dialogue.listed.length > 1 && percept.words.length <= 9;
  const listed = isShort ? (optionIn(dialogue.listed, frame) ?? onlyOne(dialogue.listed, percept.words)) : null;
  if (listed !== null && (listed.kind === 'place' || listed.kind === 'session' || listed.kind === 'service'))
    return targetOf(listed.kind, listed.id, context);
  if (!POINTING.test(text) && !POINTING.test(percept.said.join(' '))) return null;
  return inFocusTarget(frame);
}

/** What was talked about last, where it can be booked: a session before the room it is in. */
export function inFocusTarget({ dialogue, context }: Frame): SaidTarget | null {
  const thing = inFocus(dialogue, 'session') ?? inFocus(dialogue, 'place', 'service');
  if (thing === null || (thing.kind !== 'place' && thing.kind !== 'session' && thing.kind !== 'service')) return null;
  return targetOf(thing.kind, thing.id, context);
}

export function targetOf(type: 'place' | 'session' | 'service', id: string, context: ToolContext): SaidTarget | null {
  const bookable = bookableOf({ type, id }, context);
  return bookable === null ? null : { id, kind: GOAL_OF[bookable.kind] };
}

/** Whether anything of the venue is booked as this kind. */
export function canBook(kind: GoalKind, { know }: ToolContext): boolean {
  const { places, sessions, services, seatsBookable } = know.venue;
  if (kind === 'book-table') return places.some((place) => bookablePlace(place) !== null);
  const seats = seatsBookable === true || sessions.some((session) => session.seats !== undefined);
  if (kind === 'book-tour') return seats || services.some((service) => service.booking !== undefined);
  return kind === 'book-seat'
    ? seats
    : canBook('book-table', { know } as ToolContext) || seats || services.some((service) => service.booking !== undefined);
}

/** "the tea one": the only entry with a word of what was said. */
function onlyOne(listed: readonly Thing[], words: readonly string[]): Thing | null {
  for (const word of words) {
    if (word.length < 3 || STOP_WORDS.has(word) || PLAIN_WORDS.has(word)) continue;
    const [only, other] = listed.filter(({ name }) => foldedWords(name).includes(word));
    if (only !== undefined && other === undefined) return only;
  }
  return null;
}
