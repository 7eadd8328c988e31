import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureVenue, importVenue, publishVenue, readVenueVersion } from '../../../host/venue/import-venue.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { FIXTURE_VENUE_DIR } from '../../fixtures/fixture-venue.ts';

const SCHEDULE = fileURLToPath(new URL('../../fixtures/import/schedule.xml', import.meta.url));
const CALENDAR = fileURLToPath(new URL('../../fixtures/import/calendar.ics', import.meta.url));
let dir: string;
let dataDir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'foyer-formats-'));
  dataDir = join(dir, 'data');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function file(name: string, content: string): string {
  const path = join(dir, name);
  writeFileSync(path, content);
  return path;
}

describe('files of other programs', () => {
  it('make a venue that publishes and reads back as it was', () => {
    const report = importVenue({ dataDir, paths: [SCHEDULE] });
    expect(report.blocked).toBe(false);
    publishVenue({ dataDir });
    expect(readVenueVersion(dataDir, 'current')?.venue).toEqual(report.venue);
  });

  it('replace what the same source gave before, and leave other sources alone', () => {
    importVenue({ dataDir, paths: [SCHEDULE, CALENDAR] });
    publishVenue({ dataDir });
    const csv = (title: string) => file('talks.csv', `ID,Title,Date,Start,End,Room\nT1,${title},2026-05-12,14:00,15:00,Deck\n`);
    importVenue({ dataDir, paths: [csv('Buoys')] });
    publishVenue({ dataDir });
    const { changes, venue } = importVenue({ dataDir, paths: [csv('Beacons')] });
    expect(changes.kinds.filter(({ added, changed, removed }) => added.length + changed.length + removed.length > 0)).toMatchObject([
      { kind: 'sessions', added: [], changed: [{ id: 'talks:T1', name: 'Beacons', fields: ['title'] }], removed: [] },
    ]);
    expect(new Set(venue.sessions.map(({ id }) => id.split(':')[0]))).toEqual(new Set(['harbour-2026', 'calendar', 'talks']));
    expect(venue.timezone).toBe('Europe/Berlin');
  });

  it('are added to a folder of Foyer’s own, by the names of its rooms', () => {
    const { venue, findings } = importVenue({
      dataDir,
      paths: [FIXTURE_VENUE_DIR, file('talks.csv', 'Title,Date,Start,End,Room\nBuoys,2026-05-12,04:00,04:30,Waterfront Bistro\n')],
    });
    expect(venue.sessions.at(-1)).toMatchObject({ title: 'Buoys', roomId: 'bistro' });
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('are not mixed into the demo', async () => {
    await ensureVenue({ dataDir, demoDir: FIXTURE_VENUE_DIR, log: createRecordingLog() });
    const { venue } = importVenue({ dataDir, paths: [SCHEDULE] });
    expect(venue.name).toBe('Harbour Days 2026');
    expect(venue.places).toHaveLength(2);
  });

  it('that are 200 MB, or one bad among good, change nothing', () => {
    const before = importVenue({ dataDir, paths: [SCHEDULE] }).venue;
    const large = file('large.json', '{');
    truncateSync(large, 200 * 1024 * 1024);
    for (const bad of [large, file('half.json', '{"schedule": {'), file('notes.xml', '<notes/>')]) {
      expect(() => importVenue({ dataDir, paths: [CALENDAR, bad] })).toThrow(expect.objectContaining({ code: 'import-unreadable' }));
    }
    expect(() => importVenue({ dataDir, paths: [SCHEDULE], timezone: 'Europe/Atlantis' })).toThrow(/no known time zone/);
    expect(readVenueVersion(dataDir, 'draft')?.venue).toEqual(before);
  });
});
