import { fold, foldedWords } from '../venue/search/fold.ts';
import { createVocabulary, type Vocabulary } from '../venue/search/name-words.ts';
import { calledBy, hasAlcohol, isDrinksHeading } from './dish-lexicon.ts';
import type { Dish, Knowledge } from './knowledge.ts';
import { texts } from './knowledge.ts';

interface DishWords {
  readonly dish: Dish;
  readonly name: readonly string[];
  readonly under: readonly string[];
  readonly told: readonly string[];
}

interface DishBook {
  readonly entries: readonly DishWords[];
  readonly vocabulary: Vocabulary;
  readonly words: readonly string[];
  readonly sections: ReadonlyMap<Dish, string>;
}

const read = new WeakMap<Knowledge, DishBook>();
/** Parts of a menu that are no meal, English and German. */
const NO_MEAL =
  /drink|coffee|tea\b|beer|cider|wine|cocktail|alcohol|spirits|dessert|sweet|cake|sides|child|breakfast|starter|to go with|getränk|kaffee|tee\b|bier|wein|alkohol|süß|kuchen|beilage|kinder|frühstück|vorspeise|dazu/i;
const ALIKE = 0.8;

/**
 * Dishes of a sort in a guest's words ("beer", "Kuchen", "chocolate cake"), best first: found in the name, in
 * the heading of its part of the menu, or in its description, in this order; half of the words must be found.
 */
export function dishesOfSort(about: string, know: Knowledge): Dish[] {
  const book = dishBook(know);
  const asked = foldedWords(about).map((word) => formsOf(word, book));
  if (asked.length === 0) return [];
  const scored = book.entries.flatMap(({ dish, name, under, told }) => {
    const found = asked.map((forms) => {
      const has = (words: readonly string[]) => words.some((word) => forms.has(word));
      return has(name) ? 3 : has(under) ? 2 : has(told) ? 1 : 0;
    });
    const named = found.filter((value) => value > 1).length;
    const enough = named === 0 ? found.every((value) => value > 0) : named * 2 >= asked.length;
    return enough ? [{ dish, score: found.reduce<number>((sum, value) => sum + value, 0) }] : [];
  });
  const best = Math.max(0, ...scored.map(({ score }) => score));
  // What is only mentioned in a description is no sort, beside dishes that are of it.
  return scored
    .filter(({ score }) => score >= Math.min(best, 2 * asked.length) && score * 2 >= best)
    .sort((a, b) => b.score - a.score)
    .map(({ dish }) => dish);
}

/** True when a dish has these words in its name. */
export function namesDish(about: string, know: Knowledge): boolean {
  const book = dishBook(know);
  const asked = foldedWords(about).map((word) => formsOf(word, book));
  return asked.length > 0 && book.entries.some(({ name }) => asked.every((forms) => name.some((word) => forms.has(word))));
}

/** False for drinks, sides, sweets and what is for children. */
export function isMeal(dish: Dish, know: Knowledge): boolean {
  return !NO_MEAL.test(dishBook(know).sections.get(dish) ?? '');
}

/** Drinks, or those of them without alcohol. */
export function drinks(know: Knowledge, { withoutAlcohol }: { readonly withoutAlcohol: boolean }): Dish[] {
  return dishBook(know).entries.flatMap(({ dish, name, under, told }) => {
    const said = fold([...name, ...told, ...texts(dish.item.name), ...texts(dish.item.description)].join(' '));
    return isDrinksHeading(under.join(' ')) && !(withoutAlcohol && hasAlcohol(said)) ? [dish] : [];
  });
}

/** The word itself, other forms and spellings of it, and compounds that end with it: "Apfelkuchen" is a "Kuchen". */
function formsOf(word: string, { vocabulary, words }: DishBook): ReadonlySet<string> {
  const alike = vocabulary.lookup(word).filter(({ sim }) => sim >= ALIKE);
  const compounds = word.length < 4 ? [] : words.filter((own) => own === word || (own.endsWith(word) && own.length >= word.length + 3));
  const called = calledBy(word);
  const ofSort = called.size === 0 ? [] : words.filter((own) => called.has(own));
  return new Set([...alike.map(({ term }) => term), ...compounds, ...ofSort]);
}

function dishBook(know: Knowledge): DishBook {
  const known = read.get(know);
  if (known !== undefined) return known;
  const sections = new Map<Dish, string>();
  const entries = [...know.dishes.values()].map((dish): DishWords => {
    const part = know.menus.get(dish.placeId)?.sections.find((section) => section.items.includes(dish.item));
    const title = texts(part?.title).join(' ');
    sections.set(dish, title);
    return {
      dish,
      name: texts(dish.item.name).flatMap(foldedWords),
      under: foldedWords(title),
      told: texts(dish.item.description).flatMap(foldedWords),
    };
  });
  const words = [...new Set(entries.flatMap(({ name, under, told }) => [...name, ...under, ...told]))];
  const made = { entries, words, sections, vocabulary: createVocabulary(words) };
  read.set(know, made);
  return made;
}
