import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Venue } from '../../../core/venue/model.ts';
import { beginStart } from '../../../host/fleet/begin-start.ts';
import { createParts } from '../../../host/parts.ts';
import { createIds, createSystemClock } from '../../../host/system.ts';
import { createUpdateStore } from '../../../host/updates/update-store.ts';
import { createVenueUpdate } from '../../../host/updates/venue-update.ts';
import { ensureVenue } from '../../../host/venue/import-venue.ts';
import { contentHashOf, readVenueFile, writeVenueFile } from '../../../native/sqlite/venue-file.ts';
import { openVenueStore } from '../../../native/sqlite/venue-store.ts';
import { openVenueVersions } from '../../../native/sqlite/venue-versions.ts';
import { emptyVenue } from '../../fakes/empty-venue.ts';
import { createRecordingLog } from '../../fakes/plain.ts';

const log = createRecordingLog();
const clock = createSystemClock('2026-05-12T10:00');
let dataDir = '';

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-venue-update-'));
  await ensureVenue({ dataDir, demoDir: fileURLToPath(new URL('../../../assets/demo', import.meta.url)), log });
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** The part of a kiosk that answers from the published venue. */
function kiosk(store = createUpdateStore({ dataDir, log })) {
  const versions = openVenueVersions(dataDir);
  const parts = createParts({ clock, log, planner: 'local' });
  parts.setVenue({ current: () => versions.current()?.version ?? null, open: () => openVenueStore(dataDir) });
  const update = createVenueUpdate({
    ...{ dataDir, store, clock, ids: createIds(), venue: parts.venue, onChange: () => {}, lockWaitMs: 10 },
    ready: async () => parts.ready?.(),
  });
  return { parts, update, versions, store };
}

/** A venue file as the endpoint hands it out. */
function file(change: (venue: Venue) => Venue) {
  const versions = openVenueVersions(dataDir);
  const from = readVenueFile(versions.pathOf(versions.current()?.version ?? ''));
  const venue = change(from.venue);
  const path = join(dataDir, `update-${contentHashOf(venue).slice(0, 8)}.sqlite`);
  writeVenueFile(path, { venue, findings: [], manifest: { ...from.manifest, version: '7-fleet', contentHash: contentHashOf(venue) } });
  const content = readFileSync(path);
  const wanted = { url: 'v', sha256: createHash('sha256').update(content).digest('hex'), bytes: content.length, label: 'autumn 7' };
  const plan = {
    venue: { version: wanted.label, url: wanted.url, sha256: wanted.sha256, bytes: wanted.bytes },
    window: { from: '02:00', to: '05:00' },
  };
  return { path, wanted, plan };
}
/** As an import under way does. */
function holdLock(): () => void {
  const db = new Database(join(dataDir, 'venue', 'lock.sqlite'));
  db.exec('BEGIN EXCLUSIVE');
  return () => db.close();
}
const renamed = (venue: Venue): Venue => ({ ...venue, name: 'The Grand, rebuilt' });

describe('venue data of the fleet', () => {
  it('is what guests are answered from once it has passed, and is not wanted again', async () => {
    const { parts, update } = kiosk();
    const { path, wanted, plan } = file(renamed);
    expect(update.wanted(plan)).toMatchObject({ label: 'autumn 7' });
    expect(await update.activate(path, wanted)).toBe('passed');
    expect(parts.venue()?.venue.name).toBe('The Grand, rebuilt');
    expect([update.wanted(plan), update.inUse()]).toEqual([null, 'autumn 7']);
  });

  it('is taken as here already where the content is the same', async () => {
    const { update, versions } = kiosk();
    const before = versions.current()?.version;
    const { path, wanted, plan } = file((venue) => venue);
    expect(await update.activate(path, wanted)).toBe('passed');
    expect([versions.current()?.version, update.wanted(plan)]).toEqual([before, null]);
  });

  it.each([
    ['has nothing to ask for', () => file(() => emptyVenue('Nowhere'))],
    [
      'is no venue file',
      () => {
        const made = file(renamed);
        writeFileSync(made.path, 'not a database');
        return made;
      },
    ],
    [
      'was changed after it was published',
      () => {
        const made = file(renamed);
        const bytes = readFileSync(made.path);
        const at = bytes.indexOf('The Grand, rebuilt');
        bytes.write('The Grand, raided!', at);
        writeFileSync(made.path, bytes);
        return made;
      },
    ],
  ])('is left alone for good where it %s', async (_what, make) => {
    const { parts, update, versions } = kiosk();
    const before = versions.current()?.version;
    const { path, wanted, plan } = make();
    await expect(update.activate(path, wanted)).rejects.toThrow();
    expect([versions.current()?.version, parts.venue()?.version, update.wanted(plan)]).toEqual([before, before, null]);
    expect(update.failure()?.id).toBe(wanted.sha256);
  });

  it('is wanted again where staff were importing something just then', async () => {
    const { update, versions } = kiosk();
    const before = versions.current()?.version;
    const { path, wanted, plan } = file(renamed);
    const release = holdLock();
    await expect(update.activate(path, wanted)).rejects.toMatchObject({ code: 'venue-busy' });
    release();
    expect([versions.current()?.version, update.wanted(plan)?.sha256, update.failure()]).toEqual([before, wanted.sha256, null]);
    expect(await update.activate(path, wanted)).toBe('passed');
  });

  it('that cannot be gone back from just then is gone back from at the next start', async () => {
    const store = createUpdateStore({ dataDir, log });
    const versions = openVenueVersions(dataDir);
    const before = versions.current()?.version;
    const { path, wanted } = file(renamed);
    let release = () => {};
    // The disk spoils the new version, and staff are importing something when it is found out.
    const spoiling = kiosk({
      read: store.read,
      write(next) {
        store.write(next);
        if (next.venue.trial === null) return;
        writeFileSync(versions.pathOf(next.venue.trial.value.local), 'spoilt');
        release = holdLock();
      },
    });
    await expect(spoiling.update.activate(path, wanted)).rejects.toMatchObject({ code: 'venue-busy' });
    release();
    beginStart(dataDir, log);
    expect(await kiosk(store).update.settle()).toBe('rolled-back');
    expect(versions.current()?.version).toBe(before);
  });

  it('is gone back from where the kiosk cannot open what it published', async () => {
    const store = createUpdateStore({ dataDir, log });
    const { update, versions } = kiosk(store);
    const before = versions.current()?.version;
    const { path, wanted } = file(renamed);
    // The disk spoils the new version between its publishing and its first use.
    const spoiling = kiosk({
      read: store.read,
      write(next) {
        store.write(next);
        if (next.venue.trial !== null) writeFileSync(versions.pathOf(next.venue.trial.value.local), 'spoilt');
      },
    });
    await expect(spoiling.update.activate(path, wanted)).rejects.toThrow(/does not open it/);
    expect([versions.current()?.version, spoiling.parts.venue()?.version]).toEqual([before, before]);
    expect(await update.settle()).toBe('none');
  });

  it('is checked by the next kiosk where this one ended meanwhile', async () => {
    const store = createUpdateStore({ dataDir, log });
    const { path, wanted } = file(renamed);
    const { update } = kiosk({
      read: store.read,
      write(next) {
        store.write(next);
        if (next.venue.trial !== null) throw new Error('killed');
      },
    });
    await update.activate(path, wanted).catch(() => undefined);
    // What a killed process would have left behind.
    const trial = {
      version: wanted.label,
      sha256: wanted.sha256,
      local: openVenueVersions(dataDir).current()?.version ?? '',
      before: null,
    };
    store.write({ ...store.read(), venue: { good: null, trial: { value: trial, starts: 0, needs: ['venue'] }, refused: [] } });
    beginStart(dataDir, log);
    const next = kiosk(store);
    expect(await next.update.settle()).toBe('passed');
    expect(next.update.inUse()).toBe('autumn 7');
  });

  it('makes way where the kiosk keeps ending with it', () => {
    const { versions, store } = kiosk();
    const before = versions.current()?.version ?? '';
    const { venue, findings, manifest } = readVenueFile(versions.pathOf(before));
    const { recipe: _, ...rest } = manifest;
    const local = versions.publish({ ...rest, venue: renamed(venue), findings });
    const value = { version: 'autumn 7', sha256: 'a'.repeat(64), local, before };
    store.write({ ...store.read(), venue: { good: null, trial: { value, starts: 0, needs: ['venue'] }, refused: [] } });
    const current = () => versions.current()?.version;
    expect([beginStart(dataDir, log), current(), beginStart(dataDir, log), current(), beginStart(dataDir, log), current()]).toEqual([
      expect.anything(),
      local,
      expect.anything(),
      local,
      expect.anything(),
      before,
    ]);
    expect(store.read().venue.refused).toMatchObject([{ id: 'a'.repeat(64) }]);
  });
});
