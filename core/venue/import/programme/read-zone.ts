import type { Finding } from '../finding.ts';
import type { ParsedFile } from '../formats/format.ts';
import { isZone, readTime, type WrittenTime } from './times.ts';

export interface ZoneReading {
  /** Null when nobody knows; times are then taken as written. */
  readonly zone: string | null;
  readonly findings: readonly Finding[];
}

interface Told {
  readonly time: WrittenTime;
  readonly text: string;
  readonly file: string;
  readonly line: number;
}

const REMEDY = 'Import again with the zone of the venue: --timezone Europe/Berlin';

/**
 * The zone in which the venue's clocks run: what the caller says, else what the files name, else the one offset that
 * all times carry. Times without a zone, or in UTC only, are not guessed: an error asks for the zone.
 */
export function readZone(files: readonly ParsedFile[], given: string | undefined): ZoneReading {
  if (given !== undefined) return { zone: given, findings: [] };
  const named = [...new Set(files.flatMap(({ event }) => (event?.timezone === undefined ? [] : [event.timezone])))];
  const zones = named.filter((zone) => isZone(zone) && !isUtc(zone));
  const unknown = named.filter((zone) => !isZone(zone)).map((zone) => unknownZone(files, zone));
  if (zones[0] !== undefined) return { zone: zones[0], findings: [...unknown, ...severalZones(files, zones)] };

  const told = files.flatMap(timesOf);
  const [first] = told;
  if (first === undefined) return { zone: null, findings: unknown };
  const asks = told.find(({ time }) => time.offsetMin === null) ?? told.find(({ time }) => time.offsetMin === 0);
  if (asks !== undefined) return { zone: null, findings: [...unknown, question(asks)] };
  const offset = first.time.offsetMin ?? 0;
  const other = told.find(({ time }) => time.offsetMin !== offset);
  if (other !== undefined || offset % 60 !== 0 || Math.abs(offset) > 840) {
    const reason = 'the times have offsets from UTC, but the file names no time zone';
    return {
      zone: null,
      findings: [...unknown, { ...at(other ?? first), severity: 'error', code: 'timezone-needed', reason, remedy: REMEDY }],
    };
  }
  const reason = `${named.length > 0 ? `the file names "${named[0]}", but its times are` : 'no time zone is named; the times are'} ${offsetText(offset)}: taken as they stand there`;
  const guess: Finding = { ...at(first), severity: 'warning', code: 'timezone-guessed', reason, remedy: REMEDY };
  return { zone: `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset / 60)}`, findings: [...unknown, guess] };
}

function isUtc(zone: string): boolean {
  return /^(?:utc|gmt|etc\/(?:utc|gmt|zulu|uct|universal|greenwich)|z|zulu)$/i.test(zone);
}

function timesOf(file: ParsedFile): Told[] {
  return (file.sessions ?? []).flatMap((raw) => {
    const { start, zone } = raw.value;
    if (typeof start !== 'string' || typeof zone === 'string') return [];
    const time = readTime(start);
    return time === null ? [] : [{ time, text: start, file: raw.file, line: raw.line }];
  });
}

function at({ file, line, text }: Told): Pick<Finding, 'file' | 'line' | 'column' | 'value'> {
  return { file, line, column: 'start', value: text };
}

function question(told: Told): Finding {
  const reason =
    told.time.offsetMin === null
      ? 'times have no time zone, so nobody can say when "now" is'
      : 'times are in UTC only; what the clocks at the venue show is not said';
  return { ...at(told), severity: 'error', code: 'timezone-needed', reason, remedy: REMEDY };
}

function unknownZone(files: readonly ParsedFile[], zone: string): Finding {
  const file = files.find(({ event }) => event?.timezone === zone);
  return {
    severity: 'warning',
    code: 'unknown-timezone',
    file: file?.sessions?.[0]?.file ?? file?.format ?? '',
    column: 'timezone',
    value: zone,
    reason: `"${zone}" is no known time zone and was left out`,
    remedy: REMEDY,
  };
}

function severalZones(files: readonly ParsedFile[], zones: readonly string[]): Finding[] {
  const [first, second] = zones;
  if (second === undefined) return [];
  const file = files.find(({ event }) => event?.timezone === second)?.sessions?.[0]?.file ?? '';
  const reason = `names the time zone "${second}", another file "${first}"; the latter is the venue's`;
  return [{ severity: 'warning', code: 'timezones-differ', file, column: 'timezone', value: second, reason, remedy: REMEDY }];
}

function offsetText(minutes: number): string {
  return `UTC${minutes < 0 ? '−' : '+'}${String(Math.abs(minutes) / 60).padStart(2, '0')}:00`;
}
