import type { Menu, MenuItem } from '../../model.ts';
import { type Finding, shown } from '../finding.ts';
import type { RawRecord } from '../raw-record.ts';
import type { Sources } from '../sources.ts';
import { readAllergens, readDiets } from './diets.ts';
import { findingOf, hasText, listOf, optional } from './judge-session.ts';
import { localText, oneLine } from './plain-text.ts';
import type { Rooms } from './rooms.ts';

/** Dishes, a record each, as the menus of the places that serve them. */
export function menusOf(
  source: string,
  records: readonly RawRecord[],
  rooms: Rooms,
  sources: Sources,
  report: (finding: Finding) => void,
): Menu[] {
  const menus = new Map<string, Map<string, MenuItem[]>>();
  let unnamed: string | undefined;
  for (const raw of records) {
    const item = itemOf(raw, report);
    if (item === null) continue;
    const named = oneLine(raw.value.place);
    if (named === undefined && unnamed === undefined) unnamed = placeOfMenu(source, raw, rooms, report);
    const placeId = named === undefined ? (unnamed ?? '') : rooms.placeOf(named, raw, 'restaurant');
    const sections = menus.get(placeId) ?? new Map<string, MenuItem[]>();
    const title = oneLine(raw.value.section) ?? '';
    menus.set(placeId, sections);
    sections.set(title, [...(sections.get(title) ?? []), item]);
    sources.add('menu', { placeId }, raw);
  }
  return [...menus].map(([placeId, sections]) => ({
    placeId,
    sections: [...sections].map(([title, items]) => ({ title: title === '' ? 'Menu' : title, items })),
  }));
}

/** A menu that does not say whose it is belongs to the only place that serves food, else to one of its own name. */
function placeOfMenu(source: string, raw: RawRecord, rooms: Rooms, report: (finding: Finding) => void): string {
  const serving = rooms.places.filter(({ kind }) => kind === 'restaurant' || kind === 'bar' || kind === 'cafe');
  const words = source
    .replace(/[-_]*(?:menus?|speisekarte|dishes|carte?a?)[-_]*/g, ' ')
    .replace(/[-_]+/g, ' ')
    .trim();
  const name = words === '' ? 'Restaurant' : words.charAt(0).toUpperCase() + words.slice(1);
  const [only] = serving;
  const id = rooms.find(name) ?? (serving.length === 1 && only !== undefined ? only.id : rooms.placeOf(name, raw, 'restaurant'));
  const reason = `the menu does not say whose it is; taken to be that of "${id}"`;
  report(findingOf(raw, 'menu-place-guessed', 'place', reason, 'Add a column or field "restaurant" with the name of the place.'));
  return id;
}

function itemOf(raw: RawRecord, report: (finding: Finding) => void): MenuItem | null {
  const { value } = raw;
  const name = localText(value.name);
  if (name === undefined) {
    report(findingOf(raw, 'row-skipped', 'name', 'has no name; the row was left out', 'Give the dish a name.'));
    return null;
  }
  const price = priceOf(value.price);
  if (price === undefined) {
    const reason = `"${shown(value.price)}" is no price; it was left out`;
    report(findingOf(raw, 'field-ignored', 'price', reason, 'Write it as 12.50.'));
  }
  const flags = (['vegan', 'vegetarian', 'glutenFree'] as const).filter((key) =>
    /^(?:true|yes|y|1|x|✓|✔|ja|oui|s[ií])$/i.test(String(value[key] ?? '').trim()),
  );
  return {
    name,
    ...optional('description', localText(value.description)),
    price: price ?? null,
    allergens: readAllergens(listOf(value.allergens)),
    diets: readDiets([...listOf(value.diets), ...flags.map((flag) => (flag === 'glutenFree' ? 'gluten-free' : flag))]),
  };
}

/** "€ 12,50", "12.50 EUR", 12.5; null where nothing is said, undefined where it cannot be read. */
function priceOf(value: unknown): number | null | undefined {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? value : undefined;
  if (!hasText(value)) return null;
  const number = /^[^\d-]{0,8}(\d{1,6}(?:[.,]\d{1,2})?)(?:[.,]-)?[^\d]{0,12}$/.exec(String(value).trim())?.[1];
  return number === undefined ? undefined : Number(number.replace(',', '.'));
}
