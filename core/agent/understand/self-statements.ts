import type { StatedFact } from '../../tools/tool.ts';

/** Diets and allergens as they are said, English and German, to the venue model's names. */
const DIETS: readonly (readonly [string, string])[] = [
  [
    'vegetarian',
    'vegetarian|vegetarians|veggie|vegetarisch\\w*|vegetarier|vegetarierin|fleischlos\\w*|meat free|meatless|ohne fleisch|without meat|no meat',
  ],
  ['vegan', 'vegan|vegans|vegane\\w*|veganer|veganerin|plant based|pflanzlich\\w*'],
  ['halal', 'halal|hallal'],
  ['kosher', 'kosher|koscher\\w*'],
  ['gluten-free', 'gluten free|glutenfree|glutenfrei\\w*|coeliac|celiac|zoliakie'],
  ['lactose-free', 'lactose free|lactosefree|dairy free|laktosefrei\\w*|lactose intolerant|laktoseintoleran\\w*'],
  ['pescatarian', 'pescatarian|pescetarian|pescetarier\\w*'],
];

const ALLERGENS: readonly (readonly [string, string])[] = [
  ['gluten', 'gluten|wheat|weizen'],
  ['crustaceans', 'crustaceans?|shrimps?|prawns?|crab|lobster|shellfish|krebstiere?|garnelen|krabben'],
  ['eggs', 'eggs?|eier|ei'],
  ['fish', 'fish|fisch'],
  ['peanuts', 'peanuts?|erdnuss|erdnusse'],
  ['soya', 'soya?|soja'],
  ['milk', 'milk|dairy|lactose|cheese|milch|laktose|milchprodukte'],
  ['nuts', 'nuts?|almonds?|hazelnuts?|walnuts?|cashews?|pistachios?|nuss|nusse|mandeln?|haselnusse?|walnusse?'],
  ['celery', 'celery|sellerie'],
  ['mustard', 'mustard|senf'],
  ['sesame', 'sesame|sesam'],
  ['sulphites', 'sulphites?|sulfites?|sulfite'],
  ['lupin', 'lupins?|lupinen?'],
  ['molluscs', 'molluscs?|mussels?|clams?|oysters?|squid|weichtiere|muscheln?|austern?'],
];

export function dietsIn(text: string): string[] {
  return DIETS.filter(([, words]) => new RegExp(`\\b(${words})\\b`).test(text)).map(([diet]) => diet);
}

/** Allergens to be avoided: "without nuts", "nut free", "allergic to milk and eggs", "ohne Milch". */
export function avoidedIn(text: string): string[] {
  const after =
    /\b(?:without|no|free of|free from|allergic to|allergy to|can not (?:eat|have|tolerate)|can not eat|avoid|intolerant to|ohne|keine?n?|frei von|allergisch (?:gegen|auf)|vertrage (?:kein|keine|keinen)|esse (?:kein|keine|keinen))\b(.*)$/.exec(
      text,
    )?.[1] ?? '';
  const before = text.replaceAll(/\b(\w+?)s? (free|allergy|allergie|intolerant)\b/g, '§$1§');
  const names = ALLERGENS.filter(([, words]) => {
    const plain = new RegExp(`\\b(${words})\\b`);
    return (
      plain.test(after) ||
      new RegExp(`§(${words.replaceAll('s?', '')})s?§`).test(before) ||
      new RegExp(`\\b(${words})(frei\\w*|allergie|allergiker\\w*)\\b`).test(text)
    );
  }).map(([name]) => name);
  return text.includes('gluten free') || text.includes('lactose free')
    ? names.filter((name) => name !== 'gluten' && name !== 'milk')
    : names;
}

/** Allergens named at all: "does it contain nuts". */
export function allergensIn(text: string): string[] {
  return ALLERGENS.filter(([, words]) => new RegExp(`\\b(${words})\\b`).test(text)).map(([name]) => name);
}

const I_AM =
  '(?:i am|we are|my (?:wife|husband|partner|son|daughter|child|friend|kid) is|ich bin|wir sind|mein\\w* \\w+ ist|i eat|we eat|i follow an?|ich esse|wir essen|ich ernahre mich|wir ernahren uns)(?: a| an| strictly| also| ein| eine| auch| nur| only| strict| both| all| beide)*';
const NOT_NAMES = new Set(
  `a an the in on at so not very just here looking hungry thirsty lost tired late new interested allergic vegetarian vegan sorry fine good great trying going from with
  hier neu auf auch nicht so sehr gerade aus hungrig mude allergisch vegetarier veganer ein eine der die das`.split(/\s+/),
);

/** What the guest says about themselves, never what they only ask for. */
export function statedFacts(text: string, original: string): StatedFact[] {
  const facts: StatedFact[] = [];
  for (const [diet, words] of DIETS) {
    if (new RegExp(`\\b${I_AM} (?:${words})\\b`).test(text) && !/\bnot (a )?\w+$|\bkeine?\b/.test(text))
      facts.push({ kind: 'diet', value: diet });
  }
  if (/\b(i do not eat|i can not eat|i never eat|ich esse kein) (any )?(meat|fleisch)\b/.test(text))
    facts.push({ kind: 'diet', value: 'vegetarian' });
  const allergic =
    /\b(i am (?:\w+ )?(?:allergic|intolerant)|i (?:can not|may not|must not) (?:eat|have|tolerate)|i have an? (?:\w+ )?(?:allergy|intolerance)|(?:nut|peanut|milk|egg|fish|soya?|sesame|dairy) allergy|ich bin (?:\w+ )?allergisch|ich (?:vertrage|darf|esse) (?:\w+ )?kein|ich keine?n? (?:\w+ ){1,3}(?:vertrage|esse|darf|mag)|ich habe eine? \w*(?:allergie|unvertraglichkeit))/;
  if (allergic.test(text)) for (const allergen of allergensIn(text)) facts.push({ kind: 'allergy', value: allergen });
  if (
    /\b(i (?:use|am in|have|need|sit in) (?:a |an |my )?(?:wheel ?chair|walker|mobility scooter|step ?free)|i (?:can not|am not able to) (?:climb|walk up|use|take|do) (?:the |any )?(?:stairs|steps)|i am (?:a )?wheel ?chair|with (?:a |my )(?:wheel ?chair|pram|stroller|pushchair)|ich (?:sitze|bin) im rollstuhl|ich (?:nutze|benutze|habe|brauche) einen (?:rollstuhl|rollator)|ich kann keine (?:treppen?|stufen)|rollstuhlfahrer\w*|mit (?:dem |einem )?(?:kinderwagen|rollstuhl))\b/.test(
      text,
    )
  ) {
    facts.push({ kind: 'access', value: 'step-free' });
  }
  const name = nameIn(text, original);
  if (name !== null) facts.push({ kind: 'name', value: name });
  const interest = /\b(?:i am (?:really |very |mostly |mainly )?interested in|ich interessiere mich fur) ([\p{L}\p{N} ]{3,60})$/u.exec(
    text,
  )?.[1];
  if (interest !== undefined) facts.push({ kind: 'interest', value: interest.trim() });
  return facts.filter((fact, index) => facts.findIndex((other) => other.kind === fact.kind && other.value === fact.value) === index);
}

function nameIn(text: string, original: string): string | null {
  const match =
    /\b(?:my name is|call me|you can call me|mein name ist|ich heisse|nenn mich|nennen sie mich) ([\p{L}-]+)(?: ([\p{L}-]+))?/u.exec(text);
  const first = match?.[1];
  if (first === undefined || NOT_NAMES.has(first)) return null;
  // As the guest wrote it, where they wrote it; a recogniser writes it small.
  const written = new RegExp(`\\b(${first})`, 'iu').exec(original)?.[1] ?? first;
  return written.charAt(0).toLocaleUpperCase() + written.slice(1);
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
