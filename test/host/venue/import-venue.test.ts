import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportVenue, writeTemplate } from '../../../host/venue/folders.ts';
import {
  checkVenueDraft,
  ensureVenue,
  importVenue,
  listVenueVersions,
  publishVenue,
  readVenueVersion,
  rollbackVenue,
} from '../../../host/venue/import-venue.ts';
import { openVenueStore } from '../../../native/sqlite/venue-store.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { FIXTURE_VENUE_DIR } from '../../fixtures/fixture-venue.ts';

let dir: string;
let dataDir: string;
let source: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'foyer-import-'));
  dataDir = join(dir, 'data');
  source = join(dir, 'source');
  cpSync(FIXTURE_VENUE_DIR, source, { recursive: true });
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Changes one file of the source folder. */
function edit(file: string, from: string, to: string): void {
  const text = readFileSync(join(source, file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no "${from}"`);
  writeFileSync(join(source, file), text.replace(from, to));
}
const published = () => openVenueStore(dataDir).read('2026-05-13');
const at = '2026-05-12T08:00:00.000Z';

describe('import, publish, roll back', () => {
  it('goes through a draft', () => {
    const report = importVenue({ dataDir, paths: [source], who: 'ada', at });
    expect(report).toMatchObject({ blocked: false, findings: [], changes: { first: true } });
    expect(() => openVenueStore(dataDir)).toThrow(expect.objectContaining({ code: 'venue-missing' }));
    const first = publishVenue({ dataDir, who: 'ada', at }).version;
    expect(published()).toEqual(report.venue);
    expect(() => checkVenueDraft(dataDir)).toThrow(expect.objectContaining({ code: 'no-draft' }));

    edit('sessions.csv', 'Night swim', 'Moonlight swim');
    expect(importVenue({ dataDir, paths: [source] }).changes.kinds.find(({ kind }) => kind === 'sessions')?.changed).toEqual([
      { id: 'night', name: 'Moonlight swim', fields: ['title'] },
    ]);
    const second = publishVenue({ dataDir, who: 'bob', at }).version;
    expect(listVenueVersions(dataDir).map(({ version, manifest }) => [version, manifest?.createdBy, manifest?.summary])).toEqual([
      [second, 'bob', '1 session changed'],
      [first, 'ada', expect.stringContaining('17 places added')],
    ]);
    expect(rollbackVenue(dataDir)).toBe(first);
    expect(published().sessions.find(({ id }) => id === 'night')?.title).toEqual({ en: 'Night swim', de: 'Nachtschwimmen' });
    expect(() => rollbackVenue(dataDir)).toThrow(expect.objectContaining({ code: 'no-older-version' }));
    expect(rollbackVenue(dataDir, second)).toBe(second);
  });

  it('does not publish what has an error, and publishes what has warnings', () => {
    edit('sessions.csv', 'room-202,nguyen', 'room-999,nguyen');
    expect(importVenue({ dataDir, paths: [source] }).blocked).toBe(true);
    expect(() => publishVenue({ dataDir })).toThrow(
      expect.objectContaining({ code: 'publish-blocked', message: expect.stringContaining('sessions.csv:5') }),
    );
    edit('sessions.csv', 'room-999,nguyen', 'room-202,nguyen');
    edit('sessions.csv', '2026-05-12T14:00,2026-05-12T15:30', 'sometime,2026-05-12T15:30');
    expect(importVenue({ dataDir, paths: [source] })).toMatchObject({ blocked: false, findings: [{ code: 'row-skipped' }] });
    publishVenue({ dataDir });
    expect(published().sessions).toHaveLength(7);
  });

  it('lets one file replace its part, and remembers what was left out of the others', () => {
    edit('places.csv', 'yes,400', 'yes,many');
    importVenue({ dataDir, paths: [source] });
    writeFileSync(join(dir, 'speakers.csv'), 'id,name\nlennart,Lennart P.\nsiobhan,Siobhán M.\nnguyen,Mai\n');
    const report = importVenue({ dataDir, paths: [join(dir, 'speakers.csv')] });
    expect(report.venue.speakers.map(({ name }) => name)).toEqual(['Lennart P.', 'Siobhán M.', 'Mai']);
    expect(report.venue.places).toHaveLength(17);
    expect(report.findings.map(({ code, file }) => `${code} ${file}`)).toEqual(['field-ignored places.csv']);
  });

  it('takes name and time zone from the caller where the files name none', () => {
    rmSync(join(source, 'venue.yaml'));
    const { venue } = importVenue({ dataDir, paths: [source], timezone: 'Asia/Tokyo', name: 'Annexe' });
    expect([venue.name, venue.timezone]).toEqual(['Annexe', 'Asia/Tokyo']);
  });

  it('leaves the draft as it was when a file cannot be read', () => {
    importVenue({ dataDir, paths: [source] });
    writeFileSync(join(source, 'faq.yaml'), '- id: [');
    expect(() => importVenue({ dataDir, paths: [source] })).toThrow(expect.objectContaining({ code: 'import-unreadable' }));
    expect(checkVenueDraft(dataDir).venue.faqs).toHaveLength(3);
  });

  it('refuses what is not there and what is too large without reading it', () => {
    expect(() => importVenue({ dataDir, paths: [join(dir, 'nowhere')] })).toThrow(expect.objectContaining({ code: 'import-missing' }));
    truncateSync(join(source, 'faq.yaml'), 200 * 1024 * 1024);
    expect(() => importVenue({ dataDir, paths: [source] })).toThrow(/larger than 50 MB/);
  });

  it('imports over a published version that is broken', () => {
    importVenue({ dataDir, paths: [source] });
    const { version } = publishVenue({ dataDir });
    writeFileSync(join(dataDir, 'venue', 'versions', `${version}.sqlite`), 'scribble');
    expect(importVenue({ dataDir, paths: [source] }).changes.first).toBe(true);
    publishVenue({ dataDir });
    expect(published().name).toBe('Lakeside House');
  });
});

describe('folders', () => {
  it('exports what imports to the same venue', () => {
    const { venue } = importVenue({ dataDir, paths: [source] });
    publishVenue({ dataDir });
    exportVenue({ dataDir, dir: join(dir, 'out'), which: 'current' });
    expect(importVenue({ dataDir, paths: [join(dir, 'out')] })).toMatchObject({ venue, changes: { any: false } });
    expect(() => exportVenue({ dataDir, dir: source, which: 'draft' })).toThrow(expect.objectContaining({ code: 'folder-not-empty' }));
  });

  it('writes a template that imports without a finding', () => {
    writeTemplate(join(dir, 'template'));
    expect(importVenue({ dataDir, paths: [join(dir, 'template')] })).toMatchObject({ blocked: false, findings: [] });
  });
});

describe('ensureVenue', () => {
  const ensure = () => ensureVenue({ dataDir, demoDir: source, log: createRecordingLog() });
  const versions = () => listVenueVersions(dataDir).map(({ version }) => version.split('-')[0]);

  it('publishes the demo once, and again when the shipped one changed', async () => {
    await ensure();
    await ensure();
    expect(versions()).toEqual(['1']);
    edit('venue.yaml', 'Lakeside House', 'Lakeside Palace');
    await ensure();
    expect([versions(), published().name]).toEqual([['2', '1'], 'Lakeside Palace']);
  });

  it('reads no venue file when nothing changed', async () => {
    await ensure();
    const file = join(dataDir, 'venue', 'versions', `${listVenueVersions(dataDir)[0]?.version}.sqlite`);
    truncateSync(file, 0);
    const { mtimeMs } = statSync(join(dataDir, 'venue', 'current'));
    await ensure();
    expect(statSync(join(dataDir, 'venue', 'current')).mtimeMs).toBe(mtimeMs);
  });

  it("never replaces the staff's own venue", async () => {
    importVenue({ dataDir, paths: [FIXTURE_VENUE_DIR] });
    publishVenue({ dataDir });
    edit('venue.yaml', 'Lakeside House', 'Demo House');
    await ensure();
    expect(published().name).toBe('Lakeside House');
  });

  it('keeps an older demo when the shipped one is broken', async () => {
    await ensure();
    edit('paths.yaml', 'to: e, kind', 'to: nowhere, kind');
    await expect(ensure()).rejects.toMatchObject({ code: 'demo-broken' });
    expect(published().name).toBe('Lakeside House');
  });

  it('leaves a half-made data directory usable', async () => {
    mkdirSync(join(dataDir, 'venue'), { recursive: true });
    writeFileSync(join(dataDir, 'venue', 'current.1.tmp'), '{"ver');
    await ensure();
    expect(readVenueVersion(dataDir, 'current')?.manifest.source).toBe('demo');
  });
});
