import type { Point } from '../../../contract/index.ts';
import type { PlaceKind } from '../../model.ts';
import { isRecord } from '../read-yaml.ts';
import { listOfRecords } from './schedule-json.ts';

/** A position as the file gives it: longitude and latitude in degrees. */
export type Position = readonly [lon: number, lat: number];

export interface Feature {
  readonly raw: Record<string, unknown>;
  readonly id: string | undefined;
  readonly properties: Record<string, unknown>;
  /** What it is in one word, lower case: "room", "elevator", "pathway"; empty when nothing is said. */
  readonly type: string;
  readonly shape: 'point' | 'line' | 'area';
  /** Outer rings, lines or single points. */
  readonly parts: readonly (readonly Position[])[];
  /** Inner rings of the first part of an area. */
  readonly holes: readonly (readonly Position[])[];
  /** Levels that it is on, as the file numbers them; empty when nothing is said. */
  readonly levels: readonly number[];
}

/** Features with a geometry that can be used; `bad` are the others. */
export function featuresOf(collection: Record<string, unknown>): { readonly good: Feature[]; readonly bad: unknown[] } {
  const good: Feature[] = [];
  const bad: unknown[] = [];
  for (const raw of Array.isArray(collection.features) ? (collection.features as unknown[]) : []) {
    const feature = isRecord(raw) ? featureOf(raw) : null;
    if (feature === null) bad.push(raw);
    else good.push(feature);
  }
  return { good, bad };
}

/** Null without a geometry that can be used. */
export function featureOf(raw: Record<string, unknown>): Feature | null {
  const geometry = isRecord(raw.geometry) ? raw.geometry : isRecord(raw.display_point) ? raw.display_point : {};
  const properties = isRecord(raw.properties) ? raw.properties : {};
  const { coordinates } = geometry;
  const shapes: Readonly<Record<string, readonly [Feature['shape'], unknown[]]>> = {
    Point: ['point', [[coordinates]]],
    LineString: ['line', [coordinates]],
    MultiLineString: ['line', listOf(coordinates)],
    Polygon: ['area', [listOf(coordinates)[0]]],
    MultiPolygon: ['area', listOf(coordinates).map((polygon) => listOf(polygon)[0])],
  };
  const found = shapes[String(geometry.type)];
  if (found === undefined) return null;
  const parts = found[1].map(positionsOf);
  const fewest = { point: 1, line: 2, area: 3 }[found[0]];
  if (parts.length === 0 || parts.some((part) => part === null || part.length < fewest)) return null;
  const inner =
    geometry.type === 'Polygon'
      ? listOf(coordinates).slice(1)
      : geometry.type === 'MultiPolygon'
        ? listOf(listOf(coordinates)[0]).slice(1)
        : [];
  const holes = inner.flatMap((ring) => [positionsOf(ring) ?? []]).filter((ring) => ring.length >= 3);
  const id = properties.id ?? raw.id;
  return {
    raw,
    id: typeof id === 'string' || typeof id === 'number' ? String(id) : undefined,
    properties,
    type: typeOf(raw, properties),
    shape: found[0],
    parts: parts.filter((part) => part !== null),
    holes,
    levels: [...new Set([...levelsOf(raw.levels ?? properties.levels ?? properties.level), ...levelsOf(properties.repeat_on)])],
  };
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function positionsOf(value: unknown): Position[] | null {
  if (!Array.isArray(value)) return null;
  const positions = value.map((at: unknown): Position | null => {
    const [lon, lat] = Array.isArray(at) ? (at as unknown[]) : [];
    return typeof lon === 'number' && typeof lat === 'number' && Math.abs(lon) <= 180 && Math.abs(lat) <= 85 ? [lon, lat] : null;
  });
  return positions.includes(null) ? null : positions.filter((at) => at !== null);
}

/** The keys of OpenStreetMap's Simple Indoor Tagging, of WRLD and of IMDF, the most telling first. */
function typeOf(raw: Record<string, unknown>, properties: Record<string, unknown>): string {
  const keys = [
    'amenity',
    'shop',
    'tourism',
    'leisure',
    'room',
    'highway',
    'category',
    'type',
    'indoor',
    'entrance',
    'door',
    'building',
    'building:part',
  ];
  const conveying = typeof properties.conveying === 'string' && properties.conveying !== 'no';
  if (properties.stairs === 'yes' || conveying) return conveying ? 'escalator' : 'stairs';
  const words = keys.flatMap((key) => {
    const value = properties[key];
    if (typeof value !== 'string' || value === '' || value === 'no') return [];
    return value === 'yes' || key === 'shop' ? [key] : [value];
  });
  const telling = words.find((word) => placeKind(word) !== undefined) ?? words[0] ?? raw.feature_type;
  return typeof telling === 'string' ? telling.toLowerCase().replaceAll('.', '_') : '';
}

/** "0", "-1", "0;1", "0-2", [2, 0]. */
function levelsOf(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (Array.isArray(value)) return value.map(Number).filter(Number.isFinite);
  if (typeof value !== 'string') return [];
  return value.split(';').flatMap((part) => {
    const range = /^\s*(-?\d+)\s*-\s*(-?\d+)\s*$/.exec(part);
    if (range === null) return part.trim() !== '' && Number.isFinite(Number(part)) ? [Number(part)] : [];
    const [from, to] = [Number(range[1]), Number(range[2])];
    return to < from || to - from > 200 ? [] : Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
}

const KINDS: readonly (readonly [RegExp, PlaceKind])[] = [
  [/toilet|bathroom|restroom|^wc$/, 'toilet'],
  [/elevator|^lift$/, 'lift'],
  [/stair|^steps$|escalator/, 'stairs'],
  [/emergency_?exit|^exit$/, 'exit'],
  [/entrance|^main$/, 'entrance'],
  [/restaurant|food_?court|fast_food|canteen/, 'restaurant'],
  [/^bar$|pub|biergarten/, 'bar'],
  [/caf[eé]|coffee/, 'cafe'],
  [/shop|retail|supermarket/, 'shop'],
  [/reception|information|check_?in|ticket|front_?desk/, 'desk'],
  [/auditorium|ball_?room|theat|cinema|exhibition|^hall$|ceremonial/, 'hall'],
  [/parking/, 'parking'],
  [/bus_stop|taxi|platform|bicycle_parking/, 'transport'],
  [/gym|fitness|pool|sauna|spa$|terrace/, 'leisure'],
  [/first_?aid|locker|cloak|luggage|prayer|nursery|mothers|^atm$|bank|pharmacy/, 'service'],
  [/booth|stand$/, 'stand'],
  [/room|office|class|laborator|unit|meeting|conference|library|lounge|lobby/, 'room'],
];

/** Undefined for what is not a place by itself: walls, doors, corridors. */
export function placeKind(type: string): PlaceKind | undefined {
  return KINDS.find(([pattern]) => pattern.test(type))?.[1];
}

export interface Projection {
  toMetres(position: Position): Point;
  readonly widthM: number;
  readonly heightM: number;
}

const M_A_DEGREE = 111_320;

/** Metres from the north-west corner of all positions; exact enough for a site of some kilometres. */
export function projectionOf(positions: readonly Position[]): Projection {
  let [west, east, south, north] = [180, -180, 90, -90];
  for (const [lon, lat] of positions) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  const perLon = M_A_DEGREE * Math.cos((((north + south) / 2) * Math.PI) / 180);
  const round = (metres: number): number => Math.round(metres * 100) / 100;
  return {
    toMetres: ([lon, lat]) => [round((lon - west) * perLon + 1), round((north - lat) * M_A_DEGREE + 1)],
    widthM: round(Math.max((east - west) * perLon, 1) + 2),
    heightM: round(Math.max((north - south) * M_A_DEGREE, 1) + 2),
  };
}

/** Levels of an index file of a building: {levels: [{id, name, z_order, filename}]}. */
export interface LevelEntry {
  readonly level: number;
  readonly id: string;
  readonly name: string;
  readonly file: string;
}

export function levelEntries(index: Record<string, unknown>): LevelEntry[] {
  return listOfRecords(index.levels).flatMap((entry) => {
    const level = Number(entry.z_order ?? entry.ordinal ?? entry.level);
    const name = String(entry.readable_name ?? entry.name ?? entry.id ?? level);
    return Number.isFinite(level) ? [{ level, name, id: String(entry.id ?? `level-${level}`), file: String(entry.filename ?? '') }] : [];
  });
}
