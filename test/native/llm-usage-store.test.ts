import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openKioskDatabase } from '../../native/sqlite/kiosk-database.ts';
import { createLlmUsageStore } from '../../native/sqlite/llm-usage-store.ts';
import type { Sqlite } from '../../native/sqlite/open-database.ts';

let dir: string;
let db: Sqlite;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'foyer-usage-'));
  db = openKioskDatabase(dir);
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true });
});

const usage = { inputTokens: 100, cachedTokens: 40, outputTokens: 10 };

it('adds up by day and by session', () => {
  const store = createLlmUsageStore(db);
  store.add('2026-05-12', 'a', usage);
  store.add('2026-05-12', 'a', usage);
  store.add('2026-05-12', 'b', usage);
  expect(store.ofDay('2026-05-12')).toEqual({ requests: 3, inputTokens: 300, cachedTokens: 120, outputTokens: 30 });
  expect(store.ofSession('a')).toMatchObject({ requests: 2, inputTokens: 200 });
  expect(store.ofDay('2026-05-13')).toEqual({ requests: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0 });
});

it('counts a session that lasts past midnight as one', () => {
  const store = createLlmUsageStore(db);
  store.add('2026-05-12', 'a', usage);
  store.add('2026-05-13', 'a', usage);
  expect(store.ofSession('a').requests).toBe(2);
  expect(store.ofDay('2026-05-13').requests).toBe(1);
});

it('is there after a restart, and forgets whose it was', () => {
  createLlmUsageStore(db).add('2026-05-10', 'a', usage);
  db.close();
  db = openKioskDatabase(dir);
  const store = createLlmUsageStore(db);
  expect(store.ofDay('2026-05-10').requests).toBe(1);
  store.add('2026-05-12', 'b', usage);
  expect(store.ofSession('a').requests).toBe(0);
  expect(store.ofDay('2026-05-10')).toMatchObject({ requests: 1, inputTokens: 100 });
  store.add('2027-12-31', 'c', usage);
  expect(store.ofDay('2026-05-10').requests).toBe(0);
});
