import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { masked } from '../../core/kiosk/staff/unanswered.ts';
import { openKioskDatabase } from '../../native/sqlite/kiosk-database.ts';
import { createUnansweredStore } from '../../native/sqlite/unanswered-store.ts';

let dir: string;
let db: ReturnType<typeof openKioskDatabase>;
let today: string;
let n = 0;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'foyer-unanswered-'));
  db = openKioskDatabase(dir);
  today = '2026-05-12';
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true, force: true });
});
const open = (options: { keep?: number; keepDays?: number } = {}) =>
  createUnansweredStore(db, { ids: { next: () => String(++n).padStart(6, '0') }, today: () => today, ...options });
const en = (text: string) => ({ text, locale: 'en' });

describe('questions without an answer', () => {
  it('are put together by what they are about, in each language, the most asked first', () => {
    const store = open();
    for (const text of ['Where is the planetarium?', 'Do you sell umbrellas?', "where's the planetarium please", 'is there a planetarium'])
      store.add(en(text));
    store.add({ text: 'Wo ist das Planetarium?', locale: 'de' });
    expect(store.groups().map(({ count, examples, locales }) => [count, examples[0], locales])).toEqual([
      [3, 'is there a planetarium', ['en']],
      [1, 'Wo ist das Planetarium?', ['de']],
      [1, 'Do you sell umbrellas?', ['en']],
    ]);
  });

  it('are gone when dismissed, and come back when asked again', () => {
    const store = open();
    let changes = 0;
    const stop = store.watch(() => void changes++);
    store.add(en('Where is the planetarium?'));
    store.dismiss(store.groups()[0]?.groupId ?? '');
    expect(store.groups()).toEqual([]);
    store.add(en('Where is the planetarium?'));
    expect(store.groups()).toHaveLength(1);
    stop();
    store.add(en('Do you sell umbrellas?'));
    expect(changes).toBe(3);
  });

  it('are forgotten after a while, and the oldest when there are too many', () => {
    const store = open({ keepDays: 30, keep: 3 });
    store.add(en('Where is the planetarium?'));
    today = '2026-06-11';
    expect(store.groups()).toHaveLength(1);
    today = '2026-06-12';
    expect(store.groups()).toEqual([]);
    for (const what of ['umbrellas', 'postcards', 'stamps', 'candles']) store.add(en(`Do you sell ${what}?`));
    expect(store.groups().flatMap(({ examples }) => examples)).not.toContain('Do you sell umbrellas?');
    expect(store.groups().reduce((sum, { count }) => sum + count, 0)).toBe(3);
  });

  it('outlive a restart', () => {
    open().add(en('Where is the planetarium?'));
    expect(open().groups()).toMatchObject([{ count: 1, lastAskedOn: '2026-05-12' }]);
  });
});

describe('what is kept of a question', () => {
  it.each([
    ['my room is 412, where are my towels', 'my room is #, where are my towels'],
    ['call me on +49 (0)171 555-0199 please', 'call me … # please'],
    ['write to ada.king@example.org', 'write to …@…'],
    ['see https://example.org/u/ada', 'see …'],
    ['my name is Ada King and I lost my coat', 'my name is … and I lost my coat'],
    ['call me Ada', 'call me …'],
    ['Ich heiße Jürgen, wo ist der Pool', 'Ich heiße …, wo ist der Pool'],
  ])('%s', (question, kept) => expect(masked(question)).toBe(kept));

  it('is short', () => expect(masked('sea '.repeat(500)).length).toBeLessThanOrEqual(200));
});
