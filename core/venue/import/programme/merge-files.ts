import type { Menu, Session, Venue } from '../../model.ts';
import type { Finding } from '../finding.ts';
import type { ReadTable } from '../formats/column-mapping.ts';
import type { ParsedFile } from '../formats/format.ts';
import { withDerivedPaths } from '../plans/with-derived-paths.ts';
import type { RawRecord } from '../raw-record.ts';
import { createSources, type Sources } from '../sources.ts';
import { completeEnds } from './complete-ends.ts';
import { identify } from './identify.ts';
import { findingOf, type JudgedSession, judgeSession } from './judge-session.ts';
import { exhibitorsOf, faqsOf, servicesOf } from './lists.ts';
import { menusOf } from './menus.ts';
import { createPeople } from './people.ts';
import { slugOf } from './plain-text.ts';
import { onPlans, withKioskPlace } from './plans.ts';
import { readZone } from './read-zone.ts';
import { createRooms } from './rooms.ts';
import { type NamedFile, startVenue } from './start-venue.ts';
import { readDate } from './times.ts';

export interface MergeOptions {
  /** What is there already; records of the same sources are replaced, all others stay. */
  readonly base?: Venue;
  readonly timezone?: string;
  readonly name?: string;
  readonly sources?: Sources;
}

export interface Merged {
  readonly venue: Venue;
  readonly findings: readonly Finding[];
  readonly sources: Sources;
  /** How the tables among the files were read. */
  readonly tables: readonly ReadTable[];
}

/** Judges the records of all files one by one and makes one venue of them. */
export function mergeFiles(parsed: readonly (readonly [name: string, file: ParsedFile])[], options: MergeOptions): Merged {
  const sources = options.sources ?? createSources();
  const findings: Finding[] = parsed.flatMap(([, file]) => file.findings ?? []);
  const report = (finding: Finding): void => void findings.push(finding);
  const files = parsed.map(([name, file]): NamedFile => ({ source: slugOf(file.source ?? name.replace(/\.\w+$/, '')), parsed: file }));
  const known = options.base === undefined || /^(?:utc|etc\/.*)$/i.test(options.base.timezone) ? undefined : options.base.timezone;
  const { zone, findings: zoneFindings } = readZone(
    parsed.map(([, file]) => file),
    options.timezone ?? known,
  );
  findings.push(...zoneFindings);
  if (zone === null && !zoneFindings.some(({ code }) => code === 'timezone-needed')) findings.push(zoneUnknown(parsed[0]?.[0] ?? ''));

  const base = startVenue(files, options, zone);
  const plans = files.flatMap(({ parsed: { plan } }) => (plan === undefined ? [] : [plan]));
  const ground = onPlans(base, plans, sources, parsed[0]?.[0] ?? '');
  const replaced = new Set(files.map(({ source }) => source));
  const rooms = createRooms(
    ground,
    files.flatMap(({ parsed: { rooms: list } }) => list ?? []),
    sources,
  );
  const people = createPeople(
    base.speakers.filter(({ id }) => !replaced.has(sourceOf(id))),
    files.flatMap(({ source, parsed: { people: list } }) => (list ?? []).map((raw) => [source, raw] as const)),
    sources,
  );
  const sessions = files.flatMap(({ source, parsed: file }) => {
    const judged = judgeAll(file.sessions ?? [], zone, report);
    const ended = completeEnds(judged);
    const identified = identify(source, ended.sessions);
    findings.push(...ended.findings, ...identified.findings);
    return identified.sessions.map(({ id, raw, title, startsAt, endsAt, room, people: names, rest }): Session => {
      const session: Session = {
        id,
        title,
        startsAt,
        endsAt,
        roomId: room === undefined ? null : rooms.placeOf(room, raw),
        speakerIds: [...new Set(names.map((person) => people.idOf(source, person, raw)))],
        ...rest,
      };
      sources.add('session', session, raw);
      return session;
    });
  });
  const lists: Pick<Venue, 'exhibitors' | 'faqs' | 'services' | 'menus'> = {
    exhibitors: files.flatMap(({ source, parsed: file }) => exhibitorsOf(source, file.exhibitors ?? [], rooms, sources, report)),
    faqs: files.flatMap(({ source, parsed: file }) => faqsOf(source, file.faqs ?? [], sources, report)),
    services: files.flatMap(({ source, parsed: file }) => servicesOf(source, file.services ?? [], rooms, sources, report)),
    menus: files.flatMap(({ source, parsed: file }) => menusOf(source, file.dishes ?? [], rooms, sources, report)),
  };
  findings.push(...rooms.findings());
  const keep = <T extends { readonly id: string }>(list: readonly T[]): T[] => list.filter(({ id }) => !replaced.has(sourceOf(id)));
  const allSessions = [...keep(ground.sessions), ...sessions];
  const venue: Venue = {
    ...base,
    eventDays: sessions.length === 0 ? base.eventDays : daysOf(files, allSessions),
    floors: [...rooms.floors],
    places: [...rooms.places],
    nodes: plans.length === 0 ? base.nodes : plans.flatMap(({ nodes }) => nodes),
    edges: plans.length === 0 ? base.edges : plans.flatMap(({ edges }) => edges),
    speakers: [...people.list()],
    sessions: allSessions,
    exhibitors: [...keep(base.exhibitors), ...lists.exhibitors],
    menus: joinMenus(base.menus, lists.menus),
    services: [...keep(base.services), ...lists.services],
    faqs: [...keep(base.faqs), ...lists.faqs],
  };
  const tables = parsed.flatMap(([, file]) => file.tables ?? []);
  const walks = plans.flatMap(({ walk }) => (walk === undefined ? [] : [walk]));
  const planFile = parsed.find(([, { plan }]) => plan !== undefined) ?? parsed[0];
  const walkable = withDerivedPaths(venue, walks, planFile?.[0] ?? '', report);
  return { venue: withKioskPlace(walkable, report), findings, sources, tables };
}

/** A menu of a place replaces the one there was. */
function joinMenus(before: readonly Menu[], next: readonly Menu[]): Menu[] {
  const byPlace = new Map([...before, ...next].map((menu) => [menu.placeId, menu]));
  return [...byPlace.values()];
}

function zoneUnknown(file: string): Finding {
  const reason = 'no file names the time zone of the venue; its clocks are taken to show UTC';
  return { severity: 'warning', code: 'timezone-unknown', file, reason, remedy: 'Import again with --timezone Europe/Berlin.' };
}

function judgeAll(records: readonly RawRecord[], zone: string | null, report: (finding: Finding) => void): JudgedSession[] {
  const dateOrder = dateOrderOf(records, report);
  return records.flatMap((raw) => judgeSession(raw, { zone, dateOrder, report }) ?? []);
}

/** "11/19/2025" is read by what the other rows rule out; when none does, the day is taken to come first, and that is said. */
function dateOrderOf(records: readonly RawRecord[], report: (finding: Finding) => void): 'day-first' | 'month-first' {
  const dates = records.flatMap((raw) => {
    const match = /^\s*(?:\p{L}+,?\s+)?(\d{1,2})\/(\d{1,2})\/\d{2,4}/u.exec(String(raw.value.start ?? ''));
    return match === null ? [] : [{ raw, first: Number(match[1]), second: Number(match[2]) }];
  });
  if (dates.some(({ second }) => second > 12)) return 'month-first';
  const unsure = dates.find(({ first, second }) => first !== second);
  if (unsure !== undefined && !dates.some(({ first }) => first > 12)) {
    report(
      findingOf(
        unsure.raw,
        'date-order-guessed',
        'start',
        'can be read day first or month first; the day was taken to come first',
        'Write dates as 2026-05-12.',
      ),
    );
  }
  return 'day-first';
}

function daysOf(files: readonly NamedFile[], sessions: readonly Session[]): string[] {
  const bounds = files.flatMap(({ parsed: { event } }) =>
    [event?.firstDay, event?.lastDay].flatMap((day) => readDate(day ?? '')?.date ?? []),
  );
  const days = bounds.length > 0 ? bounds : sessions.map(({ startsAt }) => startsAt.slice(0, 10));
  const [first, last] = [days.reduce((a, b) => (a < b ? a : b), days[0] ?? ''), days.reduce((a, b) => (a > b ? a : b), '')];
  const list: string[] = [];
  for (let day = Date.parse(`${first}T00:00:00Z`); day <= Date.parse(`${last}T00:00:00Z`) && list.length < 60; day += 86_400_000) {
    list.push(new Date(day).toISOString().slice(0, 10));
  }
  return list;
}

/** "fosdem-2025" of "fosdem-2025:6712". */
function sourceOf(id: string): string {
  const at = id.indexOf(':');
  return at < 0 ? '' : id.slice(0, at);
}
