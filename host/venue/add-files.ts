import { EMPTY_RECIPE, type Recipe, type Source } from '../../core/venue/edits/recipe.ts';
import { isFolderFile, SETTINGS_FILE } from '../../core/venue/import/folder-format.ts';
import { formatOf, parseContents, tablesOf } from '../../core/venue/import/formats/all-formats.ts';
import type { ColumnMappings } from '../../core/venue/import/formats/column-mapping.ts';
import { type Content, createContent } from '../../core/venue/import/formats/content.ts';
import type { ParsedFile } from '../../core/venue/import/formats/format.ts';
import { sortFiles, type VenueFiles } from '../../core/venue/import/read-files.ts';
import { isRecord, readYaml } from '../../core/venue/import/read-yaml.ts';
import { unpackFiles } from '../../core/venue/import/unpack-files.ts';
import type { SourceFiles } from '../../native/sqlite/source-files.ts';
import { mappingsOf } from './column-mappings.ts';

const FOLDER_ID = 'folder';
/** Of the records of a file, this much must be known for it to be a newer one of a source with another name. */
const SAME_RECORDS = 0.5;

export interface AddFilesDeps {
  readonly store: SourceFiles;
  readonly newId: () => string;
  readonly at: string;
  readonly by: string;
  /** Takes in a table whose columns nobody knows, for staff to say what they are; else it is refused. */
  readonly withUnknownTables?: boolean;
}

/**
 * The recipe with files added. A newer file of a source that is there takes its place, also under another name; a folder with a
 * venue.yaml of another venue begins a new one.
 * @throws FoyerError "import-unreadable" for a file that nobody can read; nothing is changed then.
 */
export function addFiles(recipe: Recipe, files: VenueFiles, deps: AddFilesDeps): Recipe {
  const unpacked = unpackFiles(files);
  const { own, others } = sortFiles(unpacked);
  const folder = new Map([...unpacked].filter(([name]) => own.has(name)));
  const withFolder = own.size === 0 ? recipe : addFolder(recipe, folder, own.get(SETTINGS_FILE), deps);
  // Files that come together do not take each other's place.
  const old = new Set(withFolder.sources);
  return grouped(others).reduce((before, group) => addSource(before, group, old, deps), withFolder);
}

/** Files of one format that reads several together are one source. */
function grouped(contents: readonly Content[]): Content[][] {
  const together = new Map<object, Content[]>();
  const groups: Content[][] = [];
  for (const content of contents) {
    const format = formatOf(content);
    const group = format.together === undefined ? undefined : together.get(format);
    if (group !== undefined) group.push(content);
    else {
      const fresh = [content];
      groups.push(fresh);
      if (format.together !== undefined) together.set(format, fresh);
    }
  }
  return groups;
}

function addFolder(recipe: Recipe, own: VenueFiles, settings: string | undefined, deps: AddFilesDeps): Recipe {
  const before = recipe.sources.find(({ id }) => id === FOLDER_ID);
  const whole = settings !== undefined;
  const another = whole && idIn(settings) !== idOfFolder(before, deps.store);
  const base = another ? { ...EMPTY_RECIPE, revision: recipe.revision, edits: recipe.edits, mappings: recipe.mappings } : recipe;
  const kept = whole ? [] : (before?.files.filter(({ name }) => !own.has(name)) ?? []);
  const source: Source = {
    id: FOLDER_ID,
    name: own.size === 1 && kept.length === 0 ? ([...own.keys()][0] ?? '') : 'venue folder',
    format: "Foyer's own folder",
    files: [...kept, ...[...own].map(([name, bytes]) => fileOf({ bytes }, name, deps))],
    importedAt: deps.at,
    importedBy: deps.by,
  };
  return { ...base, sources: [source, ...base.sources.filter(({ id }) => id !== FOLDER_ID)] };
}

function idOfFolder(folder: Source | undefined, store: SourceFiles): string | undefined {
  const file = folder?.files.find(({ name }) => name === SETTINGS_FILE);
  return file === undefined ? undefined : idIn(new TextDecoder().decode(store.read(file.hash, file.name)));
}

function idIn(yaml: string): string | undefined {
  const { value } = readYaml(SETTINGS_FILE, yaml);
  return isRecord(value) && typeof value.id === 'string' ? value.id : undefined;
}

function addSource(recipe: Recipe, group: readonly Content[], old: ReadonlySet<Source>, deps: AddFilesDeps): Recipe {
  const first = group[0];
  if (first === undefined) return recipe;
  const format = formatOf(first).label;
  const mappings = mappingsOf(recipe);
  const waits = deps.withUnknownTables === true && isUnknownTable(group, mappings);
  const name = group.length === 1 ? first.name : `${first.name} and ${group.length - 1} more`;
  const before = recipe.sources.find(
    (source) => old.has(source) && source.format === format && isNewer(group, source, mappings, deps.store),
  );
  const others = recipe.sources.filter((source) => source !== before);
  const taken = new Set(others.flatMap(({ files }) => files.map((file) => file.name)));
  const source: Source = {
    id: before?.id ?? deps.newId(),
    name,
    format,
    // The rows of a table go by its first name, so a newer file keeps it.
    files: group.map((content, i) =>
      fileOf(content, before?.files[group.length === 1 ? 0 : i]?.name ?? freeName(content.name, taken), deps),
    ),
    importedAt: deps.at,
    importedBy: deps.by,
    ...(waits ? { waits } : {}),
  };
  return {
    ...recipe,
    sources: before === undefined ? [...others, source] : recipe.sources.map((one) => (one === before ? source : one)),
  };
}

/** The same file name with the same sort of records; else the same event, or mostly the same records. */
function isNewer(group: readonly Content[], source: Source, mappings: ColumnMappings, store: SourceFiles): boolean {
  const next = parsedOf(group, mappings);
  const old = parsedOf(
    source.files.map(({ hash, name }) => createContent(name, store.read(hash, name))),
    mappings,
  );
  const names = new Set([source.name, ...source.files.map(({ name }) => name)].map((name) => name.toLowerCase()));
  const sameName = group.some(({ name }) => names.has(name.toLowerCase()));
  if (next === null || old === null) return sameName && next === old;
  if (next.plan !== undefined && old.plan !== undefined) return true;
  const [newKeys, oldKeys] = [keysOf(next), keysOf(old)];
  const kinds = (keys: ReadonlySet<string>) => new Set([...keys].map((key) => key.split(' ', 1)[0]));
  const sameSort = common(kinds(newKeys), kinds(oldKeys)) > 0;
  if (sameName) return sameSort || newKeys.size === 0 || oldKeys.size === 0;
  if (next.source !== undefined && old.source !== undefined) return next.source === old.source;
  return newKeys.size > 0 && common(newKeys, oldKeys) >= SAME_RECORDS * Math.min(newKeys.size, oldKeys.size);
}

/** A table with rows that could be read if somebody said what its columns are. */
function isUnknownTable(group: readonly Content[], mappings: ColumnMappings): boolean {
  if (parsedOf(group, mappings) !== null) return false;
  try {
    const tables = tablesOf(group, { mappings });
    return tables.some(({ rowCount, mapping }) => rowCount > 0 && mapping.columns.length > 1);
  } catch {
    return false;
  }
}

function common<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  return [...a].filter((item) => b.has(item)).length;
}

function parsedOf(contents: readonly Content[], mappings: ColumnMappings): ParsedFile | null {
  try {
    return parseContents(contents, { mappings })[0]?.[1] ?? null;
  } catch {
    // What nobody can read is refused when the venue is built, with the reason.
    return null;
  }
}

/** What the records of a file go by: "sessions T1". */
function keysOf(file: ParsedFile): ReadonlySet<string> {
  const lists = { sessions: file.sessions, people: file.people, exhibitors: file.exhibitors, faqs: file.faqs, rooms: file.rooms };
  return new Set(
    Object.entries(lists).flatMap(([kind, records]) =>
      (records ?? []).map(({ value }) => `${kind} ${JSON.stringify(value.guid ?? value.title ?? value.name ?? value.question ?? '')}`),
    ),
  );
}

function fileOf({ bytes }: Pick<Content, 'bytes'>, name: string, { store }: AddFilesDeps): Source['files'][number] {
  return { name, hash: store.keep(bytes), bytes: bytes.byteLength };
}

/** Two files of one name must not be taken for each other, nor one of another program for one of our folder. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name) && !(isFolderFile(name) && taken.has(SETTINGS_FILE))) return name;
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot <= 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
  for (let n = 2; ; n += 1) if (!taken.has(`${stem} (${n})${ending}`)) return `${stem} (${n})${ending}`;
}
