import type { LocalDateTime } from '../../../contract/index.ts';
import { fromMinutes, toMinutes } from '../../local-time.ts';
import type { LocalText, Session } from '../../model.ts';
import { type Finding, shown } from '../finding.ts';
import type { RawRecord } from '../raw-record.ts';
import { isRecord } from '../read-yaml.ts';
import { localText, oneLine } from './plain-text.ts';
import { type DateOrder, isZone, readClock, readDuration, readTime, toZone, type WrittenTime } from './times.ts';
import { readStatus, readTitle } from './titles.ts';

/** A session that can be shown, before it has an id, a room and speakers of the venue. */
export interface JudgedSession {
  readonly raw: RawRecord;
  readonly guid: string | undefined;
  readonly uid: string | undefined;
  readonly title: LocalText;
  readonly copy: boolean;
  readonly startsAt: LocalDateTime;
  /** Undefined where the file does not say. */
  readonly endsAt: LocalDateTime | undefined;
  readonly room: string | undefined;
  readonly roomGuid: string | undefined;
  readonly people: readonly { readonly guid: string | undefined; readonly name: string }[];
  readonly rest: Pick<Session, 'tags' | 'status'> & Partial<Pick<Session, 'track' | 'kind' | 'language' | 'abstract'>>;
}

export interface JudgeContext {
  readonly zone: string | null;
  readonly dateOrder: DateOrder;
  readonly report: (finding: Finding) => void;
}

const LONGEST_MIN = 14 * 1440;

/** Null when the row cannot be a session or is not for guests; the reason is then reported. */
export function judgeSession(raw: RawRecord, context: JudgeContext): JudgedSession | null {
  const told = (code: string, column: string, reason: string, remedy: string): null => {
    context.report(findingOf(raw, code, column, reason, remedy));
    return null;
  };
  const { value } = raw;
  const read = titleOf(value.title);
  if (read === null) {
    return told(
      'row-skipped',
      'title',
      hasText(value.title) ? 'the title says that nothing is known yet; the row was left out' : 'has no title; the row was left out',
      'Give it a title.',
    );
  }
  const status = typeof value.status === 'string' ? readStatus(value.status) : 'shown';
  if (status === 'hidden') {
    return told(
      'not-shown',
      'status',
      `is "${shown(value.status)}", so guests do not see it`,
      'Accept or confirm the session, then import again.',
    );
  }
  if (!hasText(value.start)) return told('row-skipped', 'start', 'has no start; the row was left out', 'Give the date and time.');
  const start = readTime(String(value.start), context.dateOrder);
  if (start === null) {
    return told(
      'row-skipped',
      'start',
      `"${shown(value.start)}" is no date with a time; the row was left out`,
      'Write it as 2026-05-12 14:00.',
    );
  }
  const zoneOf = (time: WrittenTime): LocalDateTime => localTime(time, value.zone, context.zone);
  const startsAt = zoneOf(start);
  const { title, cancelled, note, copy } = read;
  const abstract = localText(value.abstract) ?? localText(value.description);
  return {
    raw,
    guid: hasText(value.guid) ? String(value.guid).trim() : undefined,
    uid: hasText(value.uid) ? String(value.uid).trim() : undefined,
    title,
    copy,
    startsAt,
    endsAt: endOf(raw, startsAt, zoneOf, context),
    room: oneLine(value.room),
    roomGuid: typeof value.roomGuid === 'string' ? value.roomGuid : undefined,
    people: peopleOf(value.people),
    rest: {
      ...optional('track', oneLine(value.track)),
      ...optional('kind', oneLine(value.kind)),
      ...optional('language', oneLine(value.language)),
      ...optional('abstract', withFront([localText(value.subtitle), note === '' ? undefined : note], abstract)),
      tags: listOf(value.tags),
      status: cancelled || status === 'cancelled' ? 'cancelled' : 'scheduled',
    },
  };
}

export function findingOf(raw: RawRecord, code: string, column: string, reason: string, remedy: string): Finding {
  const value = raw.value[column];
  const id = raw.value.guid;
  return {
    severity: 'warning',
    code,
    file: raw.file,
    line: raw.lineOf([column]),
    column,
    ...(value === undefined || value === null || value === '' ? {} : { value: shown(value) }),
    ...(typeof id === 'string' || typeof id === 'number' ? { id: String(id) } : {}),
    reason,
    remedy,
  };
}

function titleOf(value: unknown): (Omit<ReturnType<typeof readTitle>, 'title'> & { title: LocalText }) | null {
  const text = localText(value, (written) => written.replace(/\s+/g, ' ').trim());
  if (text === undefined) return null;
  if (typeof text === 'string') {
    const read = readTitle(text);
    const title = oneLine(read.title);
    return title === undefined ? null : { ...read, title };
  }
  const reads = Object.entries(text).map(([language, written]) => [language, readTitle(written)] as const);
  const first = reads[0]?.[1];
  if (first === undefined) return null;
  return { ...first, title: Object.fromEntries(reads.map(([language, { title }]) => [language, oneLine(title) ?? title])) };
}

/** A zone of its own (iCalendar's TZID) goes before the venue's; what has no zone at all is in the venue's. */
function localTime(time: WrittenTime, ownZone: unknown, venueZone: string | null): LocalDateTime {
  if (time.offsetMin === null && typeof ownZone === 'string' && venueZone !== null && ownZone !== venueZone && isZone(ownZone)) {
    return toZone(time, venueZone, ownZone);
  }
  return toZone(time, venueZone);
}

function endOf(
  raw: RawRecord,
  startsAt: LocalDateTime,
  zoneOf: (time: WrittenTime) => LocalDateTime,
  { dateOrder, report }: JudgeContext,
): LocalDateTime | undefined {
  const { end, duration } = raw.value;
  const ignored = (column: string, what: string): void =>
    report(
      findingOf(
        raw,
        'field-ignored',
        column,
        `"${shown(raw.value[column])}" is ${what}; it was left out`,
        'Correct the value and import again.',
      ),
    );
  if (hasText(end)) {
    const full = readTime(String(end), dateOrder);
    const clock = full === null ? readClock(String(end)) : null;
    const endsAt = full !== null ? zoneOf(full) : clock !== null ? `${startsAt.slice(0, 10)}T${clock.clock}` : undefined;
    if (endsAt === undefined) ignored('end', 'no time');
    else if (endsAt > startsAt) {
      if (toMinutes(endsAt) - toMinutes(startsAt) <= LONGEST_MIN) return endsAt;
      ignored('end', 'more than two weeks after the start');
    } else if (clock !== null && endsAt < startsAt) return fromMinutes(toMinutes(endsAt) + 1440);
    else ignored('end', 'not after the start');
  }
  if (!hasText(duration)) return undefined;
  const minutes = typeof duration === 'number' ? duration : readDuration(String(duration));
  if (minutes !== null && minutes > 0 && minutes <= LONGEST_MIN) return fromMinutes(toMinutes(startsAt) + Math.round(minutes));
  ignored('duration', minutes === 0 ? 'no length of time' : 'no duration');
  return undefined;
}

function peopleOf(value: unknown): { guid: string | undefined; name: string }[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((person: unknown) => {
    const name = isRecord(person) ? oneLine(person.name) : oneLine(person);
    const guid = isRecord(person) && hasText(person.guid) ? String(person.guid) : undefined;
    return name === undefined ? [] : [{ guid, name }];
  });
}

export function listOf(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [];
  return [...new Set(list.flatMap((item: unknown) => oneLine(item) ?? []))];
}

/** True for a text or number with something in it. */
export function hasText(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
}

/** Leaves out a key whose value is not known, as exact optional fields want it. */
export function optional<K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]: V });
}

function withFront(front: readonly (LocalText | undefined)[], text: LocalText | undefined): LocalText | undefined {
  const lines = front.filter((line) => typeof line === 'string');
  if (lines.length === 0) return text ?? front.find((line) => line !== undefined);
  if (text === undefined) return lines.join('\n');
  if (typeof text === 'string') return [...lines, text].join('\n');
  return Object.fromEntries(Object.entries(text).map(([language, words]) => [language, [...lines, words].join('\n')]));
}
