import type { Point } from '../../../contract/index.ts';
import type { Floor, PathEdge, Place } from '../../model.ts';
import { metresBetween } from '../../wayfinding/geometry.ts';
import type { Finding } from '../finding.ts';
import { optional } from '../programme/judge-session.ts';
import { oneLine, slugOf } from '../programme/plain-text.ts';
import { unreadable } from '../raw-record.ts';
import { isRecord } from '../read-yaml.ts';
import type { Content } from './content.ts';
import type { Format, ParsedFile } from './format.ts';
import { type Feature, featuresOf, type LevelEntry, levelEntries, type Projection, placeKind, projectionOf } from './geojson-features.ts';
import { createNetwork } from './geojson-paths.ts';

/**
 * Floor plans as GeoJSON: OpenStreetMap's Simple Indoor Tagging (one file, `level` on each feature) and WRLD's indoor
 * maps (a file a floor, an index of the floors, files of paths, stairs and lifts). All files together make one plan.
 */
export const geojson: Format = {
  label: 'GeoJSON',
  detect({ json }) {
    const value = json?.value;
    if (!isRecord(value)) return 0;
    if (value.type === 'FeatureCollection' && Array.isArray(value.features)) return 0.9;
    return Array.isArray(value.levels) && levelEntries(value).some(({ file }) => file !== '') ? 0.9 : 0;
  },
  parse: (content) => readPlan([content]),
  together: readPlan,
};

interface Located extends Feature {
  readonly floor: LevelEntry;
  readonly onFloors: readonly LevelEntry[];
}

const PATH = /path|way$|corridor_line|footway|route|^line$/;
const DECOR = /^(?:wall|inaccessible_space|corridor|area|nonpublic|water|planting|floor_opening)$/;
const NAMES: Readonly<Partial<Record<Place['kind'], string>>> = {
  toilet: 'Toilets',
  lift: 'Lift',
  stairs: 'Stairs',
  entrance: 'Entrance',
  exit: 'Emergency exit',
};

function readPlan(contents: readonly Content[]): ParsedFile {
  const values = contents.flatMap((content) => (isRecord(content.json?.value) ? [{ content, value: content.json.value }] : []));
  const index = values.find(({ value }) => !Array.isArray(value.features))?.value;
  const findings: Finding[] = [];
  const read = values
    .filter(({ value }) => Array.isArray(value.features))
    .map(({ content, value }) => {
      const { good, bad } = featuresOf(value);
      findings.push(...bad.map((raw) => badFeature(content, raw)));
      return { content, value, features: good };
    });
  const levels = levelsOf(index === undefined ? [] : levelEntries(index), read);
  const located = read.flatMap(({ content, value, features }) =>
    features.map((feature): Located => {
      const onFloors =
        feature.levels.length === 0
          ? [floorOfFile(content.name, value, levels)]
          : feature.levels.flatMap((level) => levels.find((one) => one.level === level) ?? []);
      return { ...feature, onFloors, floor: onFloors[0] ?? floorOfFile(content.name, value, levels) };
    }),
  );
  if (located.length === 0) throw unreadable(contents[0]?.name ?? '', 'has no feature with a position', 'Export the floor plan again.');
  const projection = projectionOf(located.flatMap(({ parts }) => parts.flat()));
  const name = index === undefined ? undefined : oneLine(index.name);
  return {
    format: geojson.label,
    ...(name === undefined ? {} : { event: { venueName: name } }),
    plan: {
      floors: levels.map((level) => floorOf(level, located, projection)),
      places: placesOf(located, projection),
      ...networkOf(located, projection),
    },
    findings,
  };
}

/** Floors of the index; else those that features name, else one for each file. */
function levelsOf(
  entries: readonly LevelEntry[],
  read: readonly { readonly content: Content; readonly value: Record<string, unknown>; readonly features: readonly Feature[] }[],
): LevelEntry[] {
  if (entries.length > 0) return [...entries].sort((a, b) => a.level - b.level);
  const byLevel = new Map<number, LevelEntry>();
  for (const { content, value, features } of read) {
    const own = features.some((feature) => feature.levels.length === 0) ? [levelOfFile(content.name, value)] : [];
    for (const level of [...own, ...features.flatMap((feature) => feature.levels)]) {
      const floorName = level === 0 ? 'Ground floor' : level < 0 ? `Basement ${-level}` : `Floor ${level}`;
      if (!byLevel.has(level)) byLevel.set(level, { level, id: `level-${level}`, name: floorName, file: '' });
    }
  }
  return [...byLevel.values()].sort((a, b) => a.level - b.level);
}

function levelOfFile(name: string, value: Record<string, unknown>): number {
  if (typeof value.z_order === 'number') return value.z_order;
  const bare = name.replace(/\.\w+$/, '');
  const number = /(?:floor|level|etage|stock|^l|[-_ ])[-_ ]?(-?\d{1,2})(?:[-_ ]|$)/i.exec(bare)?.[1];
  return number === undefined ? 0 : Number(number);
}

function floorOfFile(name: string, value: Record<string, unknown>, levels: readonly LevelEntry[]): LevelEntry {
  const stem = (file: string): string => file.replace(/[-_]?paths?(?=\.|$)/i, '').replace(/\.\w+$/, '');
  const level = levelOfFile(name, value);
  const fallback: LevelEntry = { level: 0, id: 'level-0', name: 'Ground floor', file: '' };
  return (
    levels.find(({ file }) => file !== '' && stem(file) === stem(name)) ??
    levels.find((one) => one.level === level) ??
    levels[0] ??
    fallback
  );
}

function floorOf({ id, name, level }: LevelEntry, located: readonly Located[], { toMetres, widthM, heightM }: Projection): Floor {
  const here = located.filter(({ onFloors, shape }) => shape === 'area' && onFloors.some((floor) => floor.id === id));
  const outline = here.find(({ type }) => /outline|^level$|^footprint$|^building/.test(type))?.parts[0] ?? [];
  const decor = here
    .filter(({ type }) => DECOR.test(type))
    .flatMap(({ type, parts, properties }) =>
      parts.map((part) => ({ kind: type, name: oneLine(properties.name) ?? '', polygon: openRing(part.map(toMetres)) })),
    );
  return { id, name, level, widthM, heightM, outline: openRing(outline.map(toMetres)), decor };
}

function placesOf(located: readonly Located[], { toMetres }: Projection): Place[] {
  const places: Place[] = [];
  const ids = new Set<string>();
  for (const { type, shape, parts, properties, onFloors } of located) {
    const own = oneLine(properties.name) ?? oneLine(properties.roomnumber) ?? oneLine(properties.ref);
    const kind = placeKind(type) ?? (own === undefined || DECOR.test(type) ? undefined : 'other');
    if (kind === undefined || (shape === 'line' && kind !== 'entrance')) continue;
    const name = own ?? NAMES[kind];
    if (name === undefined) continue;
    const points = openRing((parts[0] ?? []).map(toMetres));
    const at = shape === 'line' ? (points[0] ?? [0, 0]) : centreOf(points);
    for (const floor of onFloors) {
      // A stair is drawn as several steps, a lift as car and doors: one place each.
      if (own === undefined && places.some((other) => other.kind === kind && other.floorId === floor.id && metresBetween(other.at, at) < 6))
        continue;
      const wanted = slugOf(`${name} ${onFloors.length > 1 || own === undefined ? floor.id : ''}`);
      let id = wanted;
      for (let n = 2; ids.has(id); n += 1) id = `${wanted}-${n}`;
      ids.add(id);
      const ref = [properties.roomnumber, properties.ref].flatMap((value) => oneLine(value) ?? []).filter((alias) => alias !== name);
      const wheelchair = properties.wheelchair === 'yes' ? true : properties.wheelchair === 'no' ? false : undefined;
      places.push({
        id,
        name,
        kind,
        floorId: floor.id,
        at,
        ...(shape === 'area' ? { polygon: points } : {}),
        ...optional('hours', oneLine(properties.opening_hours)),
        ...optional('description', oneLine(properties.description)),
        ...optional('stepFree', wheelchair),
        aliases: ref,
        tags: [],
      });
    }
  }
  return places;
}

function networkOf(located: readonly Located[], { toMetres }: Projection) {
  const network = createNetwork();
  for (const { type, shape, parts, onFloors } of located) {
    if (shape !== 'line') continue;
    for (const part of parts) {
      const points = part.map(toMetres);
      const [first, last] = [points[0], points.at(-1)];
      if (onFloors.length < 2) {
        if (PATH.test(type) || placeKind(type) !== undefined || type === '') network.addLine(onFloors[0]?.id ?? '', points);
      } else if (first !== undefined && last !== undefined) {
        onFloors.slice(1).forEach((floor, i) => {
          const from = { floorId: onFloors[i]?.id ?? '', at: i === 0 ? first : last };
          network.addLink(linkKind(type), from, { floorId: floor.id, at: last });
        });
      }
    }
  }
  return network.finish();
}

function linkKind(type: string): PathEdge['kind'] {
  if (/elevator|lift/.test(type)) return 'lift';
  if (/escalator/.test(type)) return 'escalator';
  return /ramp/.test(type) ? 'ramp' : 'stairs';
}

/** GeoJSON repeats the first point at the end. */
function openRing(points: Point[]): Point[] {
  const [first, last] = [points[0], points.at(-1)];
  return points.length > 1 && first?.[0] === last?.[0] && first?.[1] === last?.[1] ? points.slice(0, -1) : points;
}

/** Centre of area of a polygon; the mean of the points of a flat one. */
function centreOf(points: readonly Point[]): Point {
  let [area, x, y] = [0, 0, 0];
  points.forEach(([x1, y1], i) => {
    const [x2, y2] = points[(i + 1) % points.length] ?? [x1, y1];
    const cross = x1 * y2 - x2 * y1;
    area += cross;
    x += (x1 + x2) * cross;
    y += (y1 + y2) * cross;
  });
  const round = (metres: number): number => Math.round(metres * 100) / 100;
  if (Math.abs(area) > 0.01) return [round(x / (3 * area)), round(y / (3 * area))];
  const mean = (axis: 0 | 1): number => points.reduce((sum, point) => sum + point[axis], 0) / Math.max(points.length, 1);
  return [round(mean(0)), round(mean(1))];
}

function badFeature({ name, json }: Content, raw: unknown): Finding {
  return {
    severity: 'warning',
    code: 'row-skipped',
    file: name,
    line: json?.lineOf(raw) ?? 1,
    column: 'geometry',
    value: JSON.stringify(isRecord(raw) ? raw.geometry : raw)?.slice(0, 120) ?? '',
    reason: 'is no point, line or area with longitude and latitude; the feature was left out',
    remedy: 'Correct its geometry in the plan.',
  };
}
