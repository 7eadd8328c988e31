import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LINK_WRITTEN_EVERY_MS, openLinkRecord, readFleetLink } from '../../../host/fleet/link-record.ts';
import { createRecordingLog } from '../../fakes/plain.ts';

const KEEPS = { guestDays: 365, countDays: 400 };
const log = createRecordingLog();
let dataDir = '';
let nowMs = 1_000_000;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-link-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));
const open = (device = 'd') => openLinkRecord({ dataDir, device, wallMs: () => nowMs, log });

it('keeps what the endpoint said across starts, of this enrolment alone', () => {
  expect(open().keeps()).toBeNull();
  open().accepted({ keeps: KEEPS });
  expect(open().keeps()).toEqual(KEEPS);
  expect(open('another').keeps()).toBeNull();
  expect(readFleetLink(dataDir, 'd', log)).toEqual({ device: 'd', acceptedMs: nowMs, keeps: KEEPS });
});

it('writes seldom, and at once where the endpoint says something else', () => {
  const record = open();
  const beganMs = nowMs;
  record.accepted({});
  nowMs += LINK_WRITTEN_EVERY_MS - 1;
  record.accepted({});
  expect(readFleetLink(dataDir, 'd', log)?.acceptedMs).toBe(beganMs);
  record.accepted({ keeps: KEEPS });
  expect(readFleetLink(dataDir, 'd', log)).toMatchObject({ acceptedMs: nowMs, keeps: KEEPS });
  nowMs += LINK_WRITTEN_EVERY_MS;
  record.accepted({ keeps: KEEPS });
  expect(readFleetLink(dataDir, 'd', log)?.acceptedMs).toBe(nowMs);
});
