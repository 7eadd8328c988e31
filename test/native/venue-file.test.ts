import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentHashOf, readManifest, readVenueFile, type VenueFile, writeVenueFile } from '../../native/sqlite/venue-file.ts';
import { fixtureVenue } from '../fixtures/fixture-venue.ts';

const venue = fixtureVenue();
const file: VenueFile = {
  venue,
  manifest: {
    version: '1-abc',
    schemaVersion: 1,
    contentHash: contentHashOf(venue),
    source: 'folder',
    sourceHash: 'f00',
    createdAt: '2026-05-12T08:00:00.000Z',
    createdBy: 'ada',
    counts: { places: venue.places.length },
    summary: 'first',
  },
  findings: [
    { severity: 'warning', code: 'row-skipped', file: 'faq.yaml', line: 3, column: 'answer', reason: 'is missing', remedy: 'Write one.' },
  ],
};

let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'foyer-venue-'));
  path = join(dir, 'v.sqlite');
  writeVenueFile(path, file);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Changes the file by SQL, as a broken program would. */
function tamper(sql: string): void {
  const db = new Database(path);
  db.exec(sql);
  db.close();
}

describe('a venue file', () => {
  it('gives back the venue, the manifest and the findings', () => {
    expect(readVenueFile(path)).toEqual(file);
    expect(readManifest(path)).toEqual(file.manifest);
  });

  it('is a relational database that others can query', () => {
    const db = new Database(path, { readonly: true });
    const rows = db
      .prepare(
        `SELECT s.id FROM sessions s JOIN words w ON w.owner = 'sessions' AND w.row = s.row AND w.field = 'speakerIds'
         WHERE w.text = 'lennart' AND s.starts_at < '2026-05-13' ORDER BY s.starts_at`,
      )
      .all();
    db.close();
    expect(rows).toEqual([{ id: 'opening' }, { id: 'systemd' }]);
  });

  it.each([
    ["UPDATE places SET floor_id = NULL WHERE id = 'bistro'", /places\.\d+\.floorId is not valid/],
    ["UPDATE sessions SET starts_at = 'noon'", /sessions\.0\.startsAt is not valid/],
    ["UPDATE places SET kind = 'swamp' WHERE id = 'bistro'", /places\.\d+\.kind is not valid/],
    ["UPDATE places SET hours = '24/7' WHERE id = 'bistro'", /hash differs/],
    ["DELETE FROM meta WHERE key = 'version'", /its manifest lacks version/],
    ['DROP TABLE menu_items', /no such table: menu_items/],
    ['PRAGMA user_version = 99', /schema version 99/],
    ['PRAGMA application_id = 1', /it is no venue file/],
  ])('after "%s" is broken and says why', (sql, reason) => {
    tamper(sql);
    expect(() => readVenueFile(path)).toThrow(
      expect.objectContaining({ code: 'venue-broken', fault: 'operator', message: expect.stringMatching(reason) }),
    );
  });

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    ['text', () => Buffer.from('hello, I am no database at all, but long enough to be looked at as one')],
    ['zeroed in the middle', (bytes: Buffer) => Buffer.from(bytes).fill(0, 8192, 16_384)],
  ])('%s is broken', (_, change) => {
    writeFileSync(path, change(readFileSync(path)));
    expect(() => readVenueFile(path)).toThrow(expect.objectContaining({ code: 'venue-broken' }));
  });

  it('that is missing is broken', () => {
    expect(() => readVenueFile(join(dir, 'gone.sqlite'))).toThrow(/is missing/);
  });
});
