import type { Finding } from '../finding.ts';
import { oneLine } from '../programme/plain-text.ts';
import { unreadable } from '../raw-record.ts';
import { isRecord } from '../read-yaml.ts';
import type { Content } from './content.ts';
import type { Format, ParsedFile } from './format.ts';
import { featuresOf, levelEntries, projectionOf } from './geojson-features.ts';
import { floorOfFile, type Located, levelsOf } from './geojson-levels.ts';
import { floorOf, placesOf } from './geojson-places.ts';
import { networkOf, walkPlanOf } from './geojson-walk.ts';

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
  const planPlaces = placesOf(located, projection);
  const name = index === undefined ? undefined : oneLine(index.name);
  return {
    format: geojson.label,
    ...(name === undefined ? {} : { event: { venueName: name } }),
    plan: {
      floors: levels.map((level) => floorOf(level, located, projection)),
      places: planPlaces.places,
      ...networkOf(located, projection),
      walk: walkPlanOf(located, projection, planPlaces),
    },
    findings,
  };
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
