import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openVenueStore } from '../../native/sqlite/venue-store.ts';
import { type NewVenue, openVenueVersions } from '../../native/sqlite/venue-versions.ts';
import { fixtureVenue } from '../fixtures/fixture-venue.ts';

const named = (name: string): NewVenue => ({
  venue: { ...fixtureVenue(), name },
  findings: [],
  source: 'folder',
  sourceHash: name,
  createdAt: '2026-05-12T08:00:00.000Z',
  createdBy: 'ada',
});

const STEPS = [
  'write version',
  'flush version',
  'rename version',
  'flush folder of version',
  'write pointer',
  'flush pointer',
  'rename pointer',
  'flush folder of pointer',
];

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'foyer-versions-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));
const nameNow = () => openVenueStore(dir).read('2026-05-12').name;

describe('versions', () => {
  it('publish, list and go back', () => {
    const versions = openVenueVersions(dir);
    expect(versions.current()).toBeNull();
    const one = versions.publish(named('one'));
    const two = versions.publish(named('two'));
    expect([one, two].map((version) => version.split('-')[0])).toEqual(['1', '2']);
    expect(versions.list().map(({ version, current }) => [version, current])).toEqual([
      [two, true],
      [one, false],
    ]);
    expect(nameNow()).toBe('two');
    versions.pointAt(one);
    expect(nameNow()).toBe('one');
    expect(() => versions.pointAt('9-none')).toThrow(expect.objectContaining({ code: 'venue-version-unknown' }));
  });

  it('leave an open store on the version it began with', () => {
    const versions = openVenueVersions(dir);
    const first = versions.publish(named('one'));
    const store = openVenueStore(dir);
    versions.publish(named('two'));
    expect([store.version, store.read('2026-05-13').name]).toEqual([first, 'one']);
  });

  it('do not point at a version that is broken', () => {
    const versions = openVenueVersions(dir);
    const one = versions.publish(named('one'));
    versions.publish(named('two'));
    writeFileSync(versions.pathOf(one), 'scribble');
    expect(() => versions.pointAt(one)).toThrow(expect.objectContaining({ code: 'venue-broken' }));
    expect(nameNow()).toBe('two');
    expect(versions.list().map(({ manifest }) => manifest?.sourceHash)).toEqual(['two', undefined]);
  });

  it('say what is missing or broken', () => {
    expect(() => openVenueStore(dir)).toThrow(expect.objectContaining({ code: 'venue-missing' }));
    const versions = openVenueVersions(dir);
    versions.publish(named('one'));
    writeFileSync(join(dir, 'venue', 'current'), 'version one');
    expect(() => openVenueStore(dir)).toThrow(
      expect.objectContaining({ code: 'venue-broken', remedy: expect.stringContaining('rollback') }),
    );
    rmSync(versions.pathOf(versions.list()[0]?.version ?? ''));
    const point = (version: string) =>
      writeFileSync(join(dir, 'venue', 'current'), JSON.stringify({ version, source: 'folder', sourceHash: '' }));
    point('1-0');
    expect(() => openVenueStore(dir)).toThrow(/is missing/);
    point('../../elsewhere');
    expect(() => openVenueStore(dir)).toThrow(/does not name a venue version/);
  });
});

describe('a publish that fails', () => {
  it.each(STEPS)('before "%s" leaves the old or the new version, whole', (failing) => {
    openVenueVersions(dir).publish(named('old'));
    const seen: string[] = [];
    const versions = openVenueVersions(dir, (step) => {
      seen.push(step);
      if (step === failing) throw new Error('disk gone');
    });
    expect(() => versions.publish(named('new'))).toThrow('disk gone');
    expect(seen).toEqual(STEPS.slice(0, STEPS.indexOf(failing) + 1));
    expect(nameNow()).toBe(failing === 'flush folder of pointer' ? 'new' : 'old');
    openVenueVersions(dir).publish(named('newer'));
    expect(nameNow()).toBe('newer');
  });
});

describe('a kiosk that is killed while it publishes', () => {
  const script = fileURLToPath(new URL('../fixtures/publish-and-die.ts', import.meta.url));

  it.each(['write version', 'rename version', 'flush pointer', 'rename pointer', 'flush folder of pointer'])(
    'before "%s" comes back whole',
    (step) => {
      openVenueVersions(dir).publish(named('old'));
      const { signal } = spawnSync(process.execPath, [script, dir, step], { encoding: 'utf8' });
      expect(signal).toBe('SIGKILL');
      expect(nameNow()).toBe(step === 'flush folder of pointer' ? 'new' : 'old');
      openVenueVersions(dir).publish(named('newer'));
      expect(nameNow()).toBe('newer');
      expect(readdirSync(join(dir, 'venue')).filter((name) => !/^(?:current|versions|.*\.tmp)$/.test(name))).toEqual([]);
    },
  );
});
