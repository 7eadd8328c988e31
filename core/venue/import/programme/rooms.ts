import { type Floor, type LocalText, type Place, type PlaceKind, textIn, UNPLANNED_FLOOR, type Venue } from '../../model.ts';
import type { Finding } from '../finding.ts';
import type { RawRecord } from '../raw-record.ts';
import type { Sources } from '../sources.ts';
import { findFloor, floorNamed, isFloorName } from './floor-names.ts';
import { listOf, optional } from './judge-session.ts';
import { readPlaceKind } from './place-kind.ts';
import { localText, oneLine, slugOf } from './plain-text.ts';

/** Rooms that a programme names, as places of the venue. */
export interface Rooms {
  /** Id of the place; a place for a room that no plan has is added. @param kind of an added one */
  placeOf(name: string, raw: RawRecord, kind?: PlaceKind): string;
  /** Id of the place that is called so; undefined when there is none. */
  find(name: string): string | undefined;
  readonly floors: readonly Floor[];
  readonly places: readonly Place[];
  findings(): Finding[];
}

const SPACING_M = 10;

export function createRooms(base: Pick<Venue, 'floors' | 'places' | 'languages'>, records: readonly RawRecord[], sources: Sources): Rooms {
  const floors = [...base.floors];
  const places = base.places.map((place) => ({ ...place }));
  const byName = new Map<string, string>();
  /** Names of what stands in a room, by the room's id. */
  const contents = new Map<string, readonly string[]>();
  const added: { readonly place: Place; readonly raw: RawRecord }[] = [];
  for (const place of base.places) {
    const names = typeof place.name === 'string' ? [place.name] : Object.values(place.name);
    for (const name of [place.id, ...place.aliases, ...names]) byName.set(keyOf(name), place.id);
  }
  const described = new Map(
    records.flatMap((raw) => (oneLine(raw.value.name) === undefined ? [] : [[keyOf(oneLine(raw.value.name) ?? ''), raw]])),
  );

  function add(name: string, raw: RawRecord, kind: PlaceKind = 'room'): string {
    const taken = new Set(places.map(({ id }) => id));
    const slug = slugOf(name);
    let id = slug;
    for (let n = 2; taken.has(id); n += 1) id = `${slug}-${n}`;
    const about = described.get(keyOf(name));
    const details = about === undefined ? {} : detailsOf(about.value);
    const inside = about === undefined ? undefined : containerOf(about);
    const floor = oneLine(about?.value.floor) ?? floorIn(oneLine(about?.value.place));
    const place: Place = {
      id,
      name: localText(about?.value.name) ?? name,
      kind: about === undefined ? kind : (readPlaceKind(name) ?? (inside === undefined ? kind : 'other')),
      floorId: inside?.floorId ?? (floor === undefined ? UNPLANNED_FLOOR : floorOf(floor)),
      at: inside?.at ?? [0, 0],
      tags: [],
      ...details,
      ...optional('description', describedIn(inside?.name ?? besideIn(oneLine(about?.value.place)), details.description)),
      aliases: [...new Set([...aliasesOf(name), ...listOf(about?.value.aliases)])],
    };
    places.push(place);
    added.push({ place, raw: about ?? raw });
    sources.add('place', place, about ?? raw);
    byName.set(keyOf(name), id);
    return id;
  }

  function floorOf(name: string): string {
    const known = findFloor(name, floors);
    if (known !== undefined) return known;
    const floor = floorNamed(name, floors);
    floors.push(floor);
    return floor.id;
  }

  /** The room that something stands in: an exhibit, a stall. */
  function containerOf({ value, ...raw }: RawRecord): Place | undefined {
    const name = oneLine(value.place);
    if (name === undefined || BESIDE.test(name) || isFloorName(name) || keyOf(name) === keyOf(oneLine(value.name) ?? '')) return undefined;
    const id = byName.get(keyOf(name)) ?? add(name, { ...raw, value: {} });
    const room = places.find((place) => place.id === id);
    const floor = oneLine(value.floor);
    if (room !== undefined) contents.set(room.id, [...(contents.get(room.id) ?? []), oneLine(value.name) ?? '']);
    if (room !== undefined && floor !== undefined && room.floorId === UNPLANNED_FLOOR) room.floorId = floorOf(floor);
    return room;
  }

  for (const raw of records) {
    const name = oneLine(raw.value.name);
    if (name === undefined) continue;
    const known = places.find(({ id }) => id === byName.get(keyOf(name)));
    if (known === undefined) add(name, raw);
    else Object.assign(known, detailsOf(raw.value));
  }

  return {
    placeOf: (name, raw, kind) => byName.get(keyOf(name)) ?? add(name, raw, kind),
    find: (name) => byName.get(keyOf(name)),
    get floors() {
      if (added.length === 0 || floors.some(({ id }) => id === UNPLANNED_FLOOR)) return floors;
      return [...floors, unplannedFloor(added.length)];
    },
    get places() {
      return spread(places.map((place) => withContents(place, contents.get(place.id))));
    },
    findings() {
      const [first] = added;
      if (first === undefined) return [];
      const names = added.slice(0, 5).map(({ place }) => textIn(place.name, 'en'));
      const rest = added.length > 5 ? ` and ${added.length - 5} more` : '';
      const reason = `no floor plan has the ${added.length === 1 ? 'room' : `${added.length} rooms`} ${names.join(', ')}${rest}; guests cannot be shown the way there`;
      const remedy = 'Import a floor plan too, or give places of the plan these names or aliases.';
      return [
        { severity: 'warning', code: 'room-without-plan', file: first.raw.file, line: first.raw.line, column: 'room', reason, remedy },
      ];
    },
  };
}

type Details = Partial<Pick<Place, 'kind' | 'description' | 'hours' | 'phone' | 'capacity' | 'stepFree' | 'tags'>>;

const YES = /^(?:true|yes|y|1|x|✓|✔|ja|oui|s[ií])$/i;
/** Says where something is, but is no place itself: "next to the Big Top". */
const BESIDE =
  /^(?:next to|near|beside|behind|opposite|in front of|by|at|between|neben|bei|beim|hinter|gegenüber|vor|zwischen|à côté|près|derrière|junto a|al lado|vicino)\b/i;
const FLAGS = [
  ['vegan', 'vegan'],
  ['vegetarian', 'vegetarian'],
  ['glutenFree', 'gluten-free'],
] as const;

/** What a record says about a place beside its name; a plan's own place of that name takes it over. */
function detailsOf(value: RawRecord['value']): Details {
  const capacity = Number(value.capacity);
  const kind = typeof value.kind === 'string' ? readPlaceKind(value.kind) : undefined;
  const tags = [...listOf(value.tags), ...FLAGS.flatMap(([key, tag]) => (YES.test(String(value[key] ?? '').trim()) ? [tag] : []))];
  return {
    ...optional('kind', kind),
    ...optional('description', localText(value.description)),
    ...optional('hours', typeof value.hours === 'string' ? oneLine(value.hours) : undefined),
    ...optional('phone', oneLine(value.phone)),
    ...optional('stepFree', typeof value.stepFree === 'boolean' ? value.stepFree : undefined),
    ...(Number.isInteger(capacity) && capacity > 0 ? { capacity } : {}),
    ...(tags.length === 0 ? {} : { tags }),
  };
}

/** "Location: Level 1" says the floor. */
const floorIn = (place: string | undefined) => (place !== undefined && isFloorName(place) ? place : undefined);
const besideIn = (place: string | undefined) => (place !== undefined && isFloorName(place) ? undefined : place);

const MOST_NAMED = 8;

/** A room that nobody described is described by what stands in it. */
function withContents(place: Place, names: readonly string[] | undefined): Place {
  if (names === undefined || place.description !== undefined) return place;
  const more = names.length > MOST_NAMED ? ' …' : '';
  return { ...place, description: `${names.slice(0, MOST_NAMED).join(', ')}${more}` };
}

/** What something is comes after where it stands, which is what guests ask first. */
function describedIn(room: LocalText | undefined, description: LocalText | undefined): LocalText | undefined {
  if (room === undefined) return description;
  const where = textIn(room, 'en');
  if (description === undefined) return where;
  if (typeof description === 'string') return `${where}. ${description}`;
  return Object.fromEntries(Object.entries(description).map(([language, text]) => [language, `${where}. ${text}`]));
}

/** "K.1.105 (La Fontaine)" is called by either part too. */
function aliasesOf(name: string): string[] {
  const parts = /^(.{2,}?)\s*\(([^()]{2,})\)$/.exec(name);
  return parts === null ? [] : [parts[1] ?? '', parts[2] ?? ''];
}

function unplannedFloor(rooms: number): Floor {
  const side = Math.ceil(Math.sqrt(Math.max(rooms, 1))) * SPACING_M;
  return { id: UNPLANNED_FLOOR, name: 'Venue', level: 0, widthM: side, heightM: side, outline: [], decor: [] };
}

/** Side by side in rows, so that no marker hides another; the floor has no plan that they could contradict. */
function spread(places: readonly Place[]): Place[] {
  const count = places.filter(({ floorId }) => floorId === UNPLANNED_FLOOR).length;
  const columns = Math.ceil(Math.sqrt(Math.max(count, 1)));
  let n = -1;
  return places.map((place) => {
    if (place.floorId !== UNPLANNED_FLOOR) return place;
    n += 1;
    return { ...place, at: [(n % columns) * SPACING_M + SPACING_M / 2, Math.floor(n / columns) * SPACING_M + SPACING_M / 2] };
  });
}

function keyOf(name: string): string {
  return name.trim().toLowerCase().replace(/\s+/g, ' ');
}
