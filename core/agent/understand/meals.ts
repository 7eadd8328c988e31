import type { Session } from '../../venue/model.ts';

export type Meal = 'breakfast' | 'lunch' | 'dinner';

/** When a meal is, "12:15" to "13:30". */
export interface MealTime {
  readonly from: string;
  readonly to: string;
}

/** Where the programme has no such meal that day. */
const USUAL: Readonly<Record<Meal, MealTime>> = {
  breakfast: { from: '07:00', to: '10:00' },
  lunch: { from: '12:00', to: '13:30' },
  dinner: { from: '19:00', to: '21:00' },
};

const NAMES: readonly (readonly [Meal, RegExp, RegExp])[] = [
  ['breakfast', /^(breakfast|fruhstuck)$/, /\b(breakfast|frühstück)/i],
  ['lunch', /^(lunch|luncheon|mittagessen|mittag|mittagspause)$/, /\b(lunch|mittagessen|mittagspause)\b/i],
  ['dinner', /^(dinner|supper|abendessen|abendbrot)$/, /\b(dinner|supper|abendessen)\b/i],
];
const LINKS = /^(the|my|our|dem|der|den)$/;

export interface SaidMeal {
  readonly meal: Meal;
  readonly relation: 'after' | 'before';
  readonly at: number;
  readonly length: number;
}

/** "after lunch", "vor dem Abendessen": the meal says when, not what. */
export function findMeal(words: readonly string[]): SaidMeal | null {
  for (const [at, word] of words.entries()) {
    const relation = /^(after|nach)$/.test(word) ? 'after' : /^(before|vor)$/.test(word) ? 'before' : null;
    if (relation === null) continue;
    const named = LINKS.test(words[at + 1] ?? '') ? at + 2 : at + 1;
    const meal = NAMES.find(([, said]) => said.test(words[named] ?? ''))?.[0];
    if (meal !== undefined) return { meal, relation, at, length: named - at + 1 };
  }
  return null;
}

/** The meal as the programme has it on that day, else when people usually eat. */
export function mealOn(meal: Meal, date: string, sessions: readonly Session[]): MealTime {
  const titled = NAMES.find(([name]) => name === meal)?.[2];
  const own = sessions.find(
    (session) =>
      session.startsAt.startsWith(date) &&
      !/talk|keynote|workshop|panel/i.test(session.kind ?? '') &&
      titled?.test(typeof session.title === 'string' ? session.title : Object.values(session.title).join(' ')) === true,
  );
  if (own === undefined || !own.endsAt.startsWith(date)) return USUAL[meal];
  return { from: own.startsAt.slice(11, 16), to: own.endsAt.slice(11, 16) };
}
