import type { Exhibitor, Faq, Session, Venue } from '../../model.ts';
import type { Finding } from '../finding.ts';
import { type ParsedFile, type ParsedPlan, record } from '../formats/format.ts';
import type { RawRecord } from '../raw-record.ts';
import { createSources, type Sources } from '../sources.ts';
import { completeEnds } from './complete-ends.ts';
import { identify } from './identify.ts';
import { findingOf, type JudgedSession, judgeSession, listOf, optional } from './judge-session.ts';
import { createPeople } from './people.ts';
import { localText, oneLine, slugOf } from './plain-text.ts';
import { readZone } from './read-zone.ts';
import { createRooms, UNPLANNED_FLOOR } from './rooms.ts';
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
}

interface NamedFile {
  readonly source: string;
  readonly parsed: ParsedFile;
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

  const base = startOf(files, options, zone);
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
  findings.push(...rooms.findings());
  const exhibitors = files.flatMap(({ source, parsed: file }) => exhibitorsOf(source, file.exhibitors ?? [], sources, report));
  const faqs = files.flatMap(({ source, parsed: file }) => faqsOf(source, file.faqs ?? [], sources, report));
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
    exhibitors: [...keep(base.exhibitors), ...exhibitors],
    faqs: [...keep(base.faqs), ...faqs],
  };
  return { venue: withKioskPlace(venue, report), findings, sources };
}

/** Routes begin where the kiosk stands; until somebody says so, that is taken to be an entrance. */
function withKioskPlace(venue: Venue, report: (finding: Finding) => void): Venue {
  if (venue.nodes.length === 0 || venue.places.some(({ id }) => id === venue.defaultPlaceId)) return venue;
  const entrance = venue.places.find(({ kind }) => kind === 'entrance');
  if (entrance === undefined) return venue;
  const reason = `nobody said where the kiosk stands; routes begin at "${entrance.id}"`;
  const remedy = 'Set defaultPlaceId in venue.yaml, or the place in the configuration of each kiosk.';
  report({
    severity: 'warning',
    code: 'kiosk-place-guessed',
    file: 'venue.yaml',
    column: 'defaultPlaceId',
    value: entrance.id,
    reason,
    remedy,
  });
  return { ...venue, defaultPlaceId: entrance.id };
}

/** New plans replace the floors there were. Rooms that no plan had so far are put where a plan now has one of their name. */
function onPlans(base: Venue, plans: readonly ParsedPlan[], sources: Sources, file: string): Venue {
  if (plans.length === 0) return base;
  const floors = plans.flatMap((plan) => plan.floors);
  const places = plans.flatMap((plan) => plan.places);
  for (const floor of floors) sources.add('floor', floor, record(file, 1, {}));
  for (const place of places) sources.add('place', place, record(file, 1, {}));
  const byName = new Map(places.map(({ id, name }) => [oneLine(name)?.toLowerCase(), id]));
  const unplanned = base.places.filter(({ floorId }) => floorId === UNPLANNED_FLOOR);
  const found = new Map(base.places.flatMap(({ id, name }) => [[id, byName.get(oneLine(name)?.toLowerCase())] as const]));
  const stay = unplanned.filter(({ id }) => found.get(id) === undefined);
  return {
    ...base,
    floors: [...floors, ...base.floors.filter(({ id }) => id === UNPLANNED_FLOOR && stay.length > 0)],
    places: [...places, ...stay],
    sessions: base.sessions.map((session) => ({
      ...session,
      roomId: (session.roomId === null ? null : found.get(session.roomId)) ?? session.roomId,
    })),
  };
}

function zoneUnknown(file: string): Finding {
  const reason = 'no file names the time zone of the venue; its clocks are taken to show UTC';
  return { severity: 'warning', code: 'timezone-unknown', file, reason, remedy: 'Import again with --timezone Europe/Berlin.' };
}

/** The venue before the files: the base, else an empty one named after the event. */
function startOf(files: readonly NamedFile[], { base, name }: MergeOptions, zone: string | null): Venue {
  const event = files.map(({ parsed }) => parsed.event).find((one) => one?.name !== undefined || one?.venueName !== undefined);
  const languages = files.flatMap(({ parsed }) => parsed.event?.languages ?? []).filter((language) => /^[a-z]{2,3}$/.test(language));
  const empty: Venue = {
    id: slugOf(name ?? event?.name ?? files[0]?.source ?? 'venue'),
    name: name ?? event?.venueName ?? event?.name ?? 'Venue',
    timezone: 'UTC',
    languages: languages.length === 0 ? ['en'] : [...new Set(languages)],
    currency: 'EUR',
    eventDays: [],
    rolling: false,
    floors: [],
    places: [],
    nodes: [],
    edges: [],
    speakers: [],
    sessions: [],
    exhibitors: [],
    menus: [],
    services: [],
    faqs: [],
    openers: [],
  };
  const start = base ?? empty;
  return {
    ...start,
    ...(name === undefined ? {} : { name }),
    ...(event?.name === undefined || (base?.eventName !== undefined && base.sessions.length > 0) ? {} : { eventName: event.name }),
    timezone: zone ?? start.timezone,
  };
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

function exhibitorsOf(source: string, records: readonly RawRecord[], sources: Sources, report: (finding: Finding) => void): Exhibitor[] {
  const ids = new Set<string>();
  return records.flatMap((raw) => {
    const { value } = raw;
    const name = oneLine(value.name);
    if (name === undefined) {
      report(findingOf(raw, 'row-skipped', 'name', 'has no name; the row was left out', 'Give the exhibitor a name.'));
      return [];
    }
    const exhibitor: Exhibitor = {
      id: freshId(`${source}:${oneLine(value.guid) ?? slugOf(name)}`, ids),
      name,
      ...optional('description', localText(value.description)),
      ...optional('stand', oneLine(value.stand)),
      categories: listOf(value.categories),
      aliases: [],
      ...optional('website', oneLine(value.website)),
    };
    sources.add('exhibitor', exhibitor, raw);
    return [exhibitor];
  });
}

function faqsOf(source: string, records: readonly RawRecord[], sources: Sources, report: (finding: Finding) => void): Faq[] {
  const ids = new Set<string>();
  return records.flatMap((raw) => {
    const question = localText(raw.value.question);
    const answer = localText(raw.value.answer);
    if (question === undefined || answer === undefined) {
      const column = question === undefined ? 'question' : 'answer';
      report(findingOf(raw, 'row-skipped', column, `has no ${column}; the row was left out`, 'Fill it in.'));
      return [];
    }
    const text = typeof question === 'string' ? question : (Object.values(question)[0] ?? '');
    const faq: Faq = { id: freshId(`${source}:${slugOf(text)}`, ids), questions: [question], answer, exact: false, tags: [] };
    sources.add('faq', faq, raw);
    return [faq];
  });
}

function freshId(wanted: string, taken: Set<string>): string {
  const start = wanted.slice(0, 180);
  let id = start;
  for (let n = 2; taken.has(id); n += 1) id = `${start}~${n}`;
  taken.add(id);
  return id;
}

/** "fosdem-2025" of "fosdem-2025:6712". */
function sourceOf(id: string): string {
  const at = id.indexOf(':');
  return at < 0 ? '' : id.slice(0, at);
}
