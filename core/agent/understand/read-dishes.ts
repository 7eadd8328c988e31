import { categoryById } from '../../tools/categories.ts';
import { calledBy } from '../../tools/dish-lexicon.ts';
import { dishesOfSort, namesDish } from '../../tools/dish-sorts.ts';
import { matchFaq } from '../../tools/faq.ts';
import { placesOf, placesOfKind } from '../../tools/places-of-sort.ts';
import { textIn } from '../../venue/model.ts';
import { PLAIN_WORDS, STOP_WORDS } from '../../venue/search/everyday-words.ts';
import type { Reading } from '../reading.ts';
import type { Frame } from './frame.ts';
import { PRICE } from './price.ts';
import { allergensIn, dietsIn } from './self-statements.ts';

const CHEAPEST = /\b(cheap|cheaper|cheapest|least expensive|billig\w*|gunstig\w*|preiswert\w*)\b/;
const SERVING = /^(serve[sd]?|serving|sell|sells|offer|offers|order|bestellen|verkauft|servier\w*)$/;
const MOST =
  /\b(under|below|less than|up to|at most|max(?:imum)?|cheaper than|for|unter|bis|hochstens|weniger als) (\d+(?:[.,]\d+)?) ?(pounds?|euros?|dollars?|francs?|franken|quid|bucks)\b/;

const EATING =
  /^(lunch|lunches|dinner|supper|meals?|food|snacks?|dish|dishes|menu|drinks?|mittagessen|abendessen|essen|gerichte?|mahlzeit|getranke?|speisen?|glass|cup|pint|bottle|glas|tasse|flasche|portion|euros?|pounds?|dollars?|quid|bucks|\d+|under|below|pay|charge|charged|charges|bezahl\w*|zahl\w*|without|free|contain|contains|ohne|frei|enthalt|allerg\w*|intoleran\w*|vertrag\w*)$/;

/** "how much is a beer", "cheapest lunch", "what do you charge for parking": dishes, else what the venue says of that place. */
export function readPrice(frame: Frame): Reading | null {
  const { targets, context } = frame;
  const cheapest = CHEAPEST.test(frame.text);
  const place = targets.best.get('place');
  const sort = dishWords(frame, undefined);
  // A pub may be known as "beer"; what is asked for is the drink.
  const isPlace =
    place !== undefined && place.ofName >= 0.7 && context.know.menus.has(place.id) && !(place.matched < 2 && dishesAlike(sort, frame));
  const at = isPlace ? place.id : undefined;
  const about = dishWords(frame, at);
  if (about !== '' && dishesAlike(about, frame)) return menuAbout(frame, { about, cheapest, at });
  if (targets.best.has('service')) return null;
  const ofSort = targets.category === null ? undefined : categoryById(targets.category.id);
  const priced =
    ofSort === undefined ? [] : placesOfKind(ofSort, context).filter(({ description }) => PRICE.test(textIn(description, context.locale)));
  if (priced.length > 0)
    return { kind: 'call', calls: [{ name: 'find_places', input: { placeIds: priced.map(({ id }) => id).slice(0, 3) } }], aspect: 'price' };
  const told = cheapest ? null : faqOfPlaces(frame);
  if (told !== null) return { kind: 'call', calls: [{ name: 'faq', input: { question: told } }], aspect: 'price' };
  if (place !== undefined && at === undefined && PRICE.test(textIn(context.know.places.get(place.id)?.description, context.locale)))
    return { kind: 'call', calls: [{ name: 'find_places', input: { placeIds: [place.id] } }], aspect: 'price' };
  return cheapest && context.know.menus.size > 0 ? menuAbout(frame, { about: '', cheapest, at }) : null;
}

/** "a cake without milk", "is there sesame in the falafel": a sort of dish rather than its full name. */
export function readDishSort(frame: Frame): Reading | null {
  const about = dishWords(frame, undefined);
  return about !== '' && dishesAlike(about, frame) ? menuAbout(frame, { about, cheapest: false, at: undefined }) : null;
}

/** What every café or bar has: the nearest is meant, not an entry of a menu. */
const GENERAL =
  /^(coffee|tea|beer|wine|drinks?|water|cocktails?|breakfast|kaffee|tee|bier|wein|getranke?|wasser|fruhstuck|restaurants?|bars?|cafes?|pubs?)$/;

/** "do you have any cake", "where can i get a burger": a dish, by its name. */
export function readDishWanted(frame: Frame): Reading | null {
  const { targets, context, heard } = frame;
  const dry = readDry(frame) ?? readContaining(frame);
  if (dry !== null) return dry;
  if (!heard('exists') && !heard('where') && !heard('options') && !heard('menu') && !frame.asked.some((word) => SERVING.test(word)))
    return null;
  if (targets.best.has('service') || targets.best.has('session') || targets.best.has('exhibitor') || targets.best.has('person'))
    return null;
  const place = targets.best.get('place');
  if (place !== undefined && (place.ofName >= 0.7 || context.know.menus.has(place.id))) return null;
  const about = eatenWith(frame) || dishWords(frame, undefined);
  const words = about.split(' ');
  if (
    about === '' ||
    words.length > 2 ||
    (words.some((word) => GENERAL.test(word)) && hasPlaces(frame)) ||
    !(calledBy(about).size > 0 ? dishesAlike(about, frame) : namesDish(about, context.know))
  )
    return null;
  return menuAbout(frame, { about, cheapest: false, at: undefined });
}

/** "Which dishes contain celery?" */
function readContaining({ text, avoid, context }: Frame): Reading | null {
  const asks =
    /\b(which|what|welche|was) (dish|dishes|food|foods|meals?|items?|things?|of .*|gerichte?|speisen?)?.*\b(contains?|have|has|with|enthalt\w*|mit)\b/.test(
      text,
    );
  const containing = allergensIn(text);
  if (!asks || containing.length === 0 || avoid.length > 0 || context.know.menus.size === 0) return null;
  return { kind: 'call', calls: [{ name: 'menu', input: { about: '', containing } }], aspect: 'menu' };
}

/** "Any drinks without alcohol?" */
function readDry({ text, context }: Frame): Reading | null {
  const dry =
    /\b(without (any )?alcohol|alcohol free|non alcoholic|no alcohol|soft drinks?|ohne alkohol|alkoholfrei\w*|softdrinks?)\b/.test(text);
  if (!dry || context.know.menus.size === 0) return null;
  return { kind: 'call', calls: [{ name: 'menu', input: { about: '', drinks: true, withoutAlcohol: true } }], aspect: 'menu' };
}

/** "Something with fish": what is an allergen to one is a wish to another. */
function eatenWith({ text, asked, avoid }: Frame): string {
  const wished =
    avoid.length === 0 &&
    /\b((some|any)thing with|etwas mit|was mit|(fish|meat|fisch|fleisch) (dish|dishes|gericht|gerichte))\b/.test(text);
  return wished ? asked.filter((word) => allergensIn(word).length > 0).join(' ') : '';
}

/** Somewhere to go for it; else the dish is all there is. */
function hasPlaces({ targets, context }: Frame): boolean {
  const sort = categoryById(targets.category?.id ?? '');
  return sort === undefined || placesOf(sort, context).length > 0;
}

function menuAbout(
  { diets, avoid, heard, text }: Frame,
  { about, cheapest, at }: { about: string; cheapest: boolean; at: string | undefined },
): Reading {
  const limit = MOST.exec(text)?.[2];
  return {
    kind: 'call',
    calls: [
      {
        name: 'menu',
        input: {
          ...(limit === undefined ? {} : { maxPrice: Number(limit.replace(',', '.')) }),
          ...(about === '' ? {} : { about }),
          ...(cheapest ? { cheapest } : {}),
          ...(at === undefined ? {} : { place: at }),
          ...(diets.length > 0 ? { diets: [...diets] } : {}),
          ...(avoid.length > 0 ? { avoid: [...avoid] } : {}),
        },
      },
    ],
    aspect: allergensIn(text).length > 0 && avoid.length + diets.length === 0 ? 'allergens' : heard('price') ? 'price' : 'menu',
  };
}

/** Words that say which dish: no words of asking, of diets, or of the place it is at. */
function dishWords({ asked, targets }: Frame, at: string | undefined): string {
  const place = at === undefined ? undefined : targets.best.get('place');
  return asked
    .filter(
      (word, index) =>
        word.length > 2 &&
        !STOP_WORDS.has(word) &&
        !PLAIN_WORDS.has(word) &&
        !EATING.test(word) &&
        !CHEAPEST.test(word) &&
        !SERVING.test(word) &&
        dietsIn(word).length === 0 &&
        allergensIn(word).length === 0 &&
        !(place !== undefined && index >= place.from && index < place.to),
    )
    .join(' ');
}

function dishesAlike(about: string, { context }: Frame): boolean {
  return dishesOfSort(about, context.know).length > 0;
}

/** The FAQ entry that names a price and is most like the question; one on the place, or on one of that sort, comes first. */
function faqOfPlaces({ targets, context, asked }: Frame): string | null {
  const { know, locale } = context;
  const named = targets.best.get('place');
  const sort = targets.category === null ? undefined : categoryById(targets.category.id);
  const ids = new Set(sort === undefined ? [] : placesOfKind(sort, context).map(({ id }) => id));
  const scores = new Map(matchFaq(know, asked).map(({ id, score }) => [id, score]));
  const [best] = know.venue.faqs
    .filter((faq) => PRICE.test(textIn(faq.answer, locale)))
    .map(({ id, placeId = '' }) => ({ id, score: (scores.get(id) ?? 0) + (placeId === named?.id ? 0.4 : ids.has(placeId) ? 0.2 : 0) }))
    .sort((a, b) => b.score - a.score);
  return best === undefined || best.score < 0.4 ? null : best.id;
}
