import { CATEGORIES } from '../../tools/categories.ts';
import { saysSomebodyElse } from '../../tools/find-people.ts';
import { type EntityKind, type Knowledge, texts } from '../../tools/knowledge.ts';
import type { Place } from '../../venue/model.ts';
import { PLAIN_WORDS, STOP_WORDS } from '../../venue/search/everyday-words.ts';
import { foldedWords } from '../../venue/search/fold.ts';
import { createLinker, type Link, rank } from '../../venue/search/linker.ts';
import { digitsInWords } from '../../venue/search/numbers.ts';
import { isAsking } from './asking-words.ts';
import { isExacter, isFuller, sameSpan, soundsTheSame } from './same-name.ts';
import { dietsIn } from './self-statements.ts';
import { numberOf } from './spoken-numbers.ts';

/** What a sentence names: the best of each kind, with those it cannot be told from. */
export interface Targets {
  readonly best: ReadonlyMap<EntityKind, Link<EntityKind>>;
  /** All that fit as well as the best of their kind, itself first. */
  readonly tied: ReadonlyMap<EntityKind, readonly Link<EntityKind>[]>;
  /** Sort of place, by categories.ts. */
  readonly category: Link<'category'> | null;
  /** Words left over when names, times and ways of asking are taken out. */
  readonly rest: readonly string[];
}

/** A single name less like what was heard is somebody else's. */
const HALF_HEARD = 0.72;

/** The sort of place these words name. */
export function categoryIn(words: readonly string[]): Link<'category'> | null {
  const [link] = categories.link(words);
  return link !== undefined && link.ofName >= 0.78 ? link : null;
}

const STEP_FREE =
  /\b(without|no|avoid(ing)?|not|ohne|keine) (using |taking |the |any |die )*(stairs|steps|escalators?|treppen?|stufen|rolltreppen?)\b/;

/** How much of a name must be said before it counts, by kind. */
const ENOUGH: Readonly<Record<EntityKind, number>> = {
  place: 0.62,
  session: 0.6,
  person: 0.66,
  exhibitor: 0.66,
  dish: 0.62,
  service: 0.76,
  floor: 0.85,
  track: 0.75,
  organisation: 0.8,
};

const categories = createLinker(
  CATEGORIES.map((category) => ({ kind: 'category' as const, id: category.id, names: [...category.words.en, ...category.words.de] })),
);

/**
 * @param asked words without those that say the time.
 * @param wishes `diets`: "something vegetarian" narrows a search and names no place; `people`: the question may be about a
 * person, else half-heard single names are nobody.
 */
export function findTargets(
  asked: readonly string[],
  know: Knowledge,
  wishes: { readonly diets: boolean; readonly people: boolean },
): Targets {
  const isWish = (link: Link<EntityKind>) =>
    wishes.diets &&
    asked
      .slice(link.from, link.to)
      .every((word) => dietsIn(word).length > 0 || /^(free|food|dishes|options|restaurants?|essen|gerichte)$/.test(word));
  // "Without stairs" says how to get there, not where.
  const elsewhere = asked.join(' ').replace(STEP_FREE, (said) => said.replaceAll(/\S+/g, '_'));
  const found = categoryIn(elsewhere.split(' '));
  // "toilet" is one, not a misheard Mr Tollet.
  const misheardSort = (link: Link<EntityKind>) =>
    found !== null && found.ofName >= 0.95 && link.ofName < 0.9 && link.from >= found.from && link.to <= found.to;
  const doubtful = (link: Link<EntityKind>) =>
    link.kind === 'person' &&
    link.matched < 2 &&
    link.ofName < 0.95 &&
    (link.ofName < HALF_HEARD ||
      !wishes.people ||
      saysSomebodyElse(
        asked.map((word) => (isAsking(word) ? '' : word)),
        link,
        know.people.get(link.id)?.name ?? '',
      ));
  const all = linkBoth(asked, know);
  const enough = all.filter((link) => isEnough(link) || isTheOnly(link, all, asked));
  // Words that are exactly the name of something are not half of another name that they resemble.
  const exact = enough.filter((link) => link.ofName >= 0.97);
  const taken = (link: Link<EntityKind>) =>
    link.ofName < 0.95 &&
    exact.some(
      (other) =>
        other.kind !== link.kind &&
        other.kind !== 'track' &&
        other.kind !== 'organisation' &&
        overlaps(other, link) &&
        onlyHeldBeside(asked, link, other),
    );
  const links = enough.filter(
    (link) => !isWish(link) && !misheardSort(link) && !doubtful(link) && !taken(link) && !onlyCounts(link, asked),
  );
  const best = new Map<EntityKind, Link<EntityKind>>();
  const tied = new Map<EntityKind, readonly Link<EntityKind>[]>();
  for (const link of links) {
    if (best.has(link.kind)) continue;
    const exactly = links.find((other) => isFuller(other, link)) ?? links.find((other) => isExacter(other, link));
    if (exactly !== undefined) {
      best.set(link.kind, exactly);
      tied.set(
        link.kind,
        links.filter((other) => other.kind === link.kind && other.ofName >= exactly.ofName - 0.01 && sameSpan(other, link)),
      );
      continue;
    }
    best.set(link.kind, link);
    const same = links.filter(
      (other) => other.kind === link.kind && rank(other) >= rank(link) * 0.97 && other.ofName >= link.ofName - 0.04,
    );
    tied.set(link.kind, [...same, ...all.filter((other) => !same.includes(other) && soundsTheSame(link, other))]);
  }

  return { best, tied, category: found, rest: asked };
}

/** "A table for two" is no stand A2, and "is 7 possible" no stand A7. */
function onlyCounts({ kind, name, from, to }: Link<EntityKind>, asked: readonly string[]): boolean {
  const said = asked.slice(from, to);
  if (kind !== 'place' || foldedWords(name).join('') === said.join('')) return false;
  const tiny = said.filter((word) => word.length === 1 || numberOf(word) !== null || STOP_WORDS.has(word));
  if (tiny.length < said.length) return false;
  // "A two" in one breath is the stand, where nothing else is said.
  return !(said.length === 2 && asked.length <= 5 && said[0]?.length === 1 && numberOf(said[1]) !== null);
}

function overlaps(a: Link<EntityKind>, b: Link<EntityKind>): boolean {
  return a.from < b.to && b.from < a.to;
}

/** Of the link's words none but function words lie outside the other: "Janson on" is Janson, no Jan-Simon. */
function onlyHeldBeside(asked: readonly string[], link: Link<EntityKind>, { from, to }: Link<EntityKind>): boolean {
  return asked.slice(link.from, link.to).every((word, index) => {
    const at = link.from + index;
    return (at >= from && at < to) || STOP_WORDS.has(word);
  });
}

function linkBoth(asked: readonly string[], { names }: Knowledge): Link<EntityKind>[] {
  const digits = digitsInWords(asked);
  const plain = names.link(asked);
  if (digits.join(' ') === asked.join(' ')) return plain;
  const byKey = new Map(plain.map((link) => [`${link.kind}:${link.id}`, link]));
  for (const link of names.link(digits)) {
    const key = `${link.kind}:${link.id}`;
    const other = byKey.get(key);
    if (other === undefined || rank(link) > rank(other)) byKey.set(key, link);
  }
  return [...byKey.values()].sort((a, b) => rank(b) - rank(a));
}

function isEnough(link: Link<EntityKind>): boolean {
  if (link.kind === 'session')
    return link.ofName >= 0.6 || (link.matched >= 2 && link.ofName >= 0.42) || (link.matched >= 3 && link.ofName >= 0.3);
  return link.ofName >= ENOUGH[link.kind];
}

/** "Planetarium" of the Whitlock Planetarium: the longer half of a name, which no other place has. */
function isTheOnly(link: Link<EntityKind>, all: readonly Link<EntityKind>[], asked: readonly string[]): boolean {
  if (link.kind !== 'place' || link.ofName < 0.45) return false;
  const said = asked.slice(link.from, link.to).join('');
  const telling =
    said.length >= 5 && foldedWords(link.name).includes(said) && !PLAIN_WORDS.has(said) && !isAsking(said) && categoryIn([said]) === null;
  const rivals = all.filter((other) => other !== link && overlaps(other, link));
  return telling && !rivals.some((other) => (other.kind === 'place' ? other.ofName >= 0.3 : other.matched > 1 && other.ofName >= 0.6));
}

/** A place named so fully that its sort does not matter: "Harbour Bar", not just "bar". */
export function isNamedPlace(link: Link<EntityKind> | undefined, category: Link<'category'> | null, { places }: Knowledge): boolean {
  if (link === undefined) return false;
  if (category === null) return true;
  // "Ruheraum" is a sort of place, and here the name of one.
  if (link.ofName >= 0.97 && texts(places.get(link.id)?.name).includes(link.name)) return true;
  if (link.ofName >= 0.9 && link.matched > 1) return true;
  const insideCategory = link.from >= category.from && link.to <= category.to;
  // Under ENOUGH it is here because no other place has that word.
  return !insideCategory && (link.ofName >= 0.72 || link.ofName < ENOUGH.place);
}

export function topicOf(asked: readonly string[], without: readonly (Link<string> | undefined)[], stop: ReadonlySet<string>): string {
  return asked
    .filter(
      (word, index) =>
        !isAsking(word) && !stop.has(word) && !without.some((link) => link !== undefined && index >= link.from && index < link.to),
    )
    .join(' ');
}

export function placeOf(link: Link<EntityKind> | undefined, { places, exhibitors, sessions, services }: Knowledge): Place | null {
  if (link === undefined) return null;
  const id =
    link.kind === 'place'
      ? link.id
      : link.kind === 'exhibitor'
        ? exhibitors.get(link.id)?.placeId
        : link.kind === 'session'
          ? sessions.get(link.id)?.roomId
          : link.kind === 'service'
            ? services.get(link.id)?.placeId
            : undefined;
  return id === undefined || id === null ? null : (places.get(id) ?? null);
}
