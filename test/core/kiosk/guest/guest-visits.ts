import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { MemoryView } from '../../../../core/contract/index.ts';
import type { GuestPins } from '../../../../core/ports.ts';
import { createIds } from '../../../../host/system.ts';
import { createGuestPins } from '../../../../native/badge/guest-pin.ts';
import { openGuestStore, type SqliteGuestStore } from '../../../../native/sqlite/guest-store.ts';
import { createRecordingLog } from '../../../fakes/plain.ts';
import { createKioskHarness, type KioskHarnessOptions, settle, type TestScreen } from '../kiosk-harness.ts';

export const PIN = '482917';

/** Consent, PIN and memory at a real kiosk, with the real store and real hashes; only agent and engines are scripted. */
export function guestVisits() {
  let dataDir = '';
  let store: SqliteGuestStore;
  const hashing = new Set<Promise<unknown>>();

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'foyer-guest-'));
    store = openGuestStore({ dataDir, companionId: 'concierge', tenant: 'demo', ids: createIds(), log: createRecordingLog() });
  });
  afterEach(() => {
    store.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  function setUp(options: KioskHarnessOptions = {}) {
    const real = createGuestPins({ records: store.pins, cost: { n: 1024, r: 8, p: 1 } });
    const pins: GuestPins = {
      ...real,
      set: (...args) => hashed(real.set(...args)),
      verify: (guest, pin) => hashed(real.verify(guest, pin)),
    };
    const harness = createKioskHarness({ guests: store, pins, ...options });
    const screen = harness.open();
    return { ...harness, screen, pins };
  }
  async function say(screen: TestScreen, text: string) {
    screen.send({ type: 'text.submit', text, source: 'typed' });
    await quiet();
  }
  function hashed<T>(work: Promise<T>): Promise<T> {
    hashing.add(work);
    return work.finally(() => hashing.delete(work));
  }
  /** Until nothing more happens; hashes are made on another thread. */
  async function quiet() {
    await settle();
    await Promise.allSettled(hashing);
    await settle();
  }
  async function scan(screen: TestScreen, guest = 'ada') {
    screen.send({ type: 'badge.scan', source: 'wedge', payload: `OK:${guest}` });
    await quiet();
  }
  async function enter(screen: TestScreen, pin: string) {
    screen.send({ type: 'guest.pin.enter', pin });
    await quiet();
  }
  /** A remembered guest with a PIN, who eats vegetarian and lost a charger; their session is over. */
  async function rememberAda(screen: TestScreen) {
    await scan(screen);
    screen.send({ type: 'consent.answer', remember: true });
    await enter(screen, PIN);
    await enter(screen, PIN);
    const memory = store.open('ada');
    memory.remember({
      kind: 'diet',
      value: 'vegetarian',
      source: 'explicit',
      sessionId: 's',
      turn: 1,
      said: "I'm vegetarian",
      place: 'Lobby',
    });
    memory.openThread('lost charger');
    const visit = { startedAt: '2026-05-11T09:00:00.000Z', endedAt: '2026-05-11T09:05:00.000Z', place: 'Terrace', locale: 'en' };
    memory.saveEpisode({ ...visit, episodeId: 'e', turns: 2, topics: [], names: ['Tideline'], wishes: [] });
    memory.close();
    screen.send({ type: 'session.end' });
    await settle();
  }
  return {
    get store() {
      return store;
    },
    setUp,
    say,
    quiet,
    scan,
    enter,
    rememberAda,
  };
}

export const texts = (view: MemoryView | null | undefined) => view?.groups.flatMap(({ items }) => items.map(({ text }) => text)) ?? [];
