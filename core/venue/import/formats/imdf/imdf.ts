import type { Floor } from '../../../model.ts';
import { textIn } from '../../../model.ts';
import type { Finding } from '../../finding.ts';
import { openRing } from '../../plans/polygon.ts';
import { oneLine } from '../../programme/plain-text.ts';
import { unreadable } from '../../raw-record.ts';
import { isRecord } from '../../read-yaml.ts';
import type { Content } from '../content.ts';
import type { Format, ParsedEvent, ParsedFile } from '../format.ts';
import { type Projection, projectionOf } from '../geojson-features.ts';
import { featuresIn, type ImdfFeature, isImdf, isManifest, nameOf } from './imdf-features.ts';
import { createPlaces } from './imdf-places.ts';
import { decorKind, walkPlanOf } from './imdf-walk.ts';

/**
 * IMDF (OGC 20-094): one file of features a type, as a folder or an archive, with or without its manifest. Restricted units
 * are drawn, not asked about; ways are derived from units and openings, as IMDF has none.
 */
export const imdf: Format = {
  label: 'IMDF',
  detect: ({ json }) => (json !== null && isImdf(json.value) ? 0.95 : 0),
  parse: (content) => readArchive([content]),
  together: readArchive,
};

const LEVELLED: ReadonlySet<string> = new Set(['unit', 'opening', 'fixture', 'kiosk', 'section', 'detail', 'geofence']);

function readArchive(contents: readonly Content[]): ParsedFile {
  const features = contents.flatMap(featuresIn);
  const levels = features.filter(({ type, geometry }) => type === 'level' && geometry !== null);
  const file = contents[0]?.name ?? '';
  if (levels.length === 0)
    throw unreadable(
      file,
      'is part of an IMDF archive without levels',
      'Import the whole archive: level.geojson, unit.geojson, opening.geojson and the others.',
    );
  const projection = projectionOf(features.flatMap(({ geometry }) => geometry?.parts.flat() ?? []));
  const findings = [...strays(features, new Set(levels.map(({ id }) => id)))];
  const floors = floorsOf(levels, features, projection);
  const places = createPlaces(features, floors, projection);
  return {
    format: imdf.label,
    event: eventOf(contents, features),
    plan: { floors, places: places.list, nodes: [], edges: [], walk: walkPlanOf(features, projection, places) },
    faqs: [],
    findings: [...findings, ...places.findings],
  };
}

function floorsOf(levels: readonly ImdfFeature[], features: readonly ImdfFeature[], { toMetres, widthM, heightM }: Projection): Floor[] {
  const taken = new Set<string>();
  return levels
    .map((level): Floor & { readonly levelId: string } => {
      const ordinal = Number(level.properties.ordinal);
      const decor = features.flatMap(({ type, geometry, properties }) => {
        if (properties.level_id !== level.id || geometry?.shape !== 'area') return [];
        const kind = type === 'unit' ? decorKind(properties) : type === 'fixture' ? (oneLine(properties.category) ?? 'fixture') : undefined;
        return kind === undefined
          ? []
          : geometry.parts.map((part) => ({ kind, name: oneLine(properties.name) ?? '', polygon: openRing(part.map(toMetres)) }));
      });
      const name =
        nameOf(level.properties) ?? oneLine(level.properties.short_name) ?? `Level ${Number.isFinite(ordinal) ? ordinal : ''}`.trim();
      return {
        levelId: level.id,
        id: level.id,
        name,
        level: Number.isFinite(ordinal) ? ordinal : 0,
        widthM,
        heightM,
        outline: openRing((level.geometry?.parts[0] ?? []).map(toMetres)),
        decor: decor.filter(({ polygon }) => polygon.length >= 3),
      };
    })
    .filter(({ id }) => id !== '' && id.length <= 150 && !taken.has(id) && taken.add(id) !== undefined)
    .sort((a, b) => a.level - b.level)
    .map(({ levelId: _, ...floor }) => floor);
}

function eventOf(contents: readonly Content[], features: readonly ImdfFeature[]): ParsedEvent {
  const venue = features.find(({ type }) => type === 'venue') ?? features.find(({ type }) => type === 'building');
  const name = venue === undefined ? undefined : nameOf(venue.properties);
  const manifest = contents.map(({ json }) => json?.value).find((value) => isRecord(value) && isManifest(value));
  const language = isRecord(manifest) && typeof manifest.language === 'string' ? manifest.language.split('-')[0]?.toLowerCase() : undefined;
  return {
    ...(name === undefined ? {} : { venueName: textIn(name, language ?? 'en') }),
    ...(language === undefined ? {} : { languages: [language] }),
  };
}

/** Features whose geometry or level is missing: they cannot be drawn, and are said. */
function strays(features: readonly ImdfFeature[], levels: ReadonlySet<string>): Finding[] {
  return features.flatMap(({ file, line, id, type, properties, geometry }): Finding[] => {
    const at = { severity: 'warning', code: 'row-skipped', file, line, id } as const;
    const needsLevel = LEVELLED.has(type);
    if ((needsLevel || type === 'amenity' || type === 'anchor' || type === 'level') && geometry === null) {
      const reason = 'has no geometry with longitude and latitude; the feature was left out';
      return [{ ...at, column: 'geometry', reason, remedy: 'Correct its geometry in the plan.' }];
    }
    if (!needsLevel || levels.has(String(properties.level_id))) return [];
    const reason = `is on the level "${String(properties.level_id)}", which is not there; the feature was left out`;
    return [{ ...at, column: 'level_id', value: String(properties.level_id), reason, remedy: 'Correct its level_id, or add the level.' }];
  });
}
