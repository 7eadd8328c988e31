import { isRecord } from '../read-yaml.ts';
import type { Content } from './content.ts';
import { describeTable, findHeader, type TableRow } from './find-header.ts';
import type { Format, ParsedFile, ReadContext } from './format.ts';
import { joinParsed } from './join-parsed.ts';
import type { Json } from './json-lists.ts';
import { listOfRecords } from './schedule-json.ts';
import { readTable } from './table.ts';

/**
 * Lists of objects with the same keys, as Notion, Airtable, small tools and people write them, in JSON or YAML: each is
 * read as a table whose columns are the keys. Notion's date and time in one text ("September 21, 2023 13:00 → 13:45"),
 * links in brackets, and menus in sections are understood.
 */
export const recordLists: Format = {
  label: 'list (JSON or YAML)',
  detect: (content) => (listsIn(content).some((list) => findHeader(rowsOf(content, list), { file: list.about }) !== null) ? 0.4 : 0),
  parse(content, context = {}): ParsedFile {
    const lists = listsIn(content);
    const known = lists.filter((list) => findHeader(rowsOf(content, list), { ...context, file: list.about }) !== null);
    return joinParsed(
      recordLists.label,
      (known.length === 0 ? lists : known).map((list) => readList(content, list, lists.length > 1, context)),
    );
  },
  tables: (content, context = {}) =>
    listsIn(content).flatMap((list) => {
      const at = list.key === undefined ? { file: content.name } : { file: content.name, sheet: list.key };
      return describeTable(rowsOf(content, list), at, { ...context, file: list.about }) ?? [];
    }),
};

interface List {
  /** Under which the list stands in the file. */
  readonly key: string | undefined;
  /** What the name of the file or the key says it is about. */
  readonly about: string;
  readonly entries: readonly Entry[];
}

interface Entry {
  readonly fields: Json;
  /** The object of the file that it was made of. */
  readonly from: object;
}

function readList(content: Content, list: List, several: boolean, context: ReadContext): ParsedFile {
  const sheet = several && list.key !== undefined ? { sheet: list.key } : {};
  return readTable(content.name, recordLists.label, rowsOf(content, list), { ...context, ...sheet, about: list.about });
}

function entriesOf(list: unknown): Entry[] {
  return listOfRecords(list).map((fields) => ({ fields, from: fields }));
}

const MOST_LISTS = 20;

function listsIn({ name, json }: Content): List[] {
  const value = json?.value;
  if (Array.isArray(value)) return [withDishes({ key: undefined, about: name, entries: entriesOf(value) })];
  if (!isRecord(value)) return [];
  if (dishesOf(value).length > 0) return [withDishes({ key: undefined, about: `${name} menu`, entries: entriesOf([value]) })];
  return Object.entries(value)
    .flatMap(([key, entries]) =>
      listOfRecords(entries).length === 0 ? [] : [withDishes({ key, about: key, entries: entriesOf(entries) })],
    )
    .slice(0, MOST_LISTS);
}

const PARTS = ['sections', 'courses', 'categories', 'menu', 'menus', 'items', 'dishes', 'drinks'] as const;

/** Menus hold sections that hold dishes: one entry a dish. */
function withDishes(list: List): List {
  if (!list.entries.some(({ fields }) => dishesOf(fields).length > 0)) return list;
  return { ...list, about: `${list.about} menu`, entries: list.entries.flatMap(({ fields }) => dishesOf(fields)) };
}

function dishesOf(holder: Json, place?: unknown, section?: unknown, depth = 0): Entry[] {
  const parts = PARTS.flatMap((key) => listOfRecords(holder[key]));
  const named = holder.restaurant ?? holder.place ?? holder.venue;
  const title = holder.title ?? holder.name ?? holder.section;
  return parts.flatMap((part): Entry[] => {
    const at = named ?? place ?? (depth === 0 && PARTS.slice(0, 5).some((key) => Array.isArray(holder[key])) ? title : undefined);
    const under = depth === 0 ? undefined : (title ?? section);
    if (depth < 3 && PARTS.some((key) => Array.isArray(part[key]))) return dishesOf(part, at, under, Math.max(depth, 0) + 1);
    const own = depth === 0 && named !== undefined ? title : under;
    const fields = { ...part, restaurant: part.restaurant ?? at, section: part.section ?? (at === title ? undefined : own) };
    return [{ fields, from: part }];
  });
}

function rowsOf({ json }: Content, { entries }: List): TableRow[] {
  const keys = [...new Set(entries.slice(0, 200).flatMap(({ fields }) => Object.keys(fields)))].filter((key) =>
    entries.some(({ fields }) => !isLinks(fields[key])),
  );
  return [
    { line: 1, cells: keys },
    ...entries.map(({ fields, from }) => ({
      line: json?.lineOf(from) ?? 1,
      cells: keys.map((key) => cellOf(fields[key])),
      texts: keys.map((key) => textsOf(fields[key])),
    })),
  ];
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(cellOf).join('; ');
  if (isRecord(value))
    return cellOf(value.name ?? value.title ?? value.start ?? Object.values(value).find((part) => typeof part === 'string'));
  return String(value).replace(/\s*\(https?:\/\/[^\s)]*\)/g, '');
}

/** {en: "Lift", de: "Aufzug"} */
function textsOf(value: unknown): Readonly<Record<string, string>> | undefined {
  const texts = isRecord(value) ? Object.entries(value) : [];
  const all = texts.flatMap(([key, text]) => (/^[a-z]{2}(?:-\w+)?$/.test(key) && typeof text === 'string' ? [[key, text] as const] : []));
  return texts.length > 0 && all.length === texts.length ? Object.fromEntries(all) : undefined;
}

/** A column of page addresses or of nothing says nothing to guests; another has the names. */
function isLinks(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (typeof value === 'string' && /^(?:https?:\/\/\S+[,\s]*)+$/.test(value));
}
