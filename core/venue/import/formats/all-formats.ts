import { unreadable } from '../raw-record.ts';
import type { Content } from './content.ts';
import { csv } from './csv.ts';
import type { Format, ParsedFile } from './format.ts';
import { icalendar } from './icalendar.ts';
import { scheduleJson } from './schedule-json.ts';
import { scheduleXml } from './schedule-xml.ts';
import { xlsx } from './xlsx.ts';

/** Every format that is known by its content. Foyer's own folder is known by its file names. */
export const FORMATS: readonly Format[] = [scheduleXml, scheduleJson, icalendar, csv, xlsx];

/** @throws FoyerError "import-unreadable" when no format knows the file, or the one that does cannot read it. */
export function parseContent(content: Content): ParsedFile {
  let best: Format | undefined;
  let bestScore = 0;
  for (const format of FORMATS) {
    const score = format.detect(content);
    if (score > bestScore) [best, bestScore] = [format, score];
  }
  if (best !== undefined) return best.parse(content);
  throw unreadable(
    content.name,
    'is in no format that is known',
    `Known formats: ${FORMATS.map(({ label }) => label).join(', ')}, and Foyer's own folder.`,
  );
}
