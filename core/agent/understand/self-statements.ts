import { ALLERGENS, DIETS } from './self-words.ts';
import { pattern, valuesIn, wordsPattern } from './word-tables.ts';

/** Diets named at all, to the venue model's names. */
export function dietsIn(text: string): string[] {
  return valuesIn(DIETS, text);
}

/** Allergens to be avoided: "without nuts", "nut free", "allergic to milk and eggs", "ohne Milch". */
export function avoidedIn(text: string): string[] {
  const after =
    /\b(?:without|no|free of|free from|allergic to|allergy to|can not (?:eat|have|tolerate)|can not eat|avoid|intolerant to|ohne|keine?n?|frei von|allergisch (?:gegen|auf)|vertrage (?:kein|keine|keinen)|esse (?:kein|keine|keinen))\b(.*)$/.exec(
      text,
    )?.[1] ?? '';
  const before = text.replaceAll(/\b(\w+?)s? (free|allergy|allergie|intolerant)\b/g, '§$1§');
  const names = ALLERGENS.filter(([, words]) => {
    const plain = wordsPattern(words);
    return (
      plain.test(after) ||
      pattern(`§(${words.replaceAll('s?', '')})s?§`).test(before) ||
      pattern(`\\b(${words})(frei\\w*|allergie|allergiker\\w*)\\b`).test(text)
    );
  }).map(([name]) => name);
  return text.includes('gluten free') || text.includes('lactose free')
    ? names.filter((name) => name !== 'gluten' && name !== 'milk')
    : names;
}

/** Allergens named at all: "does it contain nuts". */
export function allergensIn(text: string): string[] {
  return valuesIn(ALLERGENS, text);
}

/** The thing in "I lost my phone charger", "ich habe mein Ladekabel verloren"; null when none is named. */
export function lostThing(text: string): string | null {
  const match =
    /\b(?:lost|left|misplaced|forgot|forgotten|missing|find|stole|stolen|taken|took|nicked) (?:my|our|a|an|the|his|her) ([\p{L}\p{N}]+(?: [\p{L}\p{N}]+)?)/u.exec(
      text,
    ) ??
    /\b(?:my|our|mein|meine|meinen|unser|unsere|unseren) ([\p{L}\p{N}]+(?: [\p{L}\p{N}]+)?) (?:is|are|got|was|were|has been|have been|ist|sind|wurde|wurden|verloren|vergessen|verlegt|liegen|liegengelassen|nicht)\b/u.exec(
      text,
    ) ??
    /\b(?:finde|vermisse) (?:mein|meine|meinen|unser|unsere|unseren) ([\p{L}\p{N}]+)/u.exec(text);
  const thing = match?.[1]?.replace(
    / (in|at|on|here|somewhere|somehow|yesterday|today|this|last|nicht|hier|im|irgendwo|gestern|heute|near|and|und|it|can|i)$/,
    '',
  );
  return thing === undefined || thing === '' ? null : thing;
}
