import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importVenue, readVenueVersion } from '../../../host/venue/import-venue.ts';
import { createVenueDesk, type VenueDesk } from '../../../host/venue/venue-desk.ts';
import { openVenueVersions } from '../../../native/sqlite/venue-versions.ts';
import { FIXTURE_VENUE_DIR, fixtureFiles, fixtureVenue } from '../../fixtures/fixture-venue.ts';

const NOW = '2026-05-12T10:00';
const by = 'staff at Lobby';
let dataDir: string;
let desk: VenueDesk;
let ids = 0;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-desk-'));
  desk = open();
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));
const open = (keepVersions = 20) =>
  createVenueDesk({ dataDir, keepVersions, newId: () => `id-${++ids}`, at: () => '2026-05-12T08:00:00.000Z' });

const files = (contents: Readonly<Record<string, string>>) =>
  new Map(Object.entries(contents).map(([name, text]) => [name, new TextEncoder().encode(text)]));
const folder = (changes: Readonly<Record<string, (text: string) => string>> = {}) =>
  files(Object.fromEntries([...fixtureFiles()].map(([name, text]) => [name, changes[name]?.(text) ?? text])));
const talks = (rows: string) => `ID,Title,Date,Start,End,Room\n${rows}\n`;
const publish = () => desk.publish({ by });
const draft = () => {
  const view = desk.draft();
  if (view === null) throw new Error('no draft');
  return view;
};
const published = () => readVenueVersion(dataDir, 'current');
const session = (id: string) => published()?.venue.sessions.find((one) => one.id === id);

describe('sources', () => {
  it('are remembered over a publish, so that a newer file under another name updates its own and leaves the others alone', () => {
    desk.importFiles(files({ 'talks.csv': talks('T1,Buoys,2026-05-12,14:00,15:00,Deck\nT2,Ropes,2026-05-12,15:00,16:00,Deck') }), {
      by,
      timezone: 'Europe/Berlin',
    });
    desk.importFiles(files({ 'more.csv': talks('M1,Masts,2026-05-12,16:00,17:00,Deck') }), { by });
    publish();
    desk.importFiles(files({ 'talks (1).csv': talks('T1,Beacons,2026-05-12,14:00,15:00,Deck\nT2,Ropes,2026-05-12,15:00,16:00,Deck') }), {
      by,
    });
    const view = draft();
    expect(view.sources.map(({ name, rows, importedBy }) => [name, rows, importedBy])).toEqual([
      ['talks (1).csv', 2, by],
      ['more.csv', 1, by],
    ]);
    expect(view.changes.items).toEqual([
      {
        kind: 'sessions',
        what: 'renamed',
        id: 'talks:T1',
        name: 'Beacons',
        fields: [{ field: 'title', before: 'Buoys', after: 'Beacons' }],
      },
    ]);
    expect(view.timezone).toBe('Europe/Berlin');
  });

  it('shows a session without an id at another time as moved, and keeps two of one title apart', () => {
    const rows = (start: string) =>
      `Title,Date,Start,End,Room,Speaker\nBuoys,2026-05-12,${start},${start.slice(0, 2)}:45,Deck,Ada Lind\nYoga,2026-05-12,08:00,09:00,Deck,\nYoga,2026-05-12,10:00,11:00,Deck,\n`;
    desk.importFiles(files({ 'talks.csv': rows('14:00') }), { by, timezone: 'Europe/Berlin' });
    publish();
    desk.importFiles(files({ 'talks.csv': rows('16:00').replace('08:00,09:00', '07:00,07:30').replace('10:00,11:00', '12:00,13:00') }), {
      by,
    });
    const changes = draft().changes.items.map(({ what, name, fields }) => [what, name, fields.map(({ field }) => field).join()]);
    expect(changes).toEqual([
      ['moved', 'Buoys', 'startsAt,endsAt'],
      ['removed', 'Yoga', ''],
      ['removed', 'Yoga', ''],
      ['added', 'Yoga', ''],
      ['added', 'Yoga', ''],
    ]);
  });

  it('of one file name but other records are kept apart', () => {
    desk.importFiles(files({ 'export.csv': talks('T1,Buoys,2026-05-12,14:00,15:00,Deck') }), { by, timezone: 'Europe/Berlin' });
    desk.importFiles(files({ 'export.csv': 'Exhibitor,Stand\nRope & Sons,A1\n' }), { by });
    expect(draft().counts).toMatchObject({ sessions: 1, exhibitors: 1 });
    expect(draft().sources).toHaveLength(2);
  });

  it('can be taken out; the last one takes the draft with it', () => {
    desk.importFiles(folder(), { by });
    desk.importFiles(files({ 'talks.csv': talks('T1,Buoys,2026-05-12,04:00,04:30,Room 201') }), { by });
    expect(draft().counts.sessions).toBe(9);
    const [own, table] = draft().sources;
    desk.removeSource(table?.id ?? '', by);
    expect(draft().counts.sessions).toBe(8);
    expect(() => desk.removeSource('nothing', by)).toThrow(expect.objectContaining({ code: 'source-gone' }));
    desk.removeSource(own?.id ?? '', by);
    expect(desk.draft()).toBeNull();
  });

  it('of a version from before they were kept are the version itself', () => {
    openVenueVersions(dataDir).publish({
      venue: fixtureVenue(),
      findings: [],
      source: 'folder',
      sourceHash: 'old',
      createdAt: '2026-05-12T08:00:00.000Z',
      createdBy: 'ada',
    });
    desk.importFiles(files({ 'talks.csv': talks('T1,Buoys,2026-05-12,04:00,04:30,Room 201') }), { by });
    expect(draft().changes.items).toMatchObject([{ kind: 'sessions', what: 'added', name: 'Buoys' }]);
  });

  it('are deleted only when no version needs them', () => {
    desk = open(1);
    desk.importFiles(folder(), { by });
    publish();
    const before = readdirSync(join(dataDir, 'venue', 'sources')).sort();
    desk.edit({ kind: 'session.cancel', sessionId: 'night' }, by, NOW);
    desk.edit({ kind: 'place.close', placeId: 'bistro' }, by, NOW);
    desk.edit({ kind: 'place.close', placeId: 'hall-2' }, by, NOW);
    expect(desk.versions().map(({ current, summary }) => [current, summary])).toEqual([
      [true, 'Closed: Hall 2'],
      [false, 'Closed: Waterfront Bistro'],
    ]);
    expect(readdirSync(join(dataDir, 'venue', 'sources')).sort()).toEqual(before);
  });
});

describe('a correction', () => {
  const broken = { 'places.csv': (text: string) => text.replace('yes,400', 'yes,many') };
  const fixable = () => {
    const finding = draft().findings.items.find(({ fix }) => fix !== undefined);
    if (finding === undefined) throw new Error('nothing to fix');
    return finding;
  };

  it('shows the row, takes the value, and holds over the next import as long as the file says the same', () => {
    desk.importFiles(folder(broken), { by });
    expect(fixable()).toMatchObject({ file: 'places.csv', line: 5, column: 'capacity', fix: { column: 'capacity', value: 'many' } });
    expect(fixable().row?.find(({ bad }) => bad)).toEqual({ column: 'capacity', value: 'many', bad: true });
    expect(fixable().row?.find(({ column }) => column === 'id')?.value).toBe('hall-2');
    desk.fix(fixable().id, '450', by);
    expect(draft().findings.items).toEqual([]);
    publish();
    expect(published()?.venue.places.find(({ id }) => id === 'hall-2')?.capacity).toBe(450);

    // Another row before it: the line moved, the row is the same.
    const line = 'shop,Shop,,shop,g,30,30,,,,,,,yes,\n';
    desk.importFiles(folder({ 'places.csv': (text) => broken['places.csv'](text).replace('hall-2,', `${line}hall-2,`) }), { by });
    expect(draft().findings.items.map(({ column }) => column)).toEqual([]);
    // The file says something else now: that counts.
    desk.importFiles(folder({ 'places.csv': (text) => text.replace('yes,400', 'yes,lots') }), { by });
    expect(fixable().fix?.value).toBe('lots');
  });

  it('that is no better is a finding again, and can be corrected once more', () => {
    desk.importFiles(folder(broken), { by });
    desk.fix(fixable().id, 'several', by);
    expect(fixable().value).toBe('several');
    desk.fix(fixable().id, '12', by);
    expect(draft().findings.items).toEqual([]);
  });

  it('unblocks a draft with an error', () => {
    desk.importFiles(folder({ 'sessions.csv': (text) => text.replace('room-202,nguyen', 'room-999,nguyen') }), { by });
    expect(draft()).toMatchObject({ blocked: true, findings: { errors: 1 } });
    expect(publish).toThrow(expect.objectContaining({ code: 'publish-blocked' }));
    desk.fix(fixable().id, 'room-202', by);
    publish();
    expect(session('workshop')?.roomId).toBe('room-202');
  });

  it('reaches rows of other programs, in lists of YAML too', () => {
    desk.importFiles(files({ 'talks.csv': talks('T1,Buoys,soon,14:00,15:00,Deck') }), { by, timezone: 'Europe/Berlin' });
    expect(draft().counts.sessions).toBe(0);
    desk.fix(fixable().id, '2026-05-12 14:00', by);
    expect(draft().counts.sessions).toBe(1);
    desk.discard();
    desk.importFiles(folder({ 'menus.yaml': (text) => text.replace(/price: [\d.]+/, 'price: cheap') }), { by });
    desk.fix(fixable().id, '9.5', by);
    expect(draft().findings.items).toEqual([]);
  });

  it('of what is no longer there is refused', () => {
    desk.importFiles(folder(broken), { by });
    expect(() => desk.fix('gone', '1', by)).toThrow(expect.objectContaining({ code: 'finding-gone' }));
  });

  it('is not needed for a warning that staff ignore, now and at the next import', () => {
    desk.importFiles(folder(broken), { by });
    desk.ignore(fixable().id, by);
    desk.importFiles(folder(broken), { by });
    expect(draft().findings).toMatchObject({ warnings: 0 });
    desk.importFiles(folder({ 'sessions.csv': (text) => text.replace('room-202,nguyen', 'room-999,nguyen') }), { by });
    const error = draft().findings.items[0]?.id ?? '';
    expect(() => desk.ignore(error, by)).toThrow(expect.objectContaining({ code: 'not-ignorable' }));
  });
});

describe('columns and time zone', () => {
  it('are shown, changed by staff, and remembered for the next file of the same columns', () => {
    const csv = (name: string) => files({ 'list.csv': `Title,Date,Start,End,Room,Notes\n${name},2026-05-12,14:00,15:00,Deck,Sea\n` });
    desk.importFiles(csv('Buoys'), { by, timezone: 'Europe/Berlin' });
    const table = draft().tables[0];
    expect(table).toMatchObject({ kind: 'sessions', edited: false });
    expect(table?.columns.map(({ name, field, confidence }) => [name, field, confidence])).toEqual(
      expect.arrayContaining([
        ['Title', 'title', 1],
        ['Notes', null, undefined],
      ]),
    );
    const fields = table?.columns.map(({ name, field }) => (name === 'Notes' ? 'track' : field)) ?? [];
    desk.setMapping(table?.id ?? '', 'sessions', fields, by);
    expect(draft().tables[0]?.edited).toBe(true);
    publish();
    expect(published()?.venue.sessions[0]?.track).toBe('Sea');
    desk.importFiles(csv('Beacons'), { by });
    publish();
    expect(published()?.venue.sessions[0]).toMatchObject({ title: 'Beacons', track: 'Sea' });
    desk.importFiles(csv('Beacons'), { by });
    expect(() => desk.setMapping(table?.id ?? '', 'sessions', ['colour', ...fields.slice(1)], by)).toThrow(/"colour"/);
    expect(() => desk.setMapping('none', 'sessions', fields, by)).toThrow(expect.objectContaining({ code: 'table-gone' }));
  });

  it('that nobody knows wait for staff to say what they are, and block until then', () => {
    const csv = (name: string) => files({ 'list.csv': `Was,Ab wann,Wo genau\n${name},2026-05-12 14:00,Deck\n` });
    const options = { by, timezone: 'Europe/Berlin', withUnknownTables: true };
    expect(() => desk.importFiles(csv('Buoys'), { by })).toThrow(expect.objectContaining({ code: 'import-unreadable' }));
    desk.importFiles(csv('Buoys'), options);
    expect(draft()).toMatchObject({ blocked: true, counts: { sessions: 0 } });
    expect(draft().findings.items[0]).toMatchObject({ code: 'columns-unknown', file: 'list.csv', line: 1 });
    expect(draft().tables[0]?.waits).toBe(true);
    desk.setMapping(draft().tables[0]?.id ?? '', 'sessions', ['title', 'start', 'room'], by);
    expect(draft()).toMatchObject({ blocked: false, counts: { sessions: 1 } });
    publish();
    desk.importFiles(csv('Beacons'), options);
    expect(draft().sources).toHaveLength(1);
    expect(draft()).toMatchObject({ blocked: false, counts: { sessions: 1 } });
    expect(() => desk.importFiles(files({ 'notes.xml': '<notes/>' }), options)).toThrow(
      expect.objectContaining({ code: 'import-unreadable' }),
    );
  });

  it('asks for the zone once', () => {
    const csv = files({ 'talks.csv': talks('T1,Buoys,2026-05-12,14:00,15:00,Deck') });
    desk.importFiles(csv, { by });
    expect(draft().asksTimezone).toBe(true);
    expect(() => desk.setTimezone('Europe/Atlantis', by)).toThrow(/Europe\/Atlantis/);
    desk.setTimezone('Europe/Lisbon', by);
    expect(draft()).toMatchObject({ asksTimezone: false, timezone: 'Europe/Lisbon' });
    publish();
    desk.importFiles(csv, { by });
    expect(draft()).toMatchObject({ asksTimezone: false, timezone: 'Europe/Lisbon' });
  });
});

describe('a quick edit', () => {
  beforeEach(() => {
    desk.importFiles(folder(), { by });
    publish();
  });

  it('is a version of its own at once, signed, and can be undone or rolled back', () => {
    const first = published()?.manifest.version ?? '';
    const { version, editId } = desk.edit({ kind: 'session.cancel', sessionId: 'night' }, by, NOW);
    expect(published()?.manifest).toMatchObject({ version, createdBy: by, summary: 'Cancelled: Night swim' });
    expect(session('night')?.status).toBe('cancelled');
    expect(desk.edits()).toMatchObject([{ id: editId, by, missing: false }]);
    desk.undo(editId, by);
    expect(published()?.venue).toEqual(fixtureVenue());
    expect(() => desk.undo(editId, by)).toThrow(expect.objectContaining({ code: 'edit-gone' }));
    desk.rollback(version, by);
    expect(session('night')?.status).toBe('cancelled');
    desk.rollback(first, by);
    expect(desk.edits()).toEqual([]);
    expect(openVenueVersions(dataDir).current()?.rolledBack).toEqual({ by, at: '2026-05-12T08:00:00.000Z' });
  });

  it('stays over an import, also one begun before it', () => {
    desk.importFiles(folder({ 'sessions.csv': (text) => text.replace('Night swim', 'Moonlight swim') }), { by });
    desk.edit({ kind: 'session.cancel', sessionId: 'night' }, by, NOW);
    expect(draft().changes.items).toMatchObject([{ what: 'renamed', name: 'Moonlight swim' }]);
    publish();
    expect(session('night')).toMatchObject({ title: { en: 'Moonlight swim' }, status: 'cancelled' });
    desk.importFiles(folder(), { by });
    publish();
    expect(session('night')).toMatchObject({ title: { en: 'Night swim' }, status: 'cancelled' });
  });

  it('whose target vanished is a finding', () => {
    desk.edit({ kind: 'session.cancel', sessionId: 'party' }, by, NOW);
    desk.importFiles(folder({ 'sessions.csv': (text) => text.replace(/^party,.*\n/m, '') }), { by });
    expect(draft().findings.items).toMatchObject([{ code: 'edit-target-missing', severity: 'warning', value: 'party' }]);
    publish();
    expect(desk.edits()).toMatchObject([{ missing: true }]);
  });

  it('tells what it brings about', () => {
    const { warnings } = desk.edit({ kind: 'session.move', sessionId: 'systemd', startsAt: '2026-05-12T09:30' }, by, NOW);
    expect(warnings.join()).toMatch(/lennart/i);
  });

  it('that is refused changes nothing', () => {
    const before = published()?.manifest.version;
    expect(() => desk.edit({ kind: 'place.close', placeId: 'atlantis' }, by, NOW)).toThrow(/"atlantis"/);
    // Two sessions in one room.
    const taken = { kind: 'session.move', sessionId: 'systemd', roomId: 'grosser-saal' } as const;
    expect(() => desk.edit(taken, by, NOW)).toThrow(/"(?:systemd|keynote-2)" is in "grosser-saal"/);
    expect(published()?.manifest.version).toBe(before);
  });

  it('ends by itself', () => {
    desk.edit({ kind: 'place.close', placeId: 'bistro', until: '2026-05-12T18:00' }, by, NOW);
    expect(desk.nextEnd()).toBe('2026-05-12T18:00');
    expect(desk.expire('2026-05-12T17:59')).toBeNull();
    expect(desk.expire('2026-05-12T18:00')).not.toBeNull();
    expect(published()?.venue).toEqual(fixtureVenue());
    expect(desk.nextEnd()).toBeNull();
  });

  it('of a rolling venue is made on the dates that staff see', () => {
    desk.importFiles(folder({ 'venue.yaml': (text) => text.replace(/^rolling: .*$/m, 'rolling: true') }), { by });
    publish();
    const now = '2026-07-01T10:00';
    const seen = desk.find('session', 'knots', now).items[0];
    expect(seen?.startsAt?.slice(0, 7)).toMatch(/2026-0[67]/);
    desk.edit({ kind: 'session.move', sessionId: 'workshop', startsAt: `${seen?.startsAt?.slice(0, 10)}T16:00` }, by, now);
    expect(session('workshop')).toMatchObject({ startsAt: '2026-05-12T16:00', endsAt: '2026-05-12T17:30' });
  });
});

describe('the draft', () => {
  it('is published only as it was looked at', () => {
    desk.importFiles(folder(), { by });
    const { revision } = draft();
    desk.setTimezone('Europe/Lisbon', by);
    expect(() => desk.publish({ by, revision })).toThrow(expect.objectContaining({ code: 'draft-changed' }));
    desk.publish({ by, revision: draft().revision });
    expect(() => desk.publish({ by, revision })).toThrow(expect.objectContaining({ code: 'no-draft' }));
  });

  it('made by the command line is the one in the console', () => {
    importVenue({ dataDir, paths: [FIXTURE_VENUE_DIR], who: 'ada' });
    expect(draft().sources[0]?.importedBy).toBe('ada');
    expect(open().preview()?.venue).toEqual(fixtureVenue());
  });

  it('comes in pages, and as a report that no spreadsheet takes for a formula', () => {
    const rows = Array.from({ length: 120 }, (_, i) => `T${i},Talk ${i},=soon,10:00,11:00,Deck`).join('\n');
    desk.importFiles(files({ 'talks.csv': talks(rows) }), { by, timezone: 'Europe/Berlin' });
    const { warnings, items } = draft().findings;
    expect(warnings).toBeGreaterThanOrEqual(120);
    expect(items).toHaveLength(50);
    expect(desk.findings({ offset: 100, limit: 50 })).toMatchObject({ total: warnings, revision: draft().revision });
    expect(desk.findings({ offset: 0, limit: 50, file: 'other.csv' }).total).toBe(0);
    const { text, name } = desk.report('csv');
    expect(name).toMatch(/\.csv$/);
    expect(text).not.toMatch(/,=/);
    expect(JSON.parse(desk.report('json').text).findings).toHaveLength(warnings);
  });
});
