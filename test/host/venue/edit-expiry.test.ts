import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startEditExpiry } from '../../../host/venue/edit-expiry.ts';
import { importVenue, publishVenue } from '../../../host/venue/import-venue.ts';
import { createVenueDesk } from '../../../host/venue/venue-desk.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import { FIXTURE_VENUE_DIR } from '../../fixtures/fixture-venue.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-expiry-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

it('ends an edit at its time, also one made by another program, and none before', async () => {
  importVenue({ dataDir, paths: [FIXTURE_VENUE_DIR] });
  publishVenue({ dataDir });
  const desk = createVenueDesk({ dataDir, newId: () => 'closure', at: () => '2026-05-12T08:00:00.000Z' });
  const clock = createTestClock('2026-05-12T10:00');
  let published = 0;
  const expiry = startEditExpiry({
    dataDir,
    desk: { expire: async (now) => desk.expire(now) },
    clock,
    log: createRecordingLog(),
    timezone: () => 'Europe/Berlin',
    onPublished: () => void published++,
  });
  desk.edit({ kind: 'place.close', placeId: 'bistro', until: '2026-05-12T18:00' }, 'ada', '2026-05-12T10:00');
  clock.setLocal('2026-05-12T17:59');
  clock.advance(60_000);
  await settle();
  expect(desk.edits()).toHaveLength(1);
  clock.setLocal('2026-05-12T18:00');
  clock.advance(20_000);
  await settle();
  expect(desk.edits()).toEqual([]);
  expect(published).toBe(1);
  expiry.close();
  expect(clock.pending).toBe(0);
});
