import { type LocalText, type Session, textIn, type Venue } from '../model.ts';
import { sameSessions } from './same-sessions.ts';

export interface Change {
  readonly id: string;
  readonly name: string;
  /** Fields that differ; only of a changed record. */
  readonly fields?: readonly string[];
  /** Its id before, where that was another one. */
  readonly was?: string;
}

/** What one kind of record gained and lost. */
export interface KindChanges {
  readonly kind: string;
  readonly added: readonly Change[];
  readonly changed: readonly Change[];
  readonly removed: readonly Change[];
  readonly total: number;
}

export interface VenueChanges {
  readonly kinds: readonly KindChanges[];
  /** Settings of the venue itself that differ. */
  readonly settings: readonly string[];
  readonly any: boolean;
  /** Nothing was published before. */
  readonly first: boolean;
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly record: object;
}

const SETTINGS = [
  'id',
  'name',
  'tagline',
  'timezone',
  'languages',
  'currency',
  'eventName',
  'eventDays',
  'holidays',
  'seatsBookable',
  'rolling',
  'defaultPlaceId',
  'openers',
  'banner',
  'emergency',
] as const;

/** What publishing `next` would change for guests. @param before the published venue; null when there is none. */
export function venueChanges(before: Venue | null, next: Venue): VenueChanges {
  const old = before === null ? null : recordsOf(before);
  const kinds = Object.entries(recordsOf(next)).map(([kind, records]) => changesOf(kind, old?.[kind] ?? [], records));
  const settings = before === null ? [] : SETTINGS.filter((key) => !same(before[key], next[key]));
  const any =
    before === null ||
    settings.length > 0 ||
    kinds.some(({ added, changed, removed }) => added.length + changed.length + removed.length > 0);
  return { kinds, settings, any, first: before === null };
}

function recordsOf(venue: Venue): Record<string, Named[]> {
  const main = venue.languages[0] ?? 'en';
  const named = (records: readonly ({ readonly id: string } & object)[], name: (i: number) => LocalText): Named[] =>
    records.map((record, i) => ({ id: record.id, name: textIn(name(i), main, main), record }));
  return {
    floors: named(venue.floors, (i) => venue.floors[i]?.name ?? ''),
    places: named(venue.places, (i) => venue.places[i]?.name ?? ''),
    paths: [
      ...venue.nodes.map((record) => ({ id: record.id, name: record.id, record })),
      ...venue.edges.map((record) => ({ id: `${record.from} – ${record.to}`, name: `${record.from} – ${record.to}`, record })),
    ],
    sessions: named(venue.sessions, (i) => venue.sessions[i]?.title ?? ''),
    speakers: named(venue.speakers, (i) => venue.speakers[i]?.name ?? ''),
    exhibitors: named(venue.exhibitors, (i) => venue.exhibitors[i]?.name ?? ''),
    menus: venue.menus.map((record) => ({ id: record.placeId, name: record.placeId, record })),
    services: named(venue.services, (i) => venue.services[i]?.name ?? ''),
    faqs: named(venue.faqs, (i) => venue.faqs[i]?.questions[0] ?? ''),
  };
}

function changesOf(kind: string, before: readonly Named[], next: readonly Named[]): KindChanges {
  const old = new Map(before.map((item) => [item.id, item]));
  const ids = new Set(next.map(({ id }) => id));
  const renamed = kind === 'sessions' ? renamedSessions(before, next, old, ids) : new Map<string, Named>();
  const added: Change[] = [];
  const changed: Change[] = [];
  for (const { id, name, record } of next) {
    const was = old.get(id) ?? renamed.get(id);
    if (was === undefined) added.push({ id, name });
    else {
      const fields = differing(was.record, record).filter((field) => field !== 'id');
      if (fields.length > 0) changed.push({ id, name, fields, ...(was.id === id ? {} : { was: was.id }) });
    }
  }
  const stayed = new Set([...renamed.values()].map(({ id }) => id));
  const removed = before.filter(({ id }) => !ids.has(id) && !stayed.has(id)).map(({ id, name }) => ({ id, name }));
  return { kind, added, changed, removed, total: next.length };
}

/** The record of before by the id it has now. */
function renamedSessions(
  before: readonly Named[],
  next: readonly Named[],
  old: ReadonlyMap<string, Named>,
  ids: ReadonlySet<string>,
): Map<string, Named> {
  const gone = before.filter(({ id }) => !ids.has(id)).map(({ record }) => record as Session);
  const fresh = next.filter(({ id }) => !old.has(id)).map(({ record }) => record as Session);
  const renamed = new Map<string, Named>();
  for (const [was, id] of sameSessions(gone, fresh)) {
    const record = old.get(was);
    if (record !== undefined) renamed.set(id, record);
  }
  return renamed;
}

function differing(a: object, b: object): string[] {
  const [old, next] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return [...new Set([...old.keys(), ...next.keys()])].filter((key) => !same(old.get(key), next.get(key)));
}

/** Equal as JSON, whatever the order of keys. */
function same(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/** JSON with sorted keys and without what is undefined: equal values give equal texts. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`)
    .join(',')}}`;
}

/** In one line: "12 sessions added, 1 place changed"; "nothing changed". */
export function describeChanges(changes: VenueChanges): string {
  const parts = changes.kinds.flatMap(({ kind, added, changed, removed }) =>
    [[added.length, 'added'] as const, [changed.length, 'changed'] as const, [removed.length, 'removed'] as const].flatMap(
      ([count, what]) => (count === 0 ? [] : [`${count} ${count === 1 ? singular(kind) : kind} ${what}`]),
    ),
  );
  if (changes.settings.length > 0) parts.push(`settings changed: ${changes.settings.join(', ')}`);
  return parts.join(', ') || 'nothing changed';
}

function singular(kind: string): string {
  return kind.replace(/s$/, '');
}
