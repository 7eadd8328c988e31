import { z } from 'zod';
import { type Opening, openAt } from '../venue/hours.ts';
import type { Place } from '../venue/model.ts';
import { placeKindSchema, textIn } from '../venue/model.ts';
import { foldedWords } from '../venue/search/fold.ts';
import { CATEGORIES, categoryById } from './categories.ts';
import { isMeal } from './dish-sorts.ts';
import { placesOf, placesOfKind } from './places-of-sort.ts';
import { defineTool, type ToolContext } from './tool.ts';
import { dishesFor, fits, floorName, hoursText, placeName, placeView } from './views.ts';
import { walksFrom } from './walk.ts';

export const findPlacesInput = z.object({
  query: z.string().max(200).optional().describe('Name or description in the guest’s words: "garden room", "somewhere quiet"'),
  category: z
    .string()
    .max(40)
    .optional()
    .describe(`A sort of place: ${CATEGORIES.map((category) => category.id).join(', ')}`),
  kind: placeKindSchema.optional(),
  placeIds: z.array(z.string()).max(20).optional().describe('Places already known by id'),
  floorId: z.string().optional(),
  diets: z
    .array(z.string())
    .max(6)
    .optional()
    .describe('Only places whose menu has dishes for all of: vegetarian, vegan, halal, gluten-free, …'),
  avoid: z.array(z.string()).max(14).optional().describe('Allergens the dishes must be free of: nuts, milk, gluten, …'),
  openAt: z.string().optional().describe('Prefer places open at this local time "2026-11-22T14:00"; left out: now'),
  mustBeOpen: z.boolean().optional(),
  stepFree: z.boolean().optional(),
});
export type FindPlacesInput = z.infer<typeof findPlacesInput>;

export interface FoundPlace {
  readonly id: string;
  readonly name: string;
  readonly kind: Place['kind'];
  readonly floorName: string;
  readonly floorId: string;
  readonly sameFloor: boolean;
  readonly distanceM: number | null;
  readonly opening: Opening;
  readonly hours: string | undefined;
  readonly description: string | undefined;
  readonly dishes: number;
  /** Some of them, meals first. */
  readonly dishNames: readonly string[];
}

export interface FindPlacesData {
  readonly places: readonly FoundPlace[];
  readonly total: number;
  readonly category: string | undefined;
  readonly query: string | undefined;
  readonly diets: readonly string[];
  readonly avoid: readonly string[];
  /** What had to be left out of the wish to find anything. */
  readonly relaxed: 'none' | 'diet' | 'open' | 'floor';
  /** The wish included a state of opening. */
  readonly openAsked: boolean;
}

const SHOWN = 6;

export const findPlaces = defineTool({
  name: 'find_places',
  description:
    'Finds places of the venue (rooms, restaurants, toilets, lifts, desks, services) by name, sort, diet or opening, nearest and open first, with floor, distance and hours.',
  input: findPlacesInput,
  effect: 'none',
  run(context, input) {
    const { places, relaxed } = choose(candidates(context, input), context, input);
    const walk = walksFrom(context, input.stepFree ?? context.preferences.stepFree);
    const near = places.map((place) => describe(place, walk(place.id), context, input)).sort(byWorth(input, context));
    const shown = near.slice(0, SHOWN);
    const data: FindPlacesData = {
      places: shown,
      total: near.length,
      category: input.category,
      query: input.query,
      diets: input.diets ?? [],
      avoid: input.avoid ?? [],
      relaxed,
      openAsked: input.mustBeOpen === true,
    };
    return { found: shown.length > 0, data, cards: cardsOf(shown, near.length, context, input) };
  },
});

function candidates(context: ToolContext, input: FindPlacesInput): Place[] {
  const { know } = context;
  if (input.placeIds !== undefined) return input.placeIds.flatMap((id) => know.places.get(id) ?? []);
  const category = input.category === undefined ? undefined : categoryById(input.category);
  if (category !== undefined) return placesOf(category, context);
  if (input.kind !== undefined) return know.venue.places.filter((place) => place.kind === input.kind);
  if (input.query === undefined) return [];
  const words = foldedWords(input.query);
  const named = know.names.link(words, new Set(['place'])).filter((link) => link.ofName >= 0.6);
  const ids =
    named.length > 0 ? named.map((link) => link.id) : know.index.search(input.query, { kinds: ['place'], limit: 12 }).map((hit) => hit.id);
  return ids.slice(0, 12).flatMap((id) => know.places.get(id) ?? []);
}

/** A place that is only marked as of a sort gives way to one that is, unless it is this much nearer. */
const MARKED_ONLY_M = 60;

function choose(all: Place[], context: ToolContext, input: FindPlacesInput): { places: Place[]; relaxed: FindPlacesData['relaxed'] } {
  let places = all.filter((place) => place.id !== context.here?.placeId || input.placeIds !== undefined);
  let relaxed: FindPlacesData['relaxed'] = 'none';
  const narrow = (wish: (place: Place) => boolean, name: FindPlacesData['relaxed']) => {
    const kept = places.filter(wish);
    if (kept.length > 0) places = kept;
    else if (places.length > 0) relaxed = name;
  };
  if (input.stepFree === true) places = places.filter((place) => place.stepFree !== false);
  if (input.floorId !== undefined) narrow((place) => place.floorId === input.floorId, 'floor');
  const [diets, avoid] = [input.diets ?? [], input.avoid ?? []];
  if (diets.length + avoid.length > 0)
    narrow((place) => dishesFor(place.id, diets, avoid, context) > 0 || isMarked(place, diets, avoid), 'diet');
  if (input.mustBeOpen === true) narrow((place) => isOpen(place, context, input) !== false, 'open');
  return { places, relaxed };
}

/** A stall without a menu that is marked "vegan" serves it. Nobody marks what a kitchen is free of. */
function isMarked({ tags }: Place, diets: readonly string[], avoid: readonly string[]): boolean {
  return avoid.length === 0 && diets.length > 0 && diets.every((diet) => tags.some((tag) => tag.toLowerCase() === diet));
}

function isOpen(place: Place, context: ToolContext, input: FindPlacesInput): boolean | null {
  const { state } = openAt(place.hours, input.openAt ?? context.now, context.know.holidays);
  return state === 'unknown' ? null : state !== 'closed';
}

function describe(place: Place, distanceM: number | null, context: ToolContext, input: FindPlacesInput): FoundPlace {
  const opening = openAt(place.hours, input.openAt ?? context.now, context.know.holidays);
  const view = placeView(place, context);
  const fitting = dishNamesFor(place.id, dietsWanted(context, input), avoidWanted(context, input), context);
  return {
    id: place.id,
    name: placeName(place, context),
    kind: place.kind,
    floorId: place.floorId,
    floorName: floorName(place.floorId, context),
    sameFloor: place.floorId === context.here?.floorId,
    distanceM,
    opening,
    hours: hoursText(opening, context),
    description: view.description,
    dishes: fitting.length > 0 ? fitting.length : isMarked(place, dietsWanted(context, input), avoidWanted(context, input)) ? 1 : 0,
    dishNames: fitting.slice(0, 3),
  };
}

function dishNamesFor(placeId: string, diets: readonly string[], avoid: readonly string[], { know, locale }: ToolContext): string[] {
  const dishes = [...know.dishes.values()].filter((dish) => dish.placeId === placeId && fits(dish.item, diets, avoid));
  const meals = dishes.filter((dish) => isMeal(dish, know));
  return [...meals, ...dishes.filter((dish) => !meals.includes(dish))].map((dish) => textIn(dish.item.name, locale));
}

const dietsWanted = (context: ToolContext, input: FindPlacesInput) => input.diets ?? context.preferences.diets;
const avoidWanted = (context: ToolContext, input: FindPlacesInput) => input.avoid ?? context.preferences.avoid;

/** Fitting the guest's diet first, then open ones, then the nearest. */
function byWorth(input: FindPlacesInput, context: ToolContext): (a: FoundPlace, b: FoundPlace) => number {
  const wantsFood = dietsWanted(context, input).length + avoidWanted(context, input).length > 0;
  const stepFree = input.stepFree ?? context.preferences.stepFree;
  // A facility for wheelchair users is left to them where there is another nearby.
  const accessibleOnly = (id: string) => {
    const name = context.know.places.get(id)?.name;
    return name !== undefined && /accessible|barrierefrei|behinderten|disabled/i.test(JSON.stringify(name));
  };
  const category = input.category === undefined ? undefined : categoryById(input.category);
  const own = category === undefined ? null : new Set(placesOfKind(category, context).map((place) => place.id));
  const worth = (place: FoundPlace) =>
    (wantsFood && place.dishes === 0 ? 10_000 : 0) +
    (place.opening.state === 'closed' ? 3000 : 0) +
    (place.distanceM ?? 900) +
    (own !== null && !own.has(place.id) ? MARKED_ONLY_M : 0) +
    (accessibleOnly(place.id) === stepFree ? 0 : stepFree ? 60 : 25) -
    (wantsFood ? Math.min(place.dishes, 10) : 0);
  return (a, b) => worth(a) - worth(b);
}

function cardsOf(shown: readonly FoundPlace[], total: number, context: ToolContext, input: FindPlacesInput) {
  const { know, ids, t } = context;
  const first = shown[0];
  if (first === undefined) return [];
  const place = know.places.get(first.id);
  if (shown.length === 1 && place !== undefined) return [{ id: ids.next(), kind: 'place' as const, place: placeView(place, context) }];
  return [
    {
      id: ids.next(),
      kind: 'list' as const,
      title: t('list.places', { category: input.category ?? 'other' }),
      total,
      items: shown.map((item) => ({
        id: item.id,
        title: item.name,
        subtitle: [item.floorName, item.distanceM === null ? '' : t('place.metres', { metres: Math.round(item.distanceM) })]
          .filter((part) => part !== '')
          .join(' · '),
        ...(item.hours === undefined ? {} : { label: item.hours }),
        ask: t('ask.directions', { place: item.name }),
      })),
    },
  ];
}
