import type { CardOf, LocalDateTime, PlaceView, SessionView } from '../contract/index.ts';
import { type Opening, openAt } from '../venue/hours.ts';
import type { MenuItem, Place, Session } from '../venue/model.ts';
import { textIn, UNPLANNED_FLOOR } from '../venue/model.ts';
import { dateOf, dayAfter, timeOf } from './local-time.ts';
import { dayText, momentText, priceText } from './speech-words.ts';
import type { ToolContext } from './tool.ts';

type MenuItemView = CardOf<'menu'>['sections'][number]['items'][number];

/** Empty for the floor that stands in where a programme came without a plan: it says nothing. */
export function floorName(floorId: string, { know, locale }: ToolContext): string {
  if (floorId === UNPLANNED_FLOOR) return '';
  return textIn(know.floors.get(floorId)?.name, locale);
}

export function placeName(place: Place, { locale }: ToolContext): string {
  return textIn(place.name, locale);
}

export function openingOf(place: Place, context: ToolContext, at: LocalDateTime = context.now): Opening {
  return openAt(place.hours, at, context.know.holidays);
}

/** "Open until 22:00", "Closed, opens tomorrow at 07:00"; undefined when nothing is known. */
export function hoursText(opening: Opening, context: ToolContext): string | undefined {
  const { t, now } = context;
  const { until, opensAt } = opening;
  if (opening.state === 'unknown') return undefined;
  if (opening.state !== 'closed') return until === undefined ? t('hours.open') : t('hours.openUntil', { time: untilText(until, context) });
  return opensAt === undefined ? t('hours.closed') : t('hours.closedOpens', { when: momentText(opensAt, now, context) });
}

function untilText(until: LocalDateTime, context: ToolContext): string {
  const { now, t } = context;
  if (timeOf(until) === '00:00' && dateOf(until) === dayAfter(dateOf(now), 1)) return t('hours.midnight');
  const hoursAway = (Date.parse(`${until}:00Z`) - Date.parse(`${now}:00Z`)) / 3_600_000;
  return dateOf(until) === dateOf(now) || hoursAway < 12 ? timeOf(until) : momentText(until, now, context);
}

export function placeView(place: Place, context: ToolContext): PlaceView {
  const opening = openingOf(place, context);
  const hours = hoursText(opening, context);
  const description = textIn(place.description, context.locale);
  return {
    id: place.id,
    name: placeName(place, context),
    kind: place.kind,
    floorId: place.floorId,
    floorName: floorName(place.floorId, context),
    at: place.at,
    openState: opening.state,
    labels: labelsOf(place, context),
    ...(description === '' ? {} : { description }),
    ...(hours === undefined ? {} : { hoursText: hours }),
    ...(place.stepFree === undefined ? {} : { stepFree: place.stepFree }),
  };
}

function labelsOf(place: Place, context: ToolContext): string[] {
  const diets = context.preferences.diets.filter((diet) => dishesFor(place.id, [diet], [], context) > 0);
  return [...diets.map((diet) => dietText(diet, context)), ...(place.stepFree === true ? [context.t('label.stepFree')] : [])].slice(0, 12);
}

/** How many dishes of the place fit. */
export function dishesFor(placeId: string, diets: readonly string[], avoid: readonly string[], { know }: ToolContext): number {
  const items = know.menus.get(placeId)?.sections.flatMap((section) => section.items) ?? [];
  return items.filter((item) => fits(item, diets, avoid)).length;
}

/** A vegan dish is vegetarian and lactose-free, too. */
const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  vegetarian: ['vegan'],
  'lactose-free': ['vegan'],
  'dairy-free': ['vegan', 'lactose-free'],
};

export function fits(item: MenuItem, diets: readonly string[], avoid: readonly string[]): boolean {
  const has = (diet: string) => item.diets.some((own) => own === diet || (IMPLIED[diet] ?? []).includes(own));
  // A dish of which the venue says nothing is not promised to be free of anything.
  const stated = avoid.length === 0 || item.allergens.length + item.diets.length > 0;
  return stated && diets.every(has) && avoid.every((allergen) => !item.allergens.includes(allergen));
}

export function sessionView(session: Session, context: ToolContext): SessionView {
  const { know, locale, now } = context;
  const room = session.roomId === null ? undefined : know.places.get(session.roomId);
  const abstract = textIn(session.abstract, locale);
  return {
    id: session.id,
    title: textIn(session.title, locale).slice(0, 400),
    speakers: session.speakerIds.flatMap((id) => {
      const person = know.people.get(id);
      return person === undefined ? [] : [{ id, name: person.name }];
    }),
    room: room === undefined ? null : { id: room.id, name: placeName(room, context), floorName: floorName(room.floorId, context) },
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    whenText: whenText(session, context),
    status: session.status,
    phase: phaseOf(session, now),
    ...(session.track === undefined ? {} : { track: session.track }),
    ...(session.language === undefined ? {} : { language: session.language }),
    ...(abstract === '' ? {} : { abstract: abstract.slice(0, 4000) }),
  };
}

/** "Today 14:00–14:45". */
export function whenText(session: Session, context: ToolContext): string {
  const day = dayText(dateOf(session.startsAt), context.now, context);
  const from = timeOf(session.startsAt);
  return `${day.charAt(0).toLocaleUpperCase(context.locale)}${day.slice(1)} ${from}–${timeOf(session.endsAt)}`;
}

/** "next" is what starts within the hour. */
export function phaseOf(session: Session, now: LocalDateTime): SessionView['phase'] {
  if (session.endsAt <= now) return 'past';
  if (session.startsAt <= now) return 'now';
  return Date.parse(`${session.startsAt}:00Z`) - Date.parse(`${now}:00Z`) <= 3_600_000 ? 'next' : 'later';
}

export function menuItemView(item: MenuItem, context: ToolContext): MenuItemView {
  const description = textIn(item.description, context.locale);
  return {
    name: textIn(item.name, context.locale),
    allergens: item.allergens.map((allergen) => allergenText(allergen, context)),
    diets: item.diets.map((diet) => dietText(diet, context)),
    ...(description === '' ? {} : { description }),
    ...(item.price === null ? {} : { priceText: priceText(item.price, context.know.venue.currency, context.locale) }),
  };
}

export function dietText(diet: string, { t }: ToolContext): string {
  return t('diet', { diet: diet.replaceAll('-', '_'), plain: diet });
}

export function allergenText(allergen: string, { t }: ToolContext): string {
  return t('allergen', { allergen });
}
