import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHybridClock } from '../../core/sync/hlc.ts';
import { deriveDeviceKeys } from '../../native/sqlite/guest-crypto.ts';
import { createGuestRows } from '../../native/sqlite/guest-rows.ts';
import { GUEST_MIGRATIONS } from '../../native/sqlite/guest-schema.ts';
import { createGuestVault } from '../../native/sqlite/guest-vault.ts';
import { openDatabase } from '../../native/sqlite/open-database.ts';
import { createCountingIds, createRecordingLog } from '../fakes/plain.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-vault-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test('a log that cannot be emptied is told to staff, and undoes nothing that was done before it', () => {
  const db = openDatabase(join(dataDir, 'memory.sqlite'), GUEST_MIGRATIONS);
  const log = createRecordingLog();
  const wallMs = () => 0;
  const vault = createGuestVault({
    db,
    rows: createGuestRows(db, 'concierge'),
    keys: deriveDeviceKeys(randomBytes(32)),
    clock: createHybridClock({ device: 'd', wallMs, last: undefined }),
    companionId: 'concierge',
    tenant: 'demo',
    ids: createCountingIds(),
    log,
    wallMs,
  });
  vault.scrub();
  expect(log.lines).toEqual([]);
  // Stands in for a full disk: the same statement fails.
  db.close();
  expect(() => vault.scrub()).not.toThrow();
  expect(log.lines).toMatchObject([{ level: 'error', event: 'memory.log-not-emptied' }]);
});
