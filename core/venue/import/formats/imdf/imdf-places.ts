import type { Point } from '../../../../contract/index.ts';
import { type Floor, type LocalText, type Place, type PlaceKind, textIn } from '../../../model.ts';
import type { Finding } from '../../finding.ts';
import { centreOf, openRing } from '../../plans/polygon.ts';
import { optional } from '../../programme/judge-session.ts';
import { slugOf } from '../../programme/plain-text.ts';
import type { Projection } from '../geojson-features.ts';
import { aliasesOf, type ImdfFeature, idsIn, kindOf, nameOf, textProperty } from './imdf-features.ts';
import { isRestricted, unitUse } from './imdf-walk.ts';

export interface ImdfPlaces {
  readonly list: readonly Place[];
  readonly findings: readonly Finding[];
  /** Id of the place that a unit became. */
  ofUnit(unitId: string): string | undefined;
}

/** Names of what has none of its own and guests ask for. */
const NAMES: Readonly<Partial<Record<PlaceKind, LocalText>>> = {
  toilet: { en: 'Toilets', de: 'Toiletten', fr: 'Toilettes', es: 'Aseos', it: 'Servizi igienici' },
  lift: { en: 'Lift', de: 'Aufzug', fr: 'Ascenseur', es: 'Ascensor', it: 'Ascensore' },
  stairs: { en: 'Stairs', de: 'Treppe', fr: 'Escalier', es: 'Escalera', it: 'Scale' },
  entrance: { en: 'Entrance', de: 'Eingang', fr: 'Entrée', es: 'Entrada', it: 'Ingresso' },
  exit: { en: 'Emergency exit', de: 'Notausgang', fr: 'Sortie de secours', es: 'Salida de emergencia', it: 'Uscita di emergenza' },
  parking: { en: 'Parking', de: 'Parkplatz', fr: 'Parking', es: 'Aparcamiento', it: 'Parcheggio' },
};

/** Units, occupants in their units, amenities and kiosks as places. An occupant gives its unit the name it is known by. */
export function createPlaces(features: readonly ImdfFeature[], floors: readonly Floor[], { toMetres }: Projection): ImdfPlaces {
  const levels = new Set(floors.map(({ id }) => id));
  const byId = new Map(features.map((feature) => [feature.id, feature]));
  const list: Place[] = [];
  const ids = new Set<string>();
  const byUnit = new Map<string, string>();
  const findings: Finding[] = [];

  function add(
    feature: ImdfFeature,
    kind: PlaceKind,
    name: LocalText | undefined,
    floorId: string,
    at: Point,
    polygon?: readonly Point[],
  ): Place | undefined {
    const shown = name ?? NAMES[kind];
    if (shown === undefined || !levels.has(floorId)) return undefined;
    const wanted = slugOf(textIn(shown, 'en'));
    let id = wanted;
    for (let n = 2; ids.has(id); n += 1) id = `${wanted}-${n}`;
    ids.add(id);
    const { properties } = feature;
    const accessible = idsIn(properties.accessibility).some((word) => /wheelchair/.test(word));
    const place: Place = {
      id,
      name: shown,
      kind,
      floorId,
      at,
      ...(polygon === undefined || polygon.length < 3 ? {} : { polygon: [...polygon] }),
      ...optional('hours', textProperty(properties, 'hours')),
      ...optional('phone', textProperty(properties, 'phone')),
      ...optional('stepFree', accessible || /wheelchair/.test(textProperty(properties, 'category') ?? '') ? true : undefined),
      aliases: aliasesOf(properties),
      tags: [],
    };
    list.push(place);
    return place;
  }

  const anchors = new Map(features.filter(({ type }) => type === 'anchor').map((anchor) => [anchor.id, anchor]));
  const occupants = new Map<string, ImdfFeature[]>();
  for (const occupant of features.filter(({ type }) => type === 'occupant')) {
    const anchor = anchors.get(textProperty(occupant.properties, 'anchor_id') ?? '');
    const unitId = textProperty(anchor?.properties ?? {}, 'unit_id') ?? '';
    if (byId.get(unitId)?.type === 'unit') occupants.set(unitId, [...(occupants.get(unitId) ?? []), occupant]);
    else findings.push(homeless(occupant));
  }

  for (const unit of features.filter(({ type }) => type === 'unit')) {
    const { properties, geometry } = unit;
    const floorId = textProperty(properties, 'level_id') ?? '';
    const [part] = geometry?.parts ?? [];
    if (part === undefined || geometry === null) continue;
    const ring = openRing(part.map(toMetres));
    const display = pointOf(properties.display_point, toMetres);
    const tenants = occupants.get(unit.id) ?? [];
    const category = textProperty(properties, 'category') ?? '';
    if (isRestricted(properties) && tenants.length === 0) continue;
    for (const tenant of tenants) {
      const kind = kindOf(textProperty(tenant.properties, 'category') ?? '') ?? 'shop';
      const place = add(tenant, kind, nameOf(tenant.properties), floorId, display ?? centreOf(ring), ring);
      if (place !== undefined && !byUnit.has(unit.id)) byUnit.set(unit.id, place.id);
    }
    const own = nameOf(properties);
    const kind = kindOf(category);
    if (tenants.length > 0 || unitUse(properties) === 'closed' || (own === undefined && (kind === undefined || NAMES[kind] === undefined)))
      continue;
    const place = add(unit, kind ?? 'other', own, floorId, display ?? centreOf(ring), ring);
    if (place !== undefined) byUnit.set(unit.id, place.id);
  }

  for (const { feature, floorId, at } of standing(features, byId, toMetres)) {
    const kind = feature.type === 'kiosk' ? 'desk' : kindOf(textProperty(feature.properties, 'category') ?? '');
    const unitIds = idsIn(feature.properties.unit_ids);
    // The sign of a lift or toilet that is a unit too.
    if (kind !== undefined && unitIds.some((id) => list.some((place) => place.id === byUnit.get(id) && place.kind === kind))) continue;
    const place = add(feature, kind ?? 'other', nameOf(feature.properties), floorId, at);
    if (place === undefined && nameOf(feature.properties) !== undefined) findings.push(homeless(feature));
  }
  return { list, findings, ofUnit: (unitId) => byUnit.get(unitId) };
}

/** Amenities (on the level of their units), kiosks, and openings that lead outside by their category. */
function standing(features: readonly ImdfFeature[], byId: ReadonlyMap<string, ImdfFeature>, toMetres: Projection['toMetres']) {
  return features.flatMap((feature) => {
    const { type, properties, geometry } = feature;
    const [part] = geometry?.parts ?? [];
    const point = part?.[Math.floor(part.length / 2)];
    if (point === undefined || part === undefined) return [];
    const at = geometry?.shape === 'area' ? centreOf(openRing(part.map(toMetres))) : toMetres(point);
    if (type === 'kiosk') return [{ feature, floorId: textProperty(properties, 'level_id') ?? '', at }];
    if (type === 'opening' && /entrance|entry/.test(textProperty(properties, 'category') ?? '') && nameOf(properties) !== undefined) {
      return [{ feature, floorId: textProperty(properties, 'level_id') ?? '', at }];
    }
    if (type !== 'amenity') return [];
    const levels = idsIn(properties.unit_ids).flatMap((id) => textProperty(byId.get(id)?.properties ?? {}, 'level_id') ?? []);
    return [...new Set(levels)].map((floorId) => ({ feature, floorId, at }));
  });
}

function pointOf(value: unknown, toMetres: Projection['toMetres']): Point | undefined {
  const coordinates = typeof value === 'object' && value !== null && 'coordinates' in value ? value.coordinates : undefined;
  const [lon, lat] = Array.isArray(coordinates) ? (coordinates as unknown[]) : [];
  return typeof lon === 'number' && typeof lat === 'number' && Math.abs(lon) <= 180 && Math.abs(lat) <= 85
    ? toMetres([lon, lat])
    : undefined;
}

function homeless({ file, line, id, type, properties }: ImdfFeature): Finding {
  const name = nameOf(properties);
  return {
    severity: 'warning',
    code: 'row-skipped',
    file,
    line,
    id,
    column: type === 'occupant' ? 'anchor_id' : 'unit_ids',
    ...(name === undefined ? {} : { value: textIn(name, 'en') }),
    reason: `the ${type} is in no unit of the plan, so nobody knows where it is; it was left out`,
    remedy: 'Correct the id of its unit.',
  };
}
