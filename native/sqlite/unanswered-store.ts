import { likeness, masked, topicOf, type UnansweredStore } from '../../core/kiosk/staff/unanswered.ts';
import type { Ids } from '../../core/ports.ts';
import type { Sqlite } from './open-database.ts';

export interface UnansweredOptions {
  readonly ids: Ids;
  /** UTC date: "2026-05-12". */
  readonly today: () => string;
  /** Questions older than this are forgotten. */
  readonly keepDays?: number;
  /** Questions kept at most; the oldest go first. */
  readonly keep?: number;
}

const KEEP_DAYS = 90;
const KEEP = 2000;
/** Two questions that share this much are one group. */
const SAME = 0.6;
const EXAMPLES = 5;

interface Row {
  readonly groupId: string;
  readonly text: string;
  readonly locale: string;
  readonly askedOn: string;
}

/** In the kiosk's own database. @param db of openKioskDatabase(). */
export function createUnansweredStore(db: Sqlite, options: UnansweredOptions): UnansweredStore {
  const { ids, today, keepDays = KEEP_DAYS, keep = KEEP } = options;
  const listeners = new Set<() => void>();
  const columns = 'group_id AS groupId, text, locale, asked_on AS askedOn';
  const insert = db.prepare('INSERT INTO unanswered (id, group_id, text, locale, asked_on) VALUES (?, ?, ?, ?, ?)');
  const select = db.prepare(`SELECT ${columns} FROM unanswered ORDER BY id DESC`);
  const remove = db.prepare('DELETE FROM unanswered WHERE group_id = ?');
  const forgetOld = db.prepare('DELETE FROM unanswered WHERE asked_on < ?');
  const forgetMany = db.prepare('DELETE FROM unanswered WHERE id NOT IN (SELECT id FROM unanswered ORDER BY id DESC LIMIT ?)');

  const rows = () => select.all() as Row[];
  const announce = () => {
    for (const listener of [...listeners]) listener();
  };
  const forget = () => {
    forgetOld.run(new Date(Date.parse(`${today()}T00:00:00Z`) - keepDays * 86_400_000).toISOString().slice(0, 10));
    forgetMany.run(keep);
  };

  const groupFor = (text: string, locale: string): string => {
    const topic = topicOf(text);
    let best: { readonly groupId: string; readonly score: number } | null = null;
    for (const row of rows()) {
      if (row.locale.split('-')[0] !== locale.split('-')[0]) continue;
      const score = likeness(topic, topicOf(row.text));
      if (score >= SAME && (best === null || score > best.score)) best = { groupId: row.groupId, score };
    }
    return best?.groupId ?? ids.next();
  };

  return {
    add({ text, locale }) {
      const question = masked(text);
      if (question === '') return;
      db.transaction(() => {
        insert.run(ids.next(), groupFor(question, locale), question, locale, today());
        forget();
      }).immediate();
      announce();
    },
    groups() {
      forget();
      const groups = [...Map.groupBy(rows(), ({ groupId }) => groupId)].map(([groupId, asked]) => ({
        groupId,
        examples: [...new Set(asked.map(({ text }) => text))].slice(0, EXAMPLES),
        count: asked.length,
        lastAskedOn: asked[0]?.askedOn ?? '',
        locales: [...new Set(asked.map(({ locale }) => locale))],
      }));
      return groups.sort((a, b) => b.count - a.count || b.lastAskedOn.localeCompare(a.lastAskedOn));
    },
    dismiss(groupId) {
      remove.run(groupId);
      announce();
    },
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
