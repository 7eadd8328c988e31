import { stringify } from 'yaml';
import type { LocalText, Venue } from '../model.ts';
import { bookingRulesOf } from './booking-rules.ts';
import { type FolderFile, TABLES } from './folder-format.ts';
import type { CellKind, Columns } from './read-csv.ts';

/** The venue in Foyer's folder format: reading it again gives the same venue. */
export function writeFolder(venue: Venue): Map<FolderFile, string> {
  const { floors, places, nodes, edges, speakers, sessions, exhibitors, menus, services, faqs, emergency, ...settings } = venue;
  const main = venue.languages[0] ?? 'en';
  const floorFiles = floors.map((floor) => ({
    ...floor,
    areas: places.flatMap(({ id, floorId, polygon }) => (floorId === floor.id && polygon !== undefined ? [{ placeId: id, polygon }] : [])),
  }));
  const placeRows = places.map(({ at, polygon: _, booking: __, ...place }) => ({ ...place, x: at[0], y: at[1] }));
  const files = new Map<FolderFile, string>([
    ['venue.yaml', yamlOf(settings)],
    ['floors.yaml', yamlOf(floorFiles)],
    ['places.csv', csvOf(placeRows, TABLES['places.csv'], main)],
    ['paths.yaml', yamlOf({ nodes, edges })],
    ['sessions.csv', csvOf(sessions, TABLES['sessions.csv'], main)],
    ['speakers.csv', csvOf(speakers, TABLES['speakers.csv'], main)],
    ['exhibitors.csv', csvOf(exhibitors, TABLES['exhibitors.csv'], main)],
    ['menus.yaml', yamlOf(menus)],
    ['services.yaml', yamlOf(services)],
    ['faq.yaml', yamlOf(faqs)],
  ]);
  const rules = bookingRulesOf(places);
  if (rules.length > 0) files.set('bookings.yaml', yamlOf(rules));
  if (emergency !== undefined) files.set('emergency.yaml', yamlOf(emergency));
  return files;
}

function yamlOf(value: unknown): string {
  return stringify(value, { lineWidth: 120, aliasDuplicateObjects: false });
}

interface HeaderCell {
  readonly name: string;
  readonly kind: CellKind;
  /** Of a localised column. */
  readonly language: string | null;
}

function csvOf(records: readonly object[], columns: Columns, main: string): string {
  const rows = records.map((record) => new Map<string, unknown>(Object.entries(record)));
  const header = Object.entries(columns).flatMap(([name, kind]): HeaderCell[] => {
    if (kind !== 'localised') return [{ name, kind, language: null }];
    const languages = new Set(rows.flatMap((row) => languagesOf(row.get(name) as LocalText | undefined)));
    languages.delete(main);
    return [{ name, kind, language: main }, ...[...languages].sort().map((language) => ({ name, kind, language }))];
  });
  const titles = header.map(({ name, language }) => (language === null || language === main ? name : `${name}@${language}`));
  const lines = rows.map((row) => header.map(({ name, kind, language }) => quoted(cellOf(row.get(name), kind, language, main))).join(','));
  return `${[titles.join(','), ...lines].join('\n')}\n`;
}

function languagesOf(text: LocalText | undefined): string[] {
  return typeof text === 'object' ? Object.keys(text) : [];
}

function cellOf(value: unknown, kind: CellKind, language: string | null, main: string): string {
  if (value === undefined || value === null) return '';
  if (kind === 'list') return (value as readonly string[]).join(';');
  if (kind === 'boolean') return value === true ? 'yes' : 'no';
  if (kind !== 'localised') return String(value);
  if (typeof value === 'string') return language === main ? value : '';
  return (value as Record<string, string>)[language ?? main] ?? '';
}

function quoted(cell: string): string {
  return /[",;\n\r]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
