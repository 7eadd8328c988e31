import type { Venue } from '../model.ts';
import { isFolderFile, SETTINGS_FILE } from './folder-format.ts';
import { parseContents, tablesOf } from './formats/all-formats.ts';
import type { ColumnMappings, ReadTable } from './formats/column-mapping.ts';
import { type Content, createContent } from './formats/content.ts';
import { type Merged, mergeFiles } from './programme/merge-files.ts';
import { isZone } from './programme/times.ts';
import { unreadable } from './raw-record.ts';
import { readFolder } from './read-folder.ts';

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
}

/**
 * Reads files of any known format into one venue: first those of Foyer's own folder, then what other programs wrote.
 * @throws FoyerError "import-unreadable" when one of them cannot be read at all; nothing of the others is used then.
 */
export function readFiles(files: VenueFiles, options: ReadFilesOptions = {}): Merged {
  if (options.timezone !== undefined && !isZone(options.timezone)) {
    throw unreadable('--timezone', `"${options.timezone}" is no known time zone`, 'Use an IANA name such as "Europe/Berlin".');
  }
  const own = new Map<string, string>();
  const others: Content[] = [];
  for (const [name, bytes] of files) {
    const content = createContent(name, bytes);
    if (isOwn(name, content.text, files)) own.set(name, content.text);
    else others.push(content);
  }
  if (others.length === 0) return { ...readFolder(own, options), tables: [] };
  const foreign = parseContents(others, options);
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
  const contents = [...files].map(([name, bytes]) => createContent(name, bytes)).filter(({ name, text }) => !isOwn(name, text, files));
  return tablesOf(contents, options);
}

/** A sessions.csv or speakers.csv of another program has other columns than Foyer's own. */
function isOwn(name: string, text: string, files: VenueFiles): boolean {
  if (!isFolderFile(name)) return false;
  if (files.has(SETTINGS_FILE) || !name.endsWith('.csv')) return true;
  return /(?:^|[,;\t"])id(?:[,;\t"\r]|$)/.test(text.replace(/^\uFEFF/, '').split('\n', 1)[0] ?? '');
}
