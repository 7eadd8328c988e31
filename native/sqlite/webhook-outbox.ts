import type { Ids } from '../../core/ports.ts';
import type { DeskSeal } from './desk-seal.ts';
import type { Sqlite } from './open-database.ts';

export interface WebhookMessage {
  /** Idempotency key: the same for every try. */
  readonly id: string;
  readonly event: string;
  readonly createdAt: string;
  readonly data: unknown;
  /** Tries that failed so far. */
  readonly attempts: number;
}

export interface Delivery {
  readonly state: 'waiting' | 'sent' | 'dead';
  readonly problem: string;
}

/** What is to be pushed, until it was; it outlives a restart. */
export interface WebhookOutbox {
  /** Within the transaction of the record that it is about. */
  add(event: string, subjectId: string, data: object): void;
  /** The oldest that may be tried now. */
  due(nowMs: number): WebhookMessage | null;
  /** When the next one may be tried; null: none waits. */
  nextAtMs(): number | null;
  sent(id: string): void;
  /** @param nextAtMs null: it is given up, and staff see it. @param problem one line, nothing of the content. */
  failed(id: string, problem: string, nextAtMs: number | null): void;
  /** How far the newest push about a record is. */
  of(subjectId: string): Delivery | null;
  /** A dead letter waits again, with all its tries. False when there is none about this record. */
  retry(subjectId: string): boolean;
  /** What is still to be pushed of the record never leaves the kiosk. True when the receiver may have it already. */
  forget(subjectId: string): boolean;
  watch(listener: () => void): () => void;
}

/** @param db of openKioskDatabase(). @param wallMs milliseconds since 1970. */
export function createWebhookOutbox(
  db: Sqlite,
  { ids, seal, wallMs = Date.now }: { readonly ids: Ids; readonly seal: DeskSeal; readonly wallMs?: () => number },
): WebhookOutbox {
  const insert = db.prepare(`INSERT INTO webhook_outbox VALUES (?, ?, ?, 'waiting', 0, 0, '')`);
  const due = db.prepare(
    `SELECT id, sealed, attempts FROM webhook_outbox WHERE state = 'waiting' AND next_at_ms <= ? ORDER BY next_at_ms, id LIMIT 1`,
  );
  const next = db.prepare(`SELECT min(next_at_ms) FROM webhook_outbox WHERE state = 'waiting'`).pluck();
  const of = db.prepare('SELECT state, problem FROM webhook_outbox WHERE subject_id = ? ORDER BY id DESC LIMIT 1');
  const sent = db.prepare(`UPDATE webhook_outbox SET state = 'sent', problem = '', sealed = x'' WHERE id = ?`);
  const failed = db.prepare('UPDATE webhook_outbox SET state = ?, problem = ?, attempts = attempts + 1, next_at_ms = ? WHERE id = ?');
  const retry = db.prepare(
    `UPDATE webhook_outbox SET state = 'waiting', attempts = 0, next_at_ms = 0 WHERE subject_id = ? AND state = 'dead'`,
  );
  const forget = db.prepare('DELETE FROM webhook_outbox WHERE subject_id = ?');
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of [...listeners]) listener();
  };

  return {
    add(event, subjectId, data) {
      const id = ids.next();
      insert.run(id, subjectId, seal.seal({ event, createdAt: new Date(wallMs()).toISOString(), data }, id));
      changed();
    },
    due(nowMs) {
      const row = due.get(nowMs) as { id: string; sealed: Uint8Array; attempts: number } | undefined;
      if (row === undefined) return null;
      const content = seal.open(row.sealed, row.id) as Pick<WebhookMessage, 'event' | 'createdAt' | 'data'> | null;
      // With another device key nobody can read it any more: nothing to try again.
      if (content === null) return { id: row.id, event: 'unreadable', createdAt: '', data: null, attempts: row.attempts };
      return { ...content, id: row.id, attempts: row.attempts };
    },
    nextAtMs: () => next.get() as number | null,
    sent(id) {
      sent.run(id);
      changed();
    },
    failed(id, problem, nextAtMs) {
      failed.run(nextAtMs === null ? 'dead' : 'waiting', problem.slice(0, 200), nextAtMs ?? 0, id);
      changed();
    },
    of: (subjectId) => (of.get(subjectId) as Delivery | undefined) ?? null,
    retry(subjectId) {
      const any = retry.run(subjectId).changes > 0;
      if (any) changed();
      return any;
    },
    // A push that failed, or is under way, may have arrived.
    forget: (subjectId) => forget.run(subjectId).changes > 0,
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
