import { z } from 'zod';
import type { CardOf } from '../contract/index.ts';
import { openAt } from '../venue/hours.ts';
import type { Menu } from '../venue/model.ts';
import { textIn } from '../venue/model.ts';
import { foldedWords } from '../venue/search/fold.ts';
import { findPlace } from './directions.ts';
import { dishesOfSort, drinks, isMeal } from './dish-sorts.ts';
import type { Dish } from './knowledge.ts';
import { defineTool, type ToolContext } from './tool.ts';
import { allergenText, dietText, fits, menuItemView, placeName, placeView } from './views.ts';

export const menuInput = z.object({
  place: z.string().max(200).optional().describe('Id or name of a restaurant, bar or café'),
  dish: z.string().max(200).optional().describe('Id or name of one dish'),
  about: z.string().max(200).optional().describe('A sort of dish or drink in the guest’s words, at any place: "beer", "cake", "soup"'),
  drinks: z.boolean().optional().describe('Only drinks'),
  withoutAlcohol: z.boolean().optional().describe('Only drinks without alcohol'),
  containing: z.array(z.string()).max(14).optional().describe('EU-14 allergens the dishes do contain, for somebody who asks which'),
  maxPrice: z.number().positive().optional(),
  cheapest: z.boolean().optional().describe('The cheapest first; without a dish or sort, the cheapest dishes to eat'),
  diets: z.array(z.string()).max(6).optional().describe('vegetarian, vegan, halal, kosher, gluten-free, lactose-free'),
  avoid: z.array(z.string()).max(14).optional().describe('EU-14 allergens to avoid: nuts, milk, gluten, eggs, …'),
});
export type MenuInput = z.infer<typeof menuInput>;

type ItemView = CardOf<'menu'>['sections'][number]['items'][number];

export interface MenuData {
  readonly place: { readonly id: string; readonly name: string } | null;
  readonly asked: string;
  readonly items: readonly (ItemView & { readonly placeName: string })[];
  readonly filters: readonly string[];
  /** Nothing on the menu fits the filters. */
  readonly nothingFits: boolean;
  readonly dish: (ItemView & { readonly placeName: string; readonly placeId: string }) | null;
  /** Dishes of a sort, or the cheapest, and not a whole menu; the first fits best. */
  readonly among: { readonly about: string; readonly cheapest: boolean } | null;
  /** The venue names allergens of at least one dish of this menu. */
  readonly allergensKnown: boolean;
}

export const menu = defineTool({
  name: 'menu',
  description:
    'The menu of one place, or one dish wherever it is served: prices, diets, allergens; filtered by diet or allergen where asked.',
  input: menuInput,
  effect: 'none',
  run(context, input) {
    if (input.dish !== undefined) return oneDish(input.dish, input, context);
    return input.about === undefined &&
      input.cheapest !== true &&
      input.drinks !== true &&
      input.withoutAlcohol !== true &&
      input.containing === undefined &&
      input.maxPrice === undefined
      ? wholeMenu(input, context)
      : someDishes(input, context);
  },
});

function wholeMenu(input: MenuInput, context: ToolContext) {
  const { know, locale } = context;
  const place = input.place === undefined ? null : findPlace(input.place, context);
  const found = place === null ? undefined : know.menus.get(place.id);
  const { diets, avoid, filters } = wishesOf(input, context);
  const base = { asked: input.place ?? '', filters, dish: null, among: null };
  if (place === null || found === undefined) {
    const named = place === null ? null : { id: place.id, name: placeName(place, context) };
    const none: MenuData = { ...base, place: named, items: [], nothingFits: false, allergensKnown: false };
    return { found: false, data: none, cards: [] };
  }
  const sections = found.sections
    .map((section) => ({
      title: textIn(section.title, locale),
      items: section.items.filter((item) => fits(item, diets, avoid)).map((item) => menuItemView(item, context)),
    }))
    .filter((section) => section.items.length > 0);
  const name = placeName(place, context);
  const items = sections.flatMap((section) => section.items.map((item) => ({ ...item, placeName: name })));
  const data: MenuData = {
    ...base,
    place: { id: place.id, name },
    items,
    nothingFits: items.length === 0,
    allergensKnown: namesAllergens(found),
  };
  return {
    found: items.length > 0,
    data,
    cards: [{ id: context.ids.next(), kind: 'menu' as const, place: placeView(place, context), filters, sections }],
  };
}

function wishesOf(input: MenuInput, context: ToolContext) {
  const diets = input.diets ?? context.preferences.diets;
  const avoid = input.avoid ?? context.preferences.avoid;
  const filters = [
    ...diets.map((diet) => dietText(diet, context)),
    ...avoid.map((allergen) => context.t('menu.without', { allergen: allergenText(allergen, context) })),
  ];
  return { diets, avoid, filters };
}

/** Dishes of a sort wherever they are served, or the cheapest to eat. */
function someDishes(input: MenuInput, context: ToolContext) {
  const { diets, avoid, filters } = wishesOf(input, context);
  const place = input.place === undefined ? null : findPlace(input.place, context);
  const about = input.about ?? '';
  const wanted = input.drinks === true || input.withoutAlcohol === true;
  const sort =
    input.containing !== undefined && about === ''
      ? [...context.know.dishes.values()]
      : wanted
        ? drinks(context.know, { withoutAlcohol: input.withoutAlcohol === true })
        : dishesAbout(about, context);
  const all = sort.filter((dish) => place === null || dish.placeId === place.id);
  const fitting = all.filter(
    ({ item }) =>
      fits(item, diets, avoid) &&
      (input.containing ?? []).every((allergen) => item.allergens.includes(allergen)) &&
      (input.maxPrice === undefined || (item.price !== null && item.price <= input.maxPrice)),
  );
  const chosen = (input.cheapest === true ? byPrice(fitting) : fitting).slice(0, SHOWN);
  const name = (dish: Dish) => textIn(context.know.places.get(dish.placeId)?.name, context.locale);
  const data: MenuData = {
    place: place === null ? null : { id: place.id, name: placeName(place, context) },
    asked: about,
    items: chosen.map((dish) => ({ ...menuItemView(dish.item, context), placeName: name(dish) })),
    filters,
    nothingFits: all.length > 0 && fitting.length === 0,
    dish: null,
    among: { about, cheapest: input.cheapest === true },
    allergensKnown: chosen.some((dish) => dish.item.allergens.length > 0),
  };
  const placeIds = [...new Set(chosen.map((dish) => dish.placeId))].slice(0, 3);
  const cards = placeIds.flatMap((id) => {
    const found = context.know.places.get(id);
    if (found === undefined) return [];
    const items = chosen.filter((dish) => dish.placeId === id).map((dish) => menuItemView(dish.item, context));
    return [
      {
        id: context.ids.next(),
        kind: 'menu' as const,
        place: placeView(found, context),
        filters,
        sections: [{ title: placeName(found, context), items }],
      },
    ];
  });
  return { found: chosen.length > 0, data, cards };
}

const SHOWN = 8;

function dishesAbout(about: string, { know, now }: ToolContext): Dish[] {
  if (about !== '') return dishesOfSort(about, know);
  const meals = [...know.dishes.values()].filter((dish) => isMeal(dish, know));
  const open = meals.filter((dish) => openAt(know.places.get(dish.placeId)?.hours, now, know.holidays).state !== 'closed');
  return open.length > 0 ? open : meals;
}

function byPrice(dishes: readonly Dish[]): Dish[] {
  return dishes
    .filter((dish) => dish.item.price !== null)
    .sort((a, b) => (a.item.price ?? Number.POSITIVE_INFINITY) - (b.item.price ?? Number.POSITIVE_INFINITY));
}

function namesAllergens(found: Menu): boolean {
  return found.sections.some((section) => section.items.some((item) => item.allergens.length > 0));
}

function oneDish(asked: string, input: MenuInput, context: ToolContext) {
  const { know } = context;
  const links = know.dishes.has(asked) ? [asked] : dishesNamed(asked, context);
  const inPlace = input.place === undefined ? null : findPlace(input.place, context);
  const dishes = links.flatMap((id) => know.dishes.get(id) ?? []).filter((dish) => inPlace === null || dish.placeId === inPlace.id);
  const dish = dishes[0];
  const place = dish === undefined ? undefined : know.places.get(dish.placeId);
  const found = dish === undefined ? undefined : know.menus.get(dish.placeId);
  const base = { asked, filters: [], nothingFits: false, among: null };
  if (dish === undefined || place === undefined || found === undefined) {
    const none: MenuData = { ...base, place: null, items: [], dish: null, allergensKnown: false };
    return { found: false, data: none, cards: [] };
  }
  const view = menuItemView(dish.item, context);
  const name = placeName(place, context);
  const data: MenuData = {
    ...base,
    place: { id: place.id, name },
    dish: { ...view, placeName: name, placeId: place.id },
    items: dishes.map((other) => ({
      ...menuItemView(other.item, context),
      placeName: textIn(know.places.get(other.placeId)?.name, context.locale),
    })),
    allergensKnown: namesAllergens(found),
  };
  const sections = [{ title: name, items: [view] }];
  return {
    found: true,
    data,
    cards: [{ id: context.ids.next(), kind: 'menu' as const, place: placeView(place, context), filters: [], sections }],
  };
}

function dishesNamed(asked: string, { know }: ToolContext): string[] {
  return know.names
    .link(foldedWords(asked), new Set(['dish']))
    .filter((link) => link.ofName >= 0.5)
    .map((link) => link.id);
}
