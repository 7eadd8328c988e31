import { describe, expect, it } from 'vitest';
import { FoyerError } from '../../core/contract/index.ts';
import { createParts } from '../../host/parts.ts';
import { emptyVenue } from '../fakes/empty-venue.ts';
import { createRecordingLog } from '../fakes/plain.ts';
import { createTestClock } from '../fakes/test-clock.ts';

function published(version: string, name: string) {
  const state = { version, name, broken: false, opened: 0 };
  const source = {
    current: () => state.version,
    open() {
      state.opened++;
      if (state.broken)
        throw new FoyerError(`version ${state.version} is torn`, { fault: 'device', code: 'venue-broken', remedy: 'Roll back.' });
      const opened = { ...state };
      return { version: opened.version, read: () => emptyVenue(opened.name), close() {} };
    },
  };
  return { state, source };
}

describe('the venue of a running kiosk', () => {
  it('is the one published now, without a restart, and is warmed up once each', () => {
    const warmed: string[] = [];
    const parts = createParts({
      clock: createTestClock(),
      log: createRecordingLog(),
      planner: 'local',
      onVenue: (v) => warmed.push(v.version),
    });
    const { state, source } = published('1-a', 'Old');
    parts.setVenue(source);
    const before = parts.venue();
    Object.assign(state, { version: '2-b', name: 'New' });
    expect(parts.venue()).toMatchObject({ version: '2-b', venue: { name: 'New' } });
    // A conversation that began with it keeps what it has.
    expect(before).toMatchObject({ version: '1-a', venue: { name: 'Old' } });
    parts.venue();
    expect(warmed).toEqual(['1-a', '2-b']);
  });

  it('stays the old one until the new is ready to be asked, and only the newest is taken', async () => {
    const ready = new Map<string, () => void>();
    const used: string[] = [];
    const parts = createParts({
      clock: createTestClock(),
      log: createRecordingLog(),
      planner: 'local',
      prepareVenue: ({ version }) => new Promise((resolve) => void ready.set(version, resolve)),
      onVenue: ({ version }) => used.push(version),
    });
    const { state, source } = published('1-a', 'Old');
    parts.setVenue(source);
    expect(parts.venue()?.version).toBe('1-a');
    for (const version of ['2-b', '3-c']) {
      Object.assign(state, { version });
      expect(parts.venue()?.version).toBe('1-a');
    }
    ready.get('3-c')?.();
    ready.get('2-b')?.();
    await parts.ready?.();
    expect(parts.venue()?.version).toBe('3-c');
    expect(used).toEqual(['1-a', '3-c']);
  });

  it('stays the old one where the new cannot be read, and staff learn why; a later good one mends it', () => {
    const parts = createParts({ clock: createTestClock(), log: createRecordingLog(), planner: 'local' });
    const { state, source } = published('1-a', 'Old');
    parts.setVenue(source);
    Object.assign(state, { version: '2-b', broken: true });
    expect(parts.venue()?.version).toBe('1-a');
    parts.venue();
    // Once a version, not once a guest.
    expect(state.opened).toBe(2);
    expect(parts.capabilities().venue).toEqual({ state: 'unavailable', reason: 'version 2-b is torn', remedy: 'Roll back.' });
    Object.assign(state, { version: '3-c', broken: false });
    expect(parts.venue()?.version).toBe('3-c');
    expect(parts.capabilities().venue.state).toBe('ready');
  });

  it('is read anew when the day changes, for a programme that moves with it', () => {
    const clock = createTestClock('2026-05-12T23:59');
    const days: string[] = [];
    const parts = createParts({ clock, log: createRecordingLog(), planner: 'local' });
    const read = (day: string) => {
      days.push(day);
      return emptyVenue('V');
    };
    parts.setVenue({ current: () => '1-a', open: () => ({ version: '1-a', read, close() {} }) });
    clock.setLocal('2026-05-13T00:01');
    parts.venue();
    expect(days.at(-1)).toBe('2026-05-13');
  });
});
