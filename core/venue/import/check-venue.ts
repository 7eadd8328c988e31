import type { Venue } from '../model.ts';
import { checkBookings } from './check-bookings.ts';
import { checkMenus } from './check-menus.ts';
import { checkPaths } from './check-paths.ts';
import { checkHours, checkPlaces } from './check-places.ts';
import { checkSessions } from './check-sessions.ts';
import { type Finding, shown } from './finding.ts';
import { createSources, type Sources } from './sources.ts';

/** Writes findings with the place in the files where the record stands. */
export interface Reporter {
  report(
    severity: Finding['severity'],
    code: string,
    at: { readonly kind: string; readonly id: string; readonly column?: string; readonly value?: unknown; readonly nth?: number },
    reason: string,
    remedy: string,
  ): void;
}

/** File a kind of record comes from, for venues that were not read from files just now. */
const FILE_OF: Readonly<Record<string, string>> = {
  settings: 'venue.yaml',
  floor: 'floors.yaml',
  place: 'places.csv',
  node: 'paths.yaml',
  edge: 'paths.yaml',
  session: 'sessions.csv',
  speaker: 'speakers.csv',
  exhibitor: 'exhibitors.csv',
  menu: 'menus.yaml',
  service: 'services.yaml',
  booking: 'bookings.yaml',
  faq: 'faq.yaml',
  emergency: 'emergency.yaml',
};

/** Everything that can be wrong between records that are each good. */
export function checkVenue(venue: Venue, sources: Sources = createSources()): Finding[] {
  const findings: Finding[] = [];
  const reporter: Reporter = {
    report(severity, code, at, reason, remedy) {
      const raw = sources.all(at.kind, at.id)[at.nth ?? 0];
      findings.push({
        severity,
        code,
        file: raw?.file ?? FILE_OF[at.kind] ?? 'venue.yaml',
        ...(raw === undefined ? {} : { line: at.column === undefined ? raw.line : raw.lineOf(at.column.split('.')) }),
        ...(at.column === undefined ? {} : { column: at.column }),
        ...(at.value === undefined ? {} : { value: shown(at.value) }),
        ...(at.kind === 'settings' || at.id === '' ? {} : { id: at.id }),
        reason,
        remedy,
      });
    },
  };
  checkSettings(venue, reporter);
  checkIds(venue, reporter);
  checkReferences(venue, reporter);
  checkPlaces(venue, reporter);
  checkHours(venue, reporter);
  checkMenus(venue, reporter);
  checkBookings(venue, reporter);
  checkSessions(venue, reporter);
  checkPaths(venue, reporter);
  return findings;
}

function checkSettings(venue: Venue, { report }: Reporter): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: venue.timezone });
  } catch {
    const at = { kind: 'settings', id: 'settings', column: 'timezone', value: venue.timezone };
    report('error', 'unknown-timezone', at, `"${venue.timezone}" is no known time zone`, 'Use an IANA name such as "Europe/Berlin".');
  }
  if (venue.floors.length === 0) {
    const at = { kind: 'floor', id: '' };
    report('warning', 'no-floors', at, 'there is no floor, so nothing can be shown on a map', 'Add floors.yaml.');
  }
}

function checkIds(venue: Venue, { report }: Reporter): void {
  const lists: [string, readonly string[]][] = [
    ['floor', venue.floors.map(({ id }) => id)],
    ['place', venue.places.map(({ id }) => id)],
    ['node', venue.nodes.map(({ id }) => id)],
    ['session', venue.sessions.map(({ id }) => id)],
    ['speaker', venue.speakers.map(({ id }) => id)],
    ['exhibitor', venue.exhibitors.map(({ id }) => id)],
    ['menu', venue.menus.map(({ placeId }) => placeId)],
    ['service', venue.services.map(({ id }) => id)],
    ['faq', venue.faqs.map(({ id }) => id)],
  ];
  for (const [kind, ids] of lists) {
    const seen = new Map<string, number>();
    for (const id of ids) {
      const nth = seen.get(id) ?? 0;
      seen.set(id, nth + 1);
      if (nth === 0) continue;
      const column = kind === 'menu' ? 'placeId' : 'id';
      report(
        'error',
        'duplicate-id',
        { kind, id, nth, column, value: id },
        `the ${kind} "${id}" is there more than once`,
        'Give each its own id.',
      );
    }
  }
}

function checkReferences(venue: Venue, { report }: Reporter): void {
  const floors = new Set(venue.floors.map(({ id }) => id));
  const places = new Set(venue.places.map(({ id }) => id));
  const speakers = new Set(venue.speakers.map(({ id }) => id));
  const nodes = new Set(venue.nodes.map(({ id }) => id));
  const need = (
    known: ReadonlySet<string>,
    what: string,
    kind: string,
    id: string,
    column: string,
    value: string | null | undefined,
  ): void => {
    if (value === undefined || value === null || known.has(value)) return;
    const code = kind === 'place' ? 'place-without-floor' : 'dangling-reference';
    report(
      'error',
      code,
      { kind, id, column, value },
      `refers to the ${what} "${value}", which does not exist`,
      `Correct the id, or add the ${what}.`,
    );
  };
  need(places, 'place', 'settings', 'settings', 'defaultPlaceId', venue.defaultPlaceId);
  for (const { id, floorId } of venue.places) need(floors, 'floor', 'place', id, 'floorId', floorId);
  for (const node of venue.nodes) {
    need(floors, 'floor', 'node', node.id, 'floorId', node.floorId);
    need(places, 'place', 'node', node.id, 'placeId', node.placeId);
  }
  for (const { from, to } of venue.edges) {
    need(nodes, 'node', 'edge', `${from} ${to}`, 'from', from);
    need(nodes, 'node', 'edge', `${from} ${to}`, 'to', to);
  }
  for (const session of venue.sessions) {
    need(places, 'place', 'session', session.id, 'roomId', session.roomId);
    for (const speakerId of session.speakerIds) need(speakers, 'speaker', 'session', session.id, 'speakerIds', speakerId);
  }
  for (const { id, placeId } of venue.exhibitors) need(places, 'place', 'exhibitor', id, 'placeId', placeId);
  for (const { placeId } of venue.menus) need(places, 'place', 'menu', placeId, 'placeId', placeId);
  for (const { id, placeId } of venue.services) need(places, 'place', 'service', id, 'placeId', placeId);
  for (const { id, placeId } of venue.faqs) need(places, 'place', 'faq', id, 'placeId', placeId);
  for (const column of ['assemblyPlaceId', 'firstAidPlaceId', 'defibrillatorPlaceId'] as const) {
    need(places, 'place', 'emergency', '', column, venue.emergency?.[column]);
  }
}
