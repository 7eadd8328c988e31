import { type Place, textIn, type Venue } from '../model.ts';
import { bookingRulesOf, withBookingRules } from './booking-rules.ts';
import type { Finding } from './finding.ts';
import { FOLDER_FILES, floorFileSchema, listSchemas, placeRowSchema, sessionRowSchema } from './folder-format.ts';
import { withNearReferences } from './near-references.ts';
import { type RawRecord, unreadable } from './raw-record.ts';
import { readSettings } from './read-settings.ts';
import type { RecordHook } from './record-hook.ts';
import { createRecordReader } from './record-reader.ts';
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
  readonly onRecord?: RecordHook;
}

/**
 * Reads Foyer's folder format into a venue. Bad rows are left out and reported; each file given
 * replaces its part of `base`.
 * @throws FoyerError "import-unreadable" for a file that cannot be read at all, and when no file is of the format.
 */
export function readFolder(files: FolderContents, options: ReadFolderOptions = {}): FolderReading {
  const findings: Finding[] = [...unknownFiles(files)];
  const sources = createSources();
  const settings = readSettings(files, options, findings, sources);
  const { table, list, single } = createRecordReader(files, settings.languages[0] ?? 'en', findings, sources, options.onRecord);

  const base = options.base;
  const floorFiles = list('floors.yaml', floorFileSchema, 'floor');
  const areas = floorFiles?.flatMap((floor) => floor.areas) ?? base?.places.map(({ id, polygon }) => ({ placeId: id, polygon })) ?? [];
  const shapes = new Map(areas.map(({ placeId, polygon }) => [placeId, polygon]));
  const rows = table('places.csv', placeRowSchema, 'place');
  const places = rows?.map(({ x, y, ...row }): Place => ({ ...row, at: [x, y] })) ?? base?.places ?? [];
  const rules = list('bookings.yaml', listSchemas.bookings, 'booking') ?? bookingRulesOf(base?.places ?? []);
  const names = places.map(({ id, name }) => [id, textIn(name, settings.languages[0] ?? 'en')] as const);
  const booked = withBookingRules(places, rules, names, sources);
  findings.push(...booked.findings);
  const known = new Set(places.map(({ id }) => id));
  for (const floor of floorFiles ?? []) findings.push(...strayAreas(floor.areas, known, sources.of('floor', floor.id)));
  const emergency = single('emergency.yaml', listSchemas.emergency, 'emergency') ?? base?.emergency;

  const venue: Venue = {
    ...settings,
    floors: floorFiles?.map(({ areas: _, ...floor }) => floor) ?? base?.floors ?? [],
    places: booked.places.map((place) => {
      const polygon = shapes.get(place.id);
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
    ...(emergency === undefined ? {} : { emergency }),
  };
  return { venue: withNearReferences(venue), findings, sources };
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
