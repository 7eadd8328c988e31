import type { z } from 'zod';
import type { Place, Venue } from '../model.ts';
import type { Finding } from './finding.ts';
import {
  FOLDER_FILES,
  type FolderFile,
  floorFileSchema,
  listSchemas,
  placeRowSchema,
  SETTINGS_FILE,
  sessionRowSchema,
  settingsSchema,
  TABLES,
} from './folder-format.ts';
import { type Judged, judge } from './judge.ts';
import { type RawRecord, unreadable } from './raw-record.ts';
import { MAIN, readCsv } from './read-csv.ts';
import { isRecord, readYaml, yamlRecords } from './read-yaml.ts';
import { createSources, type Sources } from './sources.ts';

/** Contents of the files by name: "places.csv" → text. */
export type FolderContents = ReadonlyMap<string, string>;

export interface FolderReading {
  readonly venue: Venue;
  readonly findings: readonly Finding[];
  /** Where each record was read, for findings of the checks. */
  readonly sources: Sources;
}

export interface ReadFolderOptions {
  /** The venue whose parts stay where no file gives them; left out: an empty one. */
  readonly base?: Venue;
  /** Override what the files say. */
  readonly timezone?: string;
  readonly name?: string;
}

/**
 * Reads Foyer's folder format into a venue. Bad rows are left out and reported; each file given
 * replaces its part of `base`.
 * @throws FoyerError "import-unreadable" for a file that cannot be read at all, "import-nothing" when no file is known.
 */
export function readFolder(files: FolderContents, options: ReadFolderOptions = {}): FolderReading {
  const findings: Finding[] = [...unknownFiles(files)];
  const sources = createSources();
  const settings = readSettings(files, options, findings, sources);
  const main = settings.languages[0] ?? 'en';

  const take = <T extends object>(records: readonly RawRecord[], schema: z.ZodType<T>, kind: string): Judged<T>[] => {
    const { good, findings: found } = judge(records, schema);
    findings.push(...found);
    for (const { record, raw } of good) sources.add(kind, record, raw);
    return good;
  };
  const table = <T extends object>(file: keyof typeof TABLES, schema: z.ZodType<T>, kind: string): T[] | undefined => {
    const text = files.get(file);
    if (text === undefined) return undefined;
    const { records, findings: found } = readCsv(file, text, TABLES[file]);
    findings.push(...found);
    return take(
      records.map((raw) => withMainLanguage(raw, main)),
      schema,
      kind,
    ).map(({ record }) => record);
  };
  const list = <T extends object>(file: FolderFile, schema: z.ZodType<T>, kind: string, key?: string): T[] | undefined => {
    const text = files.get(file);
    return text === undefined ? undefined : take(yamlRecords(file, readYaml(file, text), key), schema, kind).map(({ record }) => record);
  };

  const base = options.base;
  const floorFiles = list('floors.yaml', floorFileSchema, 'floor');
  const areas = new Map(floorFiles?.flatMap((floor) => floor.areas.map(({ placeId, polygon }) => [placeId, polygon] as const)));
  const rows = table('places.csv', placeRowSchema, 'place');
  const places = rows?.map(({ x, y, ...row }): Place => ({ ...row, at: [x, y] })) ?? base?.places ?? [];
  const known = new Set(places.map(({ id }) => id));
  for (const floor of floorFiles ?? []) findings.push(...strayAreas(floor.areas, known, sources.of('floor', floor.id)));
  const emergency = readEmergency(files, take);

  const venue: Venue = {
    ...settings,
    floors: floorFiles?.map(({ areas: _, ...floor }) => floor) ?? base?.floors ?? [],
    places: places.map((place) => {
      const polygon =
        areas.get(place.id) ?? (floorFiles === undefined ? base?.places.find(({ id }) => id === place.id)?.polygon : undefined);
      return polygon === undefined ? place : { ...place, polygon };
    }),
    nodes: list('paths.yaml', listSchemas.nodes, 'node', 'nodes') ?? base?.nodes ?? [],
    edges: list('paths.yaml', listSchemas.edges, 'edge', 'edges') ?? base?.edges ?? [],
    speakers: table('speakers.csv', listSchemas.speakers, 'speaker') ?? base?.speakers ?? [],
    sessions: table('sessions.csv', sessionRowSchema, 'session') ?? base?.sessions ?? [],
    exhibitors: table('exhibitors.csv', listSchemas.exhibitors, 'exhibitor') ?? base?.exhibitors ?? [],
    menus: list('menus.yaml', listSchemas.menus, 'menu') ?? base?.menus ?? [],
    services: list('services.yaml', listSchemas.services, 'service') ?? base?.services ?? [],
    faqs: list('faq.yaml', listSchemas.faqs, 'faq') ?? base?.faqs ?? [],
    ...(emergency === undefined ? (base?.emergency === undefined ? {} : { emergency: base.emergency }) : { emergency }),
  };
  return { venue, findings, sources };
}

function unknownFiles(files: FolderContents): Finding[] {
  const known: ReadonlySet<string> = new Set(FOLDER_FILES);
  const strangers = [...files.keys()].filter((name) => !known.has(name));
  if (strangers.length === files.size) {
    throw unreadable(
      strangers[0] ?? 'the folder',
      'has none of the files of a venue folder',
      `Name the files ${FOLDER_FILES.join(', ')}; \`foyer venue init DIR\` writes a template.`,
    );
  }
  return strangers.map((file) => ({
    severity: 'warning',
    code: 'unknown-file',
    file,
    reason: 'is no file of the venue folder format and was left out',
    remedy: `Known files: ${FOLDER_FILES.join(', ')}.`,
  }));
}

function readSettings(files: FolderContents, options: ReadFolderOptions, findings: Finding[], sources: Sources) {
  const overrides = {
    ...(options.timezone === undefined ? {} : { timezone: options.timezone }),
    ...(options.name === undefined ? {} : { name: options.name }),
  };
  const text = files.get(SETTINGS_FILE);
  const yaml = text === undefined ? undefined : readYaml(SETTINGS_FILE, text);
  if (yaml !== undefined && !isRecord(yaml.value))
    throw unreadable(SETTINGS_FILE, 'is not a list of settings', 'Write one setting a line, such as "name: Grand Hotel".');
  const fallback = { id: 'venue', name: 'Venue', timezone: 'UTC', languages: ['en'] };
  const value = { ...(yaml === undefined ? (options.base ?? fallback) : (yaml.value as Record<string, unknown>)), ...overrides };
  const raw: RawRecord = { file: SETTINGS_FILE, line: 1, value, lineOf: (path) => yaml?.lineOf(path) ?? 1 };
  const { good, findings: found } = judge([raw], settingsSchema);
  const settings = good[0]?.record;
  if (settings === undefined) {
    const first = found[0];
    throw unreadable(
      `${SETTINGS_FILE}, line ${first?.line ?? 1}`,
      (first?.reason ?? 'is not valid').replace(/; the row was left out$/, ''),
      first?.remedy ?? 'Correct the value.',
    );
  }
  findings.push(...found);
  sources.add('settings', { id: 'settings' }, raw);
  if (text === undefined && options.base === undefined && options.timezone === undefined) {
    findings.push({
      severity: 'warning',
      code: 'no-settings',
      file: SETTINGS_FILE,
      reason: 'is missing; the times are taken as UTC',
      remedy: 'Add venue.yaml, or give --timezone and --name.',
    });
  }
  return settings;
}

function readEmergency(
  files: FolderContents,
  take: (records: readonly RawRecord[], schema: typeof listSchemas.emergency, kind: string) => Judged<NonNullable<Venue['emergency']>>[],
): Venue['emergency'] {
  const text = files.get('emergency.yaml');
  if (text === undefined) return undefined;
  const yaml = readYaml('emergency.yaml', text);
  const value = isRecord(yaml.value) ? yaml.value : { '': yaml.value };
  return take([{ file: 'emergency.yaml', line: 1, value, lineOf: (path) => yaml.lineOf(path) }], listSchemas.emergency, 'emergency')[0]
    ?.record;
}

function strayAreas(areas: readonly { placeId: string }[], known: ReadonlySet<string>, source: RawRecord | undefined): Finding[] {
  return areas.flatMap(({ placeId }, i): Finding[] =>
    known.has(placeId)
      ? []
      : [
          {
            severity: 'error',
            code: 'dangling-reference',
            file: source?.file ?? 'floors.yaml',
            line: source?.lineOf(['areas', i]) ?? 1,
            column: `areas.${i}.placeId`,
            value: placeId,
            reason: `the area is of the place "${placeId}", which is not in places.csv`,
            remedy: 'Correct the id, or add the place.',
          },
        ],
  );
}

/** "title" beside "title@de" is the text in the venue's main language. */
function withMainLanguage(raw: RawRecord, main: string): RawRecord {
  const value = Object.fromEntries(
    Object.entries(raw.value).map(([key, field]) => {
      if (!isRecord(field) || !(MAIN in field)) return [key, field];
      const { [MAIN]: text, ...others } = field;
      return [key, { [main]: text, ...others }];
    }),
  );
  return { ...raw, value };
}
