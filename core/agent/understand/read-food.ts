import { categoryById } from '../../tools/categories.ts';
import { placesOf } from '../../tools/places-of-sort.ts';
import { PLAIN_WORDS, STOP_WORDS } from '../../venue/search/everyday-words.ts';
import type { Reading } from '../reading.ts';
import { asksYesOrNo, aspectIn } from './aspect.ts';
import type { Frame } from './frame.ts';
import { inTitle } from './in-title.ts';
import { readDishSort, readDishWanted, readPrice } from './read-dishes.ts';
import { wishes } from './read-place.ts';
import { allergensIn, dietsIn } from './self-statements.ts';
import { isNamedPlace } from './targets.ts';
import { menuOf } from './things.ts';

const EATING: ReadonlySet<string> = new Set(['food', 'coffee', 'bar', 'breakfast']);

/** Menus, dishes, diets, and where to eat. */
export function readFood(frame: Frame): Reading | null {
  const { heard, targets, diets, avoid, context } = frame;
  const place = targets.best.get('place');
  const named = isNamedPlace(place, targets.category, context.know) ? place : undefined;
  const eatsThere = named !== undefined && context.know.menus.has(named.id);
  const aspect = aspectIn(frame);
  const dish = targets.best.get('dish');
  const wantsDish =
    dish !== undefined &&
    dish.ofName >= 0.7 &&
    (dish.matched > 1 || aspect === 'price' || aspect === 'allergens' || heard('exists') || heard('menu') || heard('where'));
  if (wantsDish && !aDifferentName(frame, dish.strength)) {
    const dishPlace = eatsThere ? { place: named.id } : {};
    return {
      kind: 'call',
      calls: [{ name: 'menu', input: { dish: dish.id, ...dishPlace } }],
      aspect: aspect === 'allergens' && allergensIn(frame.text).length === 0 && !heard('contains') ? 'info' : (aspect ?? 'info'),
    };
  }
  if (aspect === 'price' && eatsThere) {
    const priced = readPrice(frame);
    if (priced !== null) return priced;
  }
  if (
    eatsThere &&
    named !== undefined &&
    aspect !== 'way' &&
    aspect !== 'far' &&
    aspect !== 'open' &&
    aspect !== 'opens' &&
    aspect !== 'closes' &&
    aspect !== 'hours'
  ) {
    if (
      heard('menu') ||
      diets.length > 0 ||
      avoid.length > 0 ||
      aspect === 'price' ||
      aspect === 'allergens' ||
      (heard('eat') && heard('options') && aspect !== 'where')
    ) {
      return { kind: 'call', calls: [menuOf(named.id, frame)], aspect: 'menu' };
    }
  }
  if (aspect === 'price') {
    const priced = readPrice(frame);
    if (priced !== null) return priced;
  }
  const wanted =
    readDishWanted(frame) ??
    (allergensIn(frame.text).length + diets.length > 0 && asksYesOrNo(frame.text) && !heard('eat') ? readDishSort(frame) : null);
  if (wanted !== null && named === undefined) return wanted;
  if (aspect === 'allergens' && allergensIn(frame.text).length > 0 && diets.length + avoid.length === 0) {
    const dishes = readDishSort(frame);
    if (dishes !== null) return dishes;
  }
  if (named !== undefined) return null;
  const eating = targets.category !== null && EATING.has(targets.category.id);
  const wantsDiet =
    (diets.length > 0 || avoid.length > 0) &&
    (eating || heard('eat') || heard('options') || heard('where') || heard('exists') || heard('menu') || saysNothingElse(frame));
  if (!wantsDiet && !(eating && asksWhere(frame))) return null;
  if ((aspect === 'opens' || aspect === 'closes' || aspect === 'hours' || aspect === 'when') && !wantsDiet) return null;
  if (wantsDiet) {
    const dishes = readDishSort(frame);
    if (dishes !== null) return dishes;
  }
  // There is no such place, and the programme has an entry of that name: a coffee break.
  const sort = categoryById(targets.category?.id ?? '');
  const none = sort !== undefined && placesOf(sort, context).length === 0;
  if (none && inTitle(frame.asked.slice(targets.category?.from, targets.category?.to).join(' '), context.know)) return null;
  const category = targets.category !== null && EATING.has(targets.category.id) ? targets.category.id : 'food';
  return {
    kind: 'call',
    calls: [
      {
        name: 'find_places',
        input: {
          category,
          ...wishes(frame),
          ...(diets.length > 0 ? { diets: [...diets] } : {}),
          ...(avoid.length > 0 ? { avoid: [...avoid] } : {}),
        },
      },
    ],
    aspect: aspect === 'where' || aspect === 'way' || aspect === 'far' ? aspect : 'exists',
  };
}

/** "vegan and without gluten, please": a wish and nothing else. */
function saysNothingElse({ asked }: Frame): boolean {
  return asked.every(
    (word) => STOP_WORDS.has(word) || PLAIN_WORDS.has(word) || word === 'without' || dietsIn(word).length + allergensIn(word).length > 0,
  );
}

function asksWhere({ heard, text, percept }: Frame): boolean {
  return (
    heard('where') ||
    heard('exists') ||
    heard('near') ||
    heard('eat') ||
    /\b(recommend|suggest|best|empfehl\w*)\b/.test(text) ||
    percept.words.length <= 4
  );
}

/** A session, a person or an exhibitor of that name is meant rather than a dish. */
function aDifferentName({ targets, heard }: Frame, strength: number): boolean {
  if (heard('menu') || heard('price') || heard('contains')) return false;
  return (['session', 'person', 'exhibitor', 'place'] as const).some((kind) => {
    const link = targets.best.get(kind);
    return link !== undefined && link.ofName >= 0.8 && link.strength > strength;
  });
}
