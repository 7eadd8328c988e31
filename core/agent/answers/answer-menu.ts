import type { MenuData } from '../../tools/menu.ts';
import { listText } from '../../tools/speech-words.ts';
import { textIn } from '../../venue/model.ts';
import type { Thing } from '../dialogue.ts';
import { type Asked, orNone, type Reply } from './reply.ts';
import { firstSentences } from './shorten.ts';

const SPOKEN = 4;

export function answerMenu(data: MenuData, asked: Asked): Reply {
  if (data.dish !== null) return answerDish(data, data.dish, asked);
  if (data.among !== null) return answerAmong(data, data.among, asked);
  const { t } = asked.context;
  const { place, items } = data;
  if (place === null)
    return {
      sentences: [t(data.asked === '' ? 'menu.whichPlace' : 'menu.noDish')],
      outcome: data.asked === '' ? 'asked' : 'nothing-found',
      chips: ['chip.eat', 'chip.staff'],
    };
  const focus = [{ kind: 'place' as const, id: place.id, name: place.name }];
  const filters = orNone(listText(data.filters, asked.context));
  if (data.nothingFits)
    return {
      sentences: [t('menu.nothingFits', { place: place.name, filters }), t('menu.askStaff')],
      outcome: 'nothing-found',
      chips: ['chip.eat', 'chip.wayThere'],
      focus,
    };
  if (items.length === 0)
    return { sentences: [t('menu.none', { place: place.name })], outcome: 'nothing-found', chips: ['chip.wayThere', 'chip.eat'], focus };
  const names = listText(
    items.slice(0, SPOKEN).map((item) => t('menu.item', { name: item.name, price: orNone(item.priceText) })),
    asked.context,
  );
  const lead =
    items.length > SPOKEN
      ? t('menu.itemsMore', { place: place.name, count: items.length, filters, items: names })
      : t('menu.items', { place: place.name, filters, items: names });
  const careful =
    asked.context.preferences.avoid.length > 0 || data.filters.length > asked.context.preferences.diets.length
      ? allergyNote(data, asked)
      : [];
  return { sentences: [lead, ...careful], outcome: 'answered', chips: ['chip.wayThere', 'chip.openUntil', 'chip.vegetarian'], focus };
}

/** Dishes of a sort: the first with its place and price, then others. */
function answerAmong(data: MenuData, among: NonNullable<MenuData['among']>, asked: Asked): Reply {
  const { t } = asked.context;
  const [first, ...others] = data.items;
  const filters = orNone(listText(data.filters, asked.context));
  if (first === undefined)
    return {
      sentences: [data.nothingFits ? t('menu.noneFits', { about: among.about, filters }) : t('menu.noDish'), t('menu.askStaff')],
      outcome: 'nothing-found',
      chips: ['chip.eat', 'chip.staff'],
    };
  const values = { dish: first.name, place: first.placeName, price: orNone(first.priceText) };
  const lead =
    asked.aspect === 'allergens'
      ? first.allergens.length === 0
        ? t('menu.noAllergens', values)
        : t('menu.dishAllergens', { ...values, allergens: listText(first.allergens, asked.context) })
      : among.cheapest
        ? t('menu.cheapest', values)
        : first.priceText === undefined || asked.aspect === 'menu'
          ? t('menu.dish', values)
          : t('menu.dishPrice', { ...values, price: first.priceText });
  const more = others.slice(0, 2).map((item) => t('menu.item', { name: item.name, price: orNone(item.priceText) }));
  const second = others[0];
  const also =
    asked.aspect === 'allergens'
      ? second === undefined || second.allergens.length === 0
        ? []
        : [t('menu.dishAllergens', { dish: second.name, place: second.placeName, allergens: listText(second.allergens, asked.context) })]
      : more.length === 0
        ? []
        : [t('places.alsoFor', { places: listText(more, asked.context) })];
  const note = asked.aspect === 'allergens' ? [t('menu.checkStaff')] : allergyNote(data, asked);
  const focus = placeNamed(first.placeName, asked.context);
  return { sentences: [lead, ...also, ...note], outcome: 'answered', chips: ['chip.wayThere', 'chip.menu', 'chip.openUntil'], focus };
}

function placeNamed(name: string, { know, locale }: Asked['context']): Thing[] {
  const place = know.venue.places.find((candidate) => textIn(candidate.name, locale) === name);
  return place === undefined ? [] : [{ kind: 'place', id: place.id, name }];
}

function allergyNote({ filters }: MenuData, { context }: Asked): string[] {
  const without = context.t('menu.without', { allergen: '' }).trim();
  return filters.some((filter) => filter.startsWith(without)) ? [context.t('menu.checkStaff')] : [];
}

function answerDish(data: MenuData, dish: NonNullable<MenuData['dish']>, { aspect, context }: Asked): Reply {
  const { t } = context;
  const { placeName: place, name } = dish;
  const focus = [
    { kind: 'dish' as const, id: data.asked, name },
    { kind: 'place' as const, id: dish.placeId, name: place },
  ];
  const described = dish.description === undefined ? [] : [firstSentences(dish.description, 1, 160)];
  const diets = dish.diets.length === 0 ? [] : [t('menu.dishDiets', { diets: listText(dish.diets, context) })];
  const base = { outcome: 'answered' as const, chips: ['chip.wayThere', 'chip.menu', 'chip.openUntil'] as const, focus };
  if (aspect === 'price')
    return {
      ...base,
      sentences: [
        dish.priceText === undefined
          ? t('menu.noPrice', { dish: name, place })
          : t('menu.dishPrice', { dish: name, place, price: dish.priceText }),
      ],
    };
  if (aspect === 'allergens') {
    const sentence =
      dish.allergens.length === 0
        ? t('menu.noAllergens', { dish: name, place })
        : t('menu.dishAllergens', { dish: name, place, allergens: listText(dish.allergens, context) });
    return { ...base, sentences: [sentence, ...diets, t('menu.checkStaff')] };
  }
  return { ...base, sentences: [t('menu.dish', { dish: name, place, price: orNone(dish.priceText) }), ...described, ...diets] };
}
