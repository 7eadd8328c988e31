import { z } from 'zod';
import type { CardOf } from '../contract/index.ts';
import type { Menu } from '../venue/model.ts';
import { textIn } from '../venue/model.ts';
import { findPlace } from './directions.ts';
import { foldedWords } from './lexical/fold.ts';
import { defineTool, type ToolContext } from './tool.ts';
import { allergenText, dietText, fits, menuItemView, placeName, placeView } from './views.ts';

export const menuInput = z.object({
  place: z.string().max(200).optional().describe('Id or name of a restaurant, bar or café'),
  dish: z.string().max(200).optional().describe('Id or name of one dish'),
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
    return input.dish === undefined ? wholeMenu(input, context) : oneDish(input.dish, input, context);
  },
});

function wholeMenu(input: MenuInput, context: ToolContext) {
  const { know, locale } = context;
  const place = input.place === undefined ? null : findPlace(input.place, context);
  const found = place === null ? undefined : know.menus.get(place.id);
  const diets = input.diets ?? context.preferences.diets;
  const avoid = input.avoid ?? context.preferences.avoid;
  const filters = [
    ...diets.map((diet) => dietText(diet, context)),
    ...avoid.map((allergen) => context.t('menu.without', { allergen: allergenText(allergen, context) })),
  ];
  const base = { asked: input.place ?? '', filters, dish: null };
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
  const base = { asked, filters: [], nothingFits: false };
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
