import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
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
function open(clock = createTestClock(), prepare: () => Promise<void> = async () => {}) {
  const onChange = vi.fn();
  const wallMs = () => 1_000_000 + clock.nowMs();
  const message = createScreenMessage({ dataDir, clock, wallMs, log: createRecordingLog(), prepare, onChange });
  const banner = () => message.over(venue)?.venue.banner;
  banner();
  return { message, clock, onChange, banner };
}
/** Lets what is pending of promises go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

it('stands in for the notice until its time, and then makes way', async () => {
  const { message, clock, onChange, banner } = open();
  message.show({ en: 'The lift is out of order.' }, 1_000_000 + 600_000);
  await settle();
  expect(banner()).toEqual({ en: 'The lift is out of order.' });
  clock.advance(599_000);
  expect([banner(), onChange.mock.calls.length]).toEqual([{ en: 'The lift is out of order.' }, 1]);
  clock.advance(1000);
  expect([banner(), onChange.mock.calls.length]).toEqual([{ en: 'Welcome.' }, 2]);
});

it('is the same venue for the same message, and made ready before anybody is answered from it', async () => {
  const ready = Promise.withResolvers<void>();
  const prepare = vi.fn(() => ready.promise);
  const { message, onChange } = open(createTestClock(), prepare);
  expect(message.over(venue)).toBe(venue);
  message.show({ en: 'Soon.' }, undefined);
  expect([message.over(venue), onChange.mock.calls.length]).toEqual([venue, 0]);
  ready.resolve();
  await settle();
  expect(message.over(venue)?.venue.banner).toEqual({ en: 'Soon.' });
  expect(message.over(venue)).toBe(message.over(venue));
  expect([prepare.mock.calls.length, onChange.mock.calls.length, message.over(null)]).toEqual([1, 1, null]);
});

it('comes again with another version of the venue', async () => {
  const { message } = open();
  message.show({ en: 'Soon.' }, undefined);
  await settle();
  const next = { ...venue, version: '2' };
  expect(message.over(next)).toBe(next);
  await settle();
  expect(message.over(next)).toMatchObject({ version: '2', venue: { banner: { en: 'Soon.' } } });
});

it('is still there after a restart, and gone after a day', async () => {
  open().message.show({ en: 'Soon.' }, undefined);
  const clock = createTestClock();
  const next = open(clock);
  await settle();
  expect(next.banner()).toEqual({ en: 'Soon.' });
  clock.advance(86_400_000);
  expect([next.banner(), open(clock).banner()]).toEqual([{ en: 'Welcome.' }, { en: 'Welcome.' }]);
});

describe('where the disk takes nothing', () => {
  /** What is written first cannot be. */
  const blockDisk = () => mkdirSync(join(dataDir, 'fleet', `message.json.${process.pid}.tmp`), { recursive: true });

  it('a message that is over leaves the screen, and keeps no kiosk from starting', async () => {
    const { message, clock, banner } = open();
    message.show({ en: 'Soon.' }, 1_000_000 + 60_000);
    await settle();
    blockDisk();
    clock.advance(60_000);
    expect(banner()).toEqual({ en: 'Welcome.' });
    expect(open(clock).banner()).toEqual({ en: 'Welcome.' });
  });

  it('one that could not be kept is not shown', async () => {
    const { message, banner } = open();
    blockDisk();
    expect(() => message.show({ en: 'Soon.' }, undefined)).toThrow();
    banner();
    await settle();
    expect(banner()).toEqual({ en: 'Welcome.' });
  });
});
