import type { Migration } from './open-database.ts';

/**
 * DIR/memory.sqlite. Every row about a guest is named by (companion, guest), where guest is a keyed
 * hash, and everything else about them is sealed.
 *
 * guests: one row per guest, which outlives an erasure as the tombstone (wrapped_key null): epoch
 *   stops what comes late, nothing in it says who it was. revision grows with each change, so that an
 *   open memory knows to read again. touched_day counts days since 1970, for retention.
 *   sealed_pin: what the guest's PIN is checked against; pin_failures, pin_locked_until (ms since 1970): wrong tries here.
 * records: facts, threads, turns, episodes, settings and the consent log, one sealed JSON each.
 * outbox: ops that the cloud has not acknowledged, in the order they were made.
 */
export const GUEST_MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    name: 'guests, records, outbox',
    sql: `
      CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE guests (
        companion TEXT NOT NULL,
        guest BLOB NOT NULL,
        epoch INTEGER NOT NULL,
        key_id TEXT,
        wrapped_key BLOB,
        revision INTEGER NOT NULL,
        pulled INTEGER NOT NULL,
        touched_day INTEGER NOT NULL,
        PRIMARY KEY (companion, guest)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE records (
        companion TEXT NOT NULL,
        guest BLOB NOT NULL,
        type TEXT NOT NULL CHECK (type IN ('fact', 'thread', 'consent')),
        id TEXT NOT NULL,
        sealed BLOB NOT NULL,
        PRIMARY KEY (companion, guest, type, id)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE outbox (
        companion TEXT NOT NULL,
        guest BLOB NOT NULL,
        op_id TEXT NOT NULL,
        seq INTEGER NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        sealed BLOB NOT NULL,
        PRIMARY KEY (companion, guest, op_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX outbox_op ON outbox (op_id);
    `,
  },
  {
    version: 2,
    name: 'turns among the records',
    sql: `
      CREATE TABLE records_2 (
        companion TEXT NOT NULL,
        guest BLOB NOT NULL,
        type TEXT NOT NULL CHECK (type IN ('fact', 'thread', 'turn', 'consent')),
        id TEXT NOT NULL,
        sealed BLOB NOT NULL,
        PRIMARY KEY (companion, guest, type, id)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO records_2 SELECT companion, guest, type, id, sealed FROM records;
      DROP TABLE records;
      ALTER TABLE records_2 RENAME TO records;
    `,
  },
  {
    version: 3,
    name: "the guest's PIN",
    sql: `
      ALTER TABLE guests ADD COLUMN sealed_pin BLOB;
      ALTER TABLE guests ADD COLUMN pin_failures INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE guests ADD COLUMN pin_locked_until INTEGER NOT NULL DEFAULT 0;
    `,
  },
  {
    version: 4,
    name: 'episodes and settings among the records',
    sql: `
      CREATE TABLE records_4 (
        companion TEXT NOT NULL,
        guest BLOB NOT NULL,
        type TEXT NOT NULL CHECK (type IN ('fact', 'thread', 'turn', 'episode', 'setting', 'consent')),
        id TEXT NOT NULL,
        sealed BLOB NOT NULL,
        PRIMARY KEY (companion, guest, type, id)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO records_4 SELECT companion, guest, type, id, sealed FROM records;
      DROP TABLE records;
      ALTER TABLE records_4 RENAME TO records;
    `,
  },
  {
    version: 5,
    name: 'wrong tries of a PIN among the records',
    sql: `
      CREATE TABLE records_5 (
        companion TEXT NOT NULL,
        guest BLOB NOT NULL,
        type TEXT NOT NULL CHECK (type IN ('fact', 'thread', 'turn', 'episode', 'setting', 'consent', 'tries')),
        id TEXT NOT NULL,
        sealed BLOB NOT NULL,
        PRIMARY KEY (companion, guest, type, id)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO records_5 SELECT companion, guest, type, id, sealed FROM records;
      DROP TABLE records;
      ALTER TABLE records_5 RENAME TO records;
    `,
  },
];
