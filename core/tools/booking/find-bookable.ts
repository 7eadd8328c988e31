import { type Bookable, bookablePlace, bookableService, bookableSession } from '../../booking/bookable.ts';
import type { BookingKind, BookingTarget } from '../../booking/booking.ts';
import { textIn } from '../../venue/model.ts';
import { foldedWords } from '../../venue/search/fold.ts';
import type { EntityKind } from '../knowledge.ts';
import type { ToolContext } from '../tool.ts';

export type FoundBookable =
  /** The likeliest first; several where a session of one name takes place more than once. */
  | { readonly found: true; readonly bookables: readonly Bookable[] }
  /** `name` of what was meant, which has no bookings here; null where nothing of that name is known. */
  | { readonly found: false; readonly name: string | null };

const NAMED: Readonly<Record<BookingKind, readonly EntityKind[]>> = {
  table: ['place'],
  seat: ['session'],
  tour: ['service', 'session'],
};
const ANY: readonly EntityKind[] = ['place', 'session', 'service'];
/** So much of a name must have been said. */
const OF_NAME = 0.5;

/** What is meant by an id or a name; what can be booked goes before what cannot, the kind asked for before others. */
export function findBookable(asked: string, kind: BookingKind, context: ToolContext): FoundBookable {
  const exact = targetsOf(asked, context);
  const said = exact.length > 0 ? exact : named(asked, NAMED[kind], context);
  const meant = said.length > 0 ? said : named(asked, ANY, context);
  const bookables = meant.flatMap((target) => bookableOf(target, context) ?? []);
  if (bookables.length > 0) return { found: true, bookables };
  const first = meant[0];
  return { found: false, name: first === undefined ? null : nameOf(first, context) };
}

export function bookableOf({ type, id }: BookingTarget, { know }: ToolContext): Bookable | null {
  if (type === 'place') {
    const place = know.places.get(id);
    return place === undefined ? null : bookablePlace(place);
  }
  if (type === 'service') {
    const service = know.services.get(id);
    return service === undefined ? null : bookableService(service);
  }
  const session = know.sessions.get(id);
  if (session === undefined) return null;
  return bookableSession(session, session.roomId === null ? undefined : know.places.get(session.roomId), know.venue);
}

/** Everything of the venue that is booked as this kind. */
export function allBookable(kind: BookingKind, context: ToolContext): Bookable[] {
  const { places, services, sessions } = context.know.venue;
  const of = (type: BookingTarget['type'], items: readonly { readonly id: string }[]) =>
    items.flatMap(({ id }) => bookableOf({ type, id }, context) ?? []);
  return [...of('place', places), ...of('service', services), ...of('session', sessions)].filter((one) => one.kind === kind);
}

export function nameOf({ type, id }: BookingTarget, { know, locale }: ToolContext): string | null {
  if (type === 'session') return textIn(know.sessions.get(id)?.title, locale) || null;
  return textIn((type === 'place' ? know.places : know.services).get(id)?.name, locale) || null;
}

function targetsOf(id: string, { know }: ToolContext): BookingTarget[] {
  if (know.places.has(id)) return [{ type: 'place', id }];
  if (know.sessions.has(id)) return [{ type: 'session', id }];
  return know.services.has(id) ? [{ type: 'service', id }] : [];
}

/** Those named best, equally well. */
function named(asked: string, kinds: readonly EntityKind[], { know }: ToolContext): BookingTarget[] {
  const links = know.names.link(foldedWords(asked), new Set(kinds)).filter(({ ofName }) => ofName >= OF_NAME);
  const best = links[0];
  return links
    .filter((link) => best !== undefined && link.ofName >= best.ofName - 0.01 && link.ofQuery >= best.ofQuery - 0.01)
    .map(({ kind, id }): BookingTarget => ({ type: kind as BookingTarget['type'], id }));
}
