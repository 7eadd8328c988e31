import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importVenue, publishVenue } from '../../../host/venue/import-venue.ts';
import { createVenueDesk } from '../../../host/venue/venue-desk.ts';
import { openVenueStore } from '../../../native/sqlite/venue-store.ts';
import { FIXTURE_VENUE_DIR } from '../../fixtures/fixture-venue.ts';

const SCRIPT = fileURLToPath(new URL('../../fixtures/edit-and-die.ts', import.meta.url));
let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-die-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

describe('a kiosk that is killed while it publishes a quick edit', () => {
  it.each([
    ['write version', 'before'],
    ['rename version', 'before'],
    ['write pointer', 'before'],
    ['rename pointer', 'before'],
    ['flush folder of pointer', 'after'],
    ['delete version', 'after'],
  ])('before "%s" comes back as it was %s it, whole, and goes on', (step, state) => {
    const desk = createVenueDesk({ dataDir, newId: () => 'earlier', at: () => '2026-05-12T08:00:00.000Z' });
    importVenue({ dataDir, paths: [FIXTURE_VENUE_DIR] });
    publishVenue({ dataDir });
    // Two more versions, so that there is an old one to delete.
    const { editId } = desk.edit({ kind: 'session.cancel', sessionId: 'night' }, 'ada', '2026-05-12T10:00');
    desk.undo(editId, 'ada');
    const { signal } = spawnSync(process.execPath, [SCRIPT, dataDir, step], { encoding: 'utf8' });
    expect(signal).toBe('SIGKILL');

    const hours = () =>
      openVenueStore(dataDir)
        .read('2026-05-12')
        .places.find(({ id }) => id === 'bistro')?.hours;
    expect(hours() === 'off').toBe(state === 'after');
    const again = createVenueDesk({ dataDir, newId: () => 'later', at: () => '2026-05-12T10:00:00.000Z' });
    expect(again.edits().map(({ id }) => id)).toEqual(state === 'after' ? ['edit-of-the-dead'] : []);
    again.edit({ kind: 'place.close', placeId: 'hall-2' }, 'bob', '2026-05-12T10:00');
    expect(
      openVenueStore(dataDir)
        .read('2026-05-12')
        .places.find(({ id }) => id === 'hall-2')?.hours,
    ).toBe('off');
  });
});
