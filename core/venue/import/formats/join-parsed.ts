import type { ParsedFile } from './format.ts';

/** What the parts of one file say, together: the sheets of a spreadsheet, the lists of a JSON file. */
export function joinParsed(format: string, parts: readonly ParsedFile[]): ParsedFile {
  const event = parts.find((part) => part.event !== undefined)?.event;
  const all = <T>(listOf: (part: ParsedFile) => readonly T[] | undefined): T[] => parts.flatMap((part) => listOf(part) ?? []);
  return {
    format,
    ...(event === undefined ? {} : { event }),
    sessions: all((part) => part.sessions),
    people: all((part) => part.people),
    rooms: all((part) => part.rooms),
    exhibitors: all((part) => part.exhibitors),
    faqs: all((part) => part.faqs),
    dishes: all((part) => part.dishes),
    services: all((part) => part.services),
    tables: all((part) => part.tables),
    findings: all((part) => part.findings),
  };
}
