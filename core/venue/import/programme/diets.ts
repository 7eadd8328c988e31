/** The 14 allergens that EU law names, by how menus in five languages write them. */
const ALLERGENS: readonly (readonly [RegExp, string])[] = [
  [/gluten|wheat|weizen|cereal|getreide|blé|trigo|frumento|rye|barley/, 'gluten'],
  [/crustac|krebs|shrimp|prawn|crevette|gamba|crostac/, 'crustaceans'],
  [/\beggs?\b|\beier?\b|\bœufs?|\boeufs?|\bhuevos?|\buov/, 'eggs'],
  [/\bfish|fisch|poisson|pescado|pesce/, 'fish'],
  [/peanut|erdn[uü]ss|arachide|cacahu|arachidi/, 'peanuts'],
  [/soy|soja/, 'soya'],
  [/milk|milch|lactose|laktose|dairy|\blait\b|leche|latte|lácteos/, 'milk'],
  [/celery|sellerie|céleri|apio|sedano/, 'celery'],
  [/mustard|senf|moutarde|mostaza|senape/, 'mustard'],
  [/sesame|sesam|sésame|sésamo|sesamo/, 'sesame'],
  [/sulphit|sulfit|schwefeldioxid|sulphur|sulfur|solfit/, 'sulphites'],
  [/lupin|altramuces/, 'lupin'],
  [/mollus|weichtier|mussel|oyster|squid/, 'molluscs'],
  [/nuts?\b|nüsse|nuss\b|schalenfr|fruits à coque|frutos secos|noci\b|frutta a guscio|almond|hazelnut|walnut|cashew|pistach/, 'nuts'],
];

/** What nobody knows stays as written, in lower case: an allergen is never dropped. */
export function readAllergens(written: readonly string[]): string[] {
  const words = written.flatMap((text) => text.toLowerCase().split(/[,;/]|\s(?:and|und|et|y|e)\s/)).map((word) => word.trim());
  const stated = words.filter((word) => word !== '' && !/^(?:none|keine|aucun|ninguno|nessuno|no|-)$/.test(word));
  return [...new Set(stated.map((word) => ALLERGENS.find(([pattern]) => pattern.test(word))?.[1] ?? word))];
}

/** True for a text that lists allergens and nothing else. */
export function areAllergens(text: string): boolean {
  const known = new Set(ALLERGENS.map(([, name]) => name));
  const read = readAllergens([text]);
  return read.length > 0 && read.every((name) => known.has(name));
}

const DIETS: readonly (readonly [RegExp, string])[] = [
  [/vegan|végan|végétalien/, 'vegan'],
  [/vegetari|végétari|veggie/, 'vegetarian'],
  [/gluten/, 'gluten-free'],
  [/lact/, 'lactose-free'],
  [/halal/, 'halal'],
  [/kosher|koscher|casher/, 'kosher'],
];

/** "https://schema.org/VeganDiet", "vegan", "glutenfrei" as the model names them. */
export function readDiets(written: readonly string[]): string[] {
  const words = written
    .flatMap((text) => text.replace(/^https?:\/\/schema\.org\//, '').split(/[,;/]/))
    .map((word) => word.trim().replace(/diet$/i, '').toLowerCase())
    .filter((word) => word !== '');
  return [...new Set(words.map((word) => DIETS.find(([pattern]) => pattern.test(word))?.[1] ?? word))];
}
