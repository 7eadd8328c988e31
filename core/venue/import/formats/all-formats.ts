import { unreadable } from '../raw-record.ts';
import type { ReadTable } from './column-mapping.ts';
import type { Content } from './content.ts';
import { csv } from './csv.ts';
import type { Format, ParsedFile, ReadContext } from './format.ts';
import { geojson } from './geojson.ts';
import { icalendar } from './icalendar.ts';
import { imdf } from './imdf/imdf.ts';
import { openEvent } from './open-event.ts';
import { pretalxApi } from './pretalx-api.ts';
import { recordLists } from './record-lists.ts';
import { scheduleJson } from './schedule-json.ts';
import { scheduleXml } from './schedule-xml.ts';
import { schemaOrg } from './schema-org/schema-org.ts';
import { sessionize } from './sessionize.ts';
import { xlsx } from './xlsx.ts';

/** Every format that is known by its content. Foyer's own folder is known by its file names. */
export const FORMATS: readonly Format[] = [
  scheduleXml,
  scheduleJson,
  icalendar,
  schemaOrg,
  imdf,
  geojson,
  pretalxApi,
  sessionize,
  openEvent,
  recordLists,
  csv,
  xlsx,
];

/**
 * Reads files each by the format that knows it best; those of a format of several files together.
 * @throws FoyerError "import-unreadable" when no format knows a file, or the one that does cannot read it.
 */
export function parseContents(contents: readonly Content[], context: ReadContext = {}): (readonly [name: string, file: ParsedFile])[] {
  const groups = new Map<Format, Content[]>();
  for (const content of contents) {
    const format = formatOf(content);
    groups.set(format, [...(groups.get(format) ?? []), content]);
  }
  return [...groups].flatMap(([format, group]) => {
    if (format.together !== undefined) return [[group[0]?.name ?? '', format.together(group)] as const];
    return group.map((content) => [content.name, format.parse(content, context)] as const);
  });
}

/** How each table among the files is or could be read. */
export function tablesOf(contents: readonly Content[], context: ReadContext = {}): ReadTable[] {
  return contents.flatMap((content) => formatOf(content).tables?.(content, context) ?? []);
}

const CERTAIN = 0.9;

/** The format that knows a file best. @throws FoyerError "import-unreadable" when none does. */
export function formatOf(content: Content): Format {
  let best: Format | undefined;
  let bestScore = 0;
  for (const format of FORMATS) {
    // Tables are what is left; looking for their header is slow.
    if (bestScore >= CERTAIN && format.tables !== undefined) continue;
    const score = format.detect(content);
    if (score > bestScore) [best, bestScore] = [format, score];
  }
  if (best !== undefined) return best;
  const known = FORMATS.map(({ label }) => label).join(', ');
  throw unreadable(content.name, 'is in no format that is known', `Known formats: ${known}, and Foyer's own folder.`);
}
