import type { Dish, Knowledge } from './knowledge.ts';
import { texts } from './knowledge.ts';
import { foldedWords, stem } from './lexical/fold.ts';
import { likeness } from './lexical/vocabulary.ts';

interface DishWords {
  readonly dish: Dish;
  /** Part of the menu it stands in, all languages. */
  readonly section: string;
  readonly name: readonly string[];
  readonly under: readonly string[];
  readonly told: readonly string[];
}

const read = new WeakMap<Knowledge, readonly DishWords[]>();
/** Parts of a menu that are no meal, English and German. */
const NO_MEAL =
  /drink|coffee|tea\b|beer|cider|wine|cocktail|alcohol|spirits|dessert|sweet|cake|sides|child|breakfast|starter|to go with|getränk|kaffee|tee\b|bier|wein|alkohol|süß|kuchen|beilage|kinder|frühstück|vorspeise|dazu/i;
const FUZZY = 0.8;

/**
 * Dishes of a sort in a guest's words ("beer", "Kuchen", "chocolate cake"), best first: found in the name, in
 * the heading of its part of the menu, or in its description, in this order; half of the words must be found.
 */
export function dishesOfSort(about: string, know: Knowledge): Dish[] {
  const words = foldedWords(about);
  if (words.length === 0) return [];
  const scored = dishWords(know).flatMap((entry) => {
    const found = words.map((word) => (has(entry.name, word) ? 3 : has(entry.under, word) ? 2 : has(entry.told, word) ? 1 : 0));
    const score = found.reduce<number>((sum, value) => sum + value, 0);
    const named = found.filter((value) => value > 1).length;
    return named * 2 >= words.length && named > 0
      ? [{ dish: entry.dish, score }]
      : found.every((value) => value > 0)
        ? [{ dish: entry.dish, score }]
        : [];
  });
  const best = Math.max(0, ...scored.map(({ score }) => score));
  // What is only mentioned in a description is no sort, beside dishes that are of it.
  return scored
    .filter(({ score }) => score >= Math.min(best, 2 * words.length) && score * 2 >= best)
    .sort((a, b) => b.score - a.score)
    .map(({ dish }) => dish);
}

/** False for drinks, sides, sweets and what is for children. */
export function isMeal(dish: Dish, know: Knowledge): boolean {
  return !NO_MEAL.test(dishWords(know).find((entry) => entry.dish === dish)?.section ?? '');
}

function dishWords(know: Knowledge): readonly DishWords[] {
  const known = read.get(know);
  if (known !== undefined) return known;
  const made = [...know.dishes.values()].map((dish): DishWords => {
    const section = texts(know.menus.get(dish.placeId)?.sections.find((part) => part.items.includes(dish.item))?.title).join(' ');
    const split = (text: string) => foldedWords(text);
    return {
      dish,
      section,
      name: texts(dish.item.name).flatMap(split),
      under: split(section),
      told: texts(dish.item.description).flatMap(split),
    };
  });
  read.set(know, made);
  return made;
}

/** The word itself, another form of it, or a compound that ends with it: "Apfelkuchen" is a "Kuchen". */
function has(words: readonly string[], word: string): boolean {
  return words.some(
    (own) =>
      own === word ||
      stem(own) === stem(word) ||
      (word.length >= 4 && own.endsWith(word)) ||
      (word.length >= 5 && likeness(own, word) >= FUZZY),
  );
}
