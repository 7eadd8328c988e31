import type { Venue } from '../../core/venue/model.ts';

/**
 * How a venue lies in its SQLite file: one table a kind of record, one column a field. Texts in several
 * languages and shapes are JSON; lists of words lie in the table `words`. `row` keeps the order.
 */

export const VENUE_SCHEMA_VERSION = 1;
/** "FoyV" in the file's header. */
export const VENUE_APPLICATION_ID = 0x466f7956;

type ColumnType = 'text' | 'number' | 'boolean' | 'json' | 'point' | 'words' | 'text-or-null' | 'number-or-null';
export type TableSpec = Readonly<Record<string, ColumnType>>;

export const TABLES: Readonly<Record<string, TableSpec>> = {
  venue: {
    id: 'text',
    name: 'text',
    tagline: 'json',
    timezone: 'text',
    languages: 'words',
    currency: 'text',
    eventName: 'text',
    eventDays: 'words',
    rolling: 'boolean',
    defaultPlaceId: 'text',
    openers: 'json',
    banner: 'json',
    holidays: 'json',
    seatsBookable: 'boolean',
  },
  floors: { id: 'text', name: 'json', level: 'number', widthM: 'number', heightM: 'number', outline: 'json', decor: 'json' },
  places: {
    id: 'text',
    name: 'json',
    kind: 'text',
    floorId: 'text',
    at: 'point',
    polygon: 'json',
    description: 'json',
    hours: 'text',
    aliases: 'words',
    tags: 'words',
    phone: 'text',
    stepFree: 'boolean',
    capacity: 'number',
    booking: 'json',
  },
  nodes: { id: 'text', floorId: 'text', at: 'point', placeId: 'text' },
  edges: { from: 'text', to: 'text', kind: 'text', closed: 'boolean', oneWay: 'boolean' },
  speakers: { id: 'text', name: 'text', role: 'json', organisation: 'text', bio: 'json', aliases: 'json' },
  sessions: {
    id: 'text',
    title: 'json',
    startsAt: 'text',
    endsAt: 'text',
    roomId: 'text-or-null',
    speakerIds: 'words',
    track: 'text',
    kind: 'text',
    language: 'text',
    abstract: 'json',
    tags: 'words',
    status: 'text',
    seats: 'number',
  },
  exhibitors: {
    id: 'text',
    name: 'text',
    description: 'json',
    stand: 'text',
    placeId: 'text',
    categories: 'words',
    aliases: 'words',
    website: 'text',
  },
  menus: { placeId: 'text' },
  menuSections: { menu: 'number', title: 'json' },
  menuItems: { section: 'number', name: 'json', description: 'json', price: 'number-or-null', allergens: 'words', diets: 'words' },
  services: {
    id: 'text',
    name: 'json',
    description: 'json',
    placeId: 'text',
    hours: 'text',
    aliases: 'words',
    requestable: 'boolean',
    priceText: 'json',
    prices: 'json',
    booking: 'json',
  },
  faqs: { id: 'text', questions: 'json', answer: 'json', exact: 'boolean', tags: 'words', placeId: 'text' },
  emergency: {
    title: 'json',
    text: 'json',
    steps: 'json',
    contacts: 'json',
    assemblyPlaceId: 'text',
    firstAidPlaceId: 'text',
    defibrillatorPlaceId: 'text',
  },
};

export type Records = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** The venue as rows; menus are split into menus, sections and items that name their parent's row. */
export function toRecords(venue: Venue): Records {
  const { floors, places, nodes, edges, speakers, sessions, exhibitors, menus, services, faqs, emergency, ...settings } = venue;
  const menuSections = menus.flatMap(({ sections }, menu) => sections.map(({ title, items }) => ({ menu, title, items })));
  const menuItems = menuSections.flatMap(({ items }, section) => items.map((item) => ({ section, ...item })));
  return {
    venue: [settings],
    floors,
    places,
    nodes,
    edges,
    speakers,
    sessions,
    exhibitors,
    menus,
    menuSections,
    menuItems,
    services,
    faqs,
    emergency: emergency === undefined ? [] : [emergency],
  };
}

/** The inverse of toRecords(); what comes out is still to be validated. */
export function fromRecords(records: Records): unknown {
  const { venue, menus = [], menuSections = [], menuItems = [], emergency = [], ...lists } = records;
  const itemsOf = new Map<unknown, object[]>();
  for (const { section, ...item } of menuItems) itemsOf.set(section, [...(itemsOf.get(section) ?? []), item]);
  const sectionsOf = new Map<unknown, object[]>();
  menuSections.forEach(({ menu, title }, row) => {
    sectionsOf.set(menu, [...(sectionsOf.get(menu) ?? []), { title, items: itemsOf.get(row) ?? [] }]);
  });
  return {
    ...venue?.[0],
    ...lists,
    menus: menus.map((menu, row) => ({ ...menu, sections: sectionsOf.get(row) ?? [] })),
    ...(emergency[0] === undefined ? {} : { emergency: emergency[0] }),
  };
}

export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
