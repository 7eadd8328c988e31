import { SINGLE_VALUED } from '../../ports.ts';
import type { StatedFact } from '../../tools/tool.ts';
import { plainWords } from './languages/gloss.ts';
import { LANGUAGES } from './languages/languages.ts';
import { asWritten, introducedAs } from './own-name.ts';
import {
  ACCESS,
  ALLERGENS,
  ANSWERS,
  DIETS,
  HEALTH,
  RELIGIONS,
  ROLES,
  ROMANCE_ALLERGENS,
  ROMANCE_DIETS,
  SELF_WORDS,
  type SelfWords,
} from './self-words.ts';
import { pattern, valuesIn } from './word-tables.ts';

/** The words that one language's grammar is tried on. */
interface Said {
  readonly self: SelfWords;
  readonly words: string;
  readonly diets: typeof DIETS;
  readonly allergens: typeof ALLERGENS;
}

/**
 * What the guest says about themselves, never what they only ask for.
 * @param text folded words as the engine reads them, contractions opened; English for what was said in a language read through it.
 * @param original as it was said.
 */
export function statedFacts(text: string, original: string): StatedFact[] {
  const all = readings(text, original);
  if (all.length === 0) return [];
  const denied = new Set(deniedIn(all).map(keyOf));
  const facts = all.flatMap((said) => [
    ...nameFacts(said, original),
    ...dietFacts(said),
    ...allergyFacts(said),
    ...accessFacts(said),
    ...conditionFacts(said),
    ...roleFacts(said, original),
    ...interestFacts(said, original),
    ...languageFacts(said),
    ...valuesIn(ANSWERS, said.words).map((value) => ({ kind: 'answers' as const, value })),
  ]);
  return facts.filter(
    (fact, index) =>
      !denied.has(keyOf(fact)) &&
      facts.findIndex((other) => other.kind === fact.kind && (other.value === fact.value || SINGLE_VALUED.has(fact.kind))) === index,
  );
}

/** What the guest says is not so, or not any more. */
export function deniedFacts(text: string, original: string): StatedFact[] {
  const denied = deniedIn(readings(text, original));
  return denied.filter((fact, index) => denied.findIndex((other) => keyOf(other) === keyOf(fact)) === index);
}

/** "Remember that I …": the guest asks for it to be kept, which needs no asking back. */
export function asksToKeep(text: string, original: string): boolean {
  return wordsFor(text, original).some(({ self, words }) => pattern(`\\b(?:${self.keep})\\b`).test(words));
}

function wordsFor(text: string, original: string): Said[] {
  const own = plainWords(original).join(' ');
  return SELF_WORDS.map((self) =>
    self.romance
      ? { self, words: own, diets: ROMANCE_DIETS, allergens: ROMANCE_ALLERGENS }
      : { self, words: text, diets: DIETS, allergens: ALLERGENS },
  );
}

/** Those languages in which the guest speaks of themselves at all: the tables are long, and most questions do not. */
function readings(text: string, original: string): Said[] {
  return wordsFor(text, original).filter(({ self, words }) => {
    const { name, iAm, iHave, iEat, noMeat, allergic, noLonger, interested, workAs, prefer } = self;
    return (
      pattern(`\\b(?:${[name, iAm, iHave, iEat, noMeat, allergic, noLonger, interested, workAs, prefer].join('|')})\\b`).test(words) ||
      OTHERWISE.test(words) ||
      STEP_FREE.test(words) ||
      valuesIn(ACCESS, words).length + valuesIn(ANSWERS, words).length > 0
    );
  });
}

function deniedIn(all: readonly Said[]): StatedFact[] {
  return all.flatMap(({ self, words, diets, allergens }) => {
    const after = pattern(`\\b(?:${self.noLonger}) (.{2,60})$`).exec(words)?.[1];
    if (after === undefined) return [];
    const first = after.split(' ').slice(0, 5).join(' ');
    const denied: StatedFact[] = valuesIn(diets, first).map((value) => ({ kind: 'diet', value }));
    if (/\b(?:all?erg|unvertrag|intoleran|intolleran)/.test(first))
      denied.push(...valuesIn(allergens, after).map((value) => ({ kind: 'allergy' as const, value })));
    if (/\b(?:wheel ?chair|rollstuhl|rollator|crutches|krucken|fauteuil|silla de ruedas|carrozzina|sedia a rotelle)/.test(first))
      denied.push({ kind: 'access', value: 'step-free' });
    return denied;
  });
}

const FILLING =
  '(?: a| an| strictly| also| ein| eine| auch| nur| only| strict| both| all| beide| un| une| una| muy| molto| tres| anche| aussi| tambien| very| severely| sehr| stark)*';

function dietFacts({ self, words, diets }: Said): StatedFact[] {
  const facts: StatedFact[] = diets
    .filter(([, names]) => pattern(`\\b(?:${self.iAm}|${self.iEat})${FILLING} (?:${names})\\b`).test(words))
    .map(([value]) => ({ kind: 'diet', value }));
  if (pattern(`\\b(?:${self.noMeat})\\b`).test(words)) facts.push({ kind: 'diet', value: 'vegetarian' });
  return facts;
}

/** Turned about, or without a verb. */
const OTHERWISE = /\bich keine?n? (?:\w+ ){1,3}(?:vertrage|esse|darf|mag)\b|\b(?:nut|peanut|milk|egg|fish|soya?|sesame|dairy) allergy\b/;

function allergyFacts({ self, words, allergens }: Said): StatedFact[] {
  const rest = pattern(`\\b(?:${self.allergic})\\b.*$`).exec(words)?.[0] ?? (OTHERWISE.test(words) ? words : undefined);
  return rest === undefined ? [] : valuesIn(allergens, beforeQuestion(rest, self)).map((value) => ({ kind: 'allergy', value }));
}

const STEP_FREE =
  /\b(i (?:use|am in|have|need|sit in) (?:a |an |my )?(?:wheel ?chair|walker|mobility scooter|step ?free)|i (?:can not|am not able to) (?:climb|walk up|use|take|do) (?:the |any )?(?:stairs|steps)|i am (?:a )?wheel ?chair|with (?:a |my )(?:wheel ?chair|pram|stroller|pushchair)|ich (?:sitze|bin) im rollstuhl|ich (?:nutze|benutze|habe|brauche) einen (?:rollstuhl|rollator)|ich kann keine (?:treppen?|stufen)|rollstuhlfahrer\w*|mit (?:dem |einem )?(?:kinderwagen|rollstuhl))\b/;

function accessFacts({ words }: Said): StatedFact[] {
  const found = valuesIn(ACCESS, words);
  if (STEP_FREE.test(words)) found.push('step-free');
  return found.map((value) => ({ kind: 'access', value }));
}

function conditionFacts({ self, words }: Said): StatedFact[] {
  // Of others' health and faith nothing is noted.
  const after = (before: string, table: typeof HEALTH) =>
    table
      .filter(([, names]) => {
        const said = pattern(`\\b(?:${before})${FILLING} (?:${names})\\b`).exec(words)?.[0];
        return said !== undefined && !/^(?:my|mein\w*|mon|ma|mi|mio|mia|il mio|la mia) /.test(said);
      })
      .map(([value]) => value);
  return [
    ...after(`${self.iAm}|${self.iHave}`, HEALTH).map((value) => ({ kind: 'health' as const, value })),
    ...after(self.iAm, RELIGIONS).map((value) => ({ kind: 'religion' as const, value })),
  ];
}

const NOT_NAMES = new Set(
  `a an the in on at so not very just here looking hungry thirsty lost tired late new interested allergic vegetarian vegan sorry fine good great trying going from with
  back later when if tomorrow someone somebody anytime now again hier neu auf auch nicht so sehr gerade aus hungrig mude allergisch vegetarier veganer ein eine der die das
  un une la les pas encore no non el los si quando quand cuando`.split(/\s+/),
);

function nameFacts({ self, words }: Said, original: string): StatedFact[] {
  const first = pattern(`\\b(?:${self.name}) ([\\p{L}-]+)`).exec(words)?.[1] ?? introducedAs(words, original);
  if (first === undefined || first.length < 2 || NOT_NAMES.has(first)) return [];
  // As the guest wrote it; a recogniser writes it small.
  const written = asWritten(first, original);
  return [{ kind: 'name', value: written.charAt(0).toLocaleUpperCase() + written.slice(1) }];
}

function roleFacts({ self, words }: Said, original: string): StatedFact[] {
  const { iAm, workAs } = self;
  const before = `(?:(?:${iAm})(?: one of the| here as| as)?|${workAs})`;
  const one = ROLES.find(([, names]) => pattern(`\\b${before}${FILLING}(?: \\w+)? (?:${names})s?\\b`).test(words));
  if (one !== undefined) return [{ kind: 'role', value: one[0] }];
  const other = pattern(`\\b(?:${workAs}) ((?:[\\p{L}-]+ ?){1,3})`).exec(words)?.[1];
  return other === undefined ? [] : [{ kind: 'role', value: asWritten(beforeQuestion(other, self), original) }];
}

const MOST_INTERESTS = 4;

function interestFacts({ self, words }: Said, original: string): StatedFact[] {
  const rest = pattern(`\\b(?:${self.interested}) ([\\p{L}\\p{N} ]{3,120})$`).exec(words)?.[1];
  if (rest === undefined) return [];
  return beforeQuestion(rest, self)
    .split(pattern(` (?:${self.and}) `))
    .map((thing) => thing.trim().replace(pattern(`^(?:(?:${self.articles}) )+`), ''))
    .filter((thing) => thing.length >= 2 && thing.length <= 60)
    .slice(0, MOST_INTERESTS)
    .map((thing) => ({ kind: 'interest', value: asWritten(thing, original) }));
}

function languageFacts({ self, words }: Said): StatedFact[] {
  const named = pattern(`\\b(?:${self.prefer}) (\\w+)`).exec(words)?.[1];
  const language = LANGUAGES.find(({ names }) => named !== undefined && names.includes(named));
  return language === undefined ? [] : [{ kind: 'language', value: language.code }];
}

/** What is said before the question that follows it in the same breath. */
function beforeQuestion(words: string, { asks, and }: SelfWords): string {
  const at = words.search(pattern(` (?:(?:${and}) )?(?:${asks})(?: |$)`));
  return at <= 0 ? words.trim() : words.slice(0, at);
}

function keyOf({ kind, value }: StatedFact): string {
  return `${kind} ${value}`;
}
