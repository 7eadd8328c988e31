import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openKioskRecords } from '../../host/kiosk-records.ts';
import { createCountingIds, createRecordingLog } from '../fakes/plain.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-records-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const request = { kind: 'staff-help', title: 'Help', detail: '', placeName: 'Lobby', createdAt: '2026-05-12T10:00' };

test('are kept in the data directory', () => {
  const open = () => openKioskRecords({ dataDir, ids: createCountingIds(), log: createRecordingLog() });
  const first = open();
  first.requests.create(request);
  first.staffPin.set('2468');
  first.close();
  const second = open();
  expect(second.requests.list()).toMatchObject([{ title: 'Help', status: 'waiting' }]);
  expect(second.staffPin.verify('2468')).toEqual({ ok: true });
  second.close();
});

test('that cannot be opened take no request silently, and let nobody choose a PIN', () => {
  writeFileSync(join(dataDir, 'kiosk.sqlite'), 'x'.repeat(8192));
  const log = createRecordingLog();
  const { requests, staffPin, close } = openKioskRecords({ dataDir, ids: createCountingIds(), log });
  expect(log.lines).toMatchObject([{ level: 'error', event: 'no requests' }]);
  expect(() => requests.create(request)).toThrow(expect.objectContaining({ code: 'requests-unavailable' }));
  expect(requests.list()).toEqual([]);
  expect(staffPin.isSet()).toBe(true);
  expect(staffPin.verify('2468').ok).toBe(false);
  close();
});

test('without a good device key take no request, and staff still get in', () => {
  mkdirSync(join(dataDir, 'keys'));
  writeFileSync(join(dataDir, 'keys', 'device.key'), 'too short', { mode: 0o600 });
  const log = createRecordingLog();
  const { requests, staffPin, close } = openKioskRecords({ dataDir, ids: createCountingIds(), log });
  expect(log.lines).toMatchObject([{ level: 'error', event: 'no requests' }]);
  expect(() => requests.create(request)).toThrow(expect.objectContaining({ code: 'requests-unavailable' }));
  staffPin.set('2468');
  expect(staffPin.verify('2468')).toEqual({ ok: true });
  close();
});
