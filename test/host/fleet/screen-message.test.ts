import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createScreenMessage } from '../../../host/fleet/screen-message.ts';
import { emptyVenue } from '../../fakes/empty-venue.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { createTestClock } from '../../fakes/test-clock.ts';

let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-message-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const venue = { venue: { ...emptyVenue('House'), banner: { en: 'Welcome.' } }, version: '1' };
function open(clock = createTestClock()) {
  const onChange = vi.fn();
  const message = createScreenMessage({ dataDir, clock, wallMs: () => 1_000_000 + clock.nowMs(), log: createRecordingLog(), onChange });
  return { message, clock, onChange, banner: () => message.over(venue)?.venue.banner };
}

it('stands in for the notice until its time, and then makes way', () => {
  const { message, clock, onChange, banner } = open();
  message.show({ en: 'The lift is out of order.' }, 1_000_000 + 600_000);
  expect(banner()).toEqual({ en: 'The lift is out of order.' });
  clock.advance(599_000);
  expect([banner(), onChange.mock.calls.length]).toEqual([{ en: 'The lift is out of order.' }, 1]);
  clock.advance(1000);
  expect([banner(), onChange.mock.calls.length]).toEqual([{ en: 'Welcome.' }, 2]);
});

it('is the same venue for the same message: a guest in mid-conversation keeps it', () => {
  const { message } = open();
  expect(message.over(venue)).toBe(venue);
  message.show({ en: 'Soon.' }, undefined);
  expect(message.over(venue)).toBe(message.over(venue));
  expect(message.over({ ...venue })).not.toBe(message.over(venue));
  expect(message.over(null)).toBeNull();
});

it('is still there after a restart, and gone after a day', () => {
  open().message.show({ en: 'Soon.' }, undefined);
  const clock = createTestClock();
  const next = open(clock);
  expect(next.banner()).toEqual({ en: 'Soon.' });
  clock.advance(86_400_000);
  expect([next.banner(), open(clock).banner()]).toEqual([{ en: 'Welcome.' }, { en: 'Welcome.' }]);
});
