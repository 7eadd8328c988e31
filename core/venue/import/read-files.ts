import type { Venue } from '../model.ts';
import type { Finding } from './finding.ts';
import { isFolderFile, SETTINGS_FILE } from './folder-format.ts';
import { parseContents, tablesOf } from './formats/all-formats.ts';
import type { ColumnMappings, ReadTable } from './formats/column-mapping.ts';
import { type Content, createContent, readText } from './formats/content.ts';
import { withDerivedPaths } from './plans/with-derived-paths.ts';
import { type Merged, mergeFiles } from './programme/merge-files.ts';
import { isZone } from './programme/times.ts';
import { unreadable } from './raw-record.ts';
import { readFolder } from './read-folder.ts';
import { type RecordHook, throughHook } from './record-hook.ts';
import { unpackFiles } from './unpack-files.ts';

/** Bytes of the files by name: "places.csv", "schedule.xml". */
export type VenueFiles = ReadonlyMap<string, Uint8Array>;

export interface ReadFilesOptions {
  /** The venue whose parts stay where no file gives them; left out: an empty one. */
  readonly base?: Venue;
  /** Override what the files say. */
  readonly timezone?: string;
  readonly name?: string;
  /** What the columns of tables are, by `fingerprintOf` their header; goes before what would be guessed. */
  readonly mappings?: ColumnMappings;
  readonly onRecord?: RecordHook;
}

/**
 * Reads files of any known format into one venue: first those of Foyer's own folder, then what other programs wrote.
 * @throws FoyerError "import-unreadable" when one of them cannot be read at all; nothing of the others is used then.
 */
export function readFiles(files: VenueFiles, options: ReadFilesOptions = {}): Merged {
  if (options.timezone !== undefined && !isZone(options.timezone)) {
    throw unreadable('--timezone', `"${options.timezone}" is no known time zone`, 'Use an IANA name such as "Europe/Berlin".');
  }
  const { own, others } = sortFiles(files);
  if (others.length === 0) return folderAlone(own, options);
  const foreign = parseContents(others, options).map(([name, file]) => [name, throughHook(file, options.onRecord)] as const);
  if (own.size === 0) return mergeFiles(foreign, options);
  const folder = readFolder(own, options);
  const merged = mergeFiles(foreign, { ...options, base: folder.venue, sources: folder.sources });
  return { ...merged, findings: [...folder.findings, ...merged.findings] };
}

/**
 * How each table among the files is or could be read, also one that `readFiles` refuses because nobody knows its columns.
 * @throws FoyerError "import-unreadable" for a file that is no table and cannot be read.
 */
export function inspectTables(files: VenueFiles, options: Pick<ReadFilesOptions, 'mappings'> = {}): readonly ReadTable[] {
  return tablesOf(sortFiles(files).others, options);
}

function folderAlone(own: ReadonlyMap<string, string>, options: ReadFilesOptions): Merged {
  const { venue, findings, sources } = readFolder(own, options);
  const more: Finding[] = [];
  const file = own.has('floors.yaml') ? 'floors.yaml' : 'places.csv';
  return {
    venue: withDerivedPaths(venue, [], file, (finding) => void more.push(finding)),
    findings: [...findings, ...more],
    sources,
    tables: [],
  };
}

/** Files of Foyer's own folder as text, and all others. */
export function sortFiles(packed: VenueFiles): { readonly own: Map<string, string>; readonly others: Content[] } {
  const files = unpackFiles(packed);
  const own = new Map<string, string>();
  const others: Content[] = [];
  for (const [name, bytes] of files) {
    const text = isFolderFile(name) ? readText(name, bytes) : '';
    if (isOwn(name, text, files)) own.set(name, text);
    else others.push(createContent(name, bytes));
  }
  return { own, others };
}

/** What only Foyer's own file of that name has; a sessions.csv or menus.yaml of another program has other columns and keys. */
const OWN: Readonly<Record<string, RegExp>> = {
  'menus.yaml': /\bplaceId\b/,
  'services.yaml': /\bid\b/,
  'faq.yaml': /\bquestions\b/,
  'bookings.yaml': /\bplaceId\b/,
};

export function isOwn(name: string, text: string, files: VenueFiles): boolean {
  if (!isFolderFile(name)) return false;
  if (files.has(SETTINGS_FILE)) return true;
  if (name.endsWith('.csv')) return /(?:^|[,;\t"])id(?:[,;\t"\r]|$)/.test(text.replace(/^\uFEFF/, '').split('\n', 1)[0] ?? '');
  return OWN[name]?.test(text) ?? true;
}
