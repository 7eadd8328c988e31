/**
 * What guests leave with staff, in DIR/kiosk.sqlite.
 *
 * desk: one row a request, lost item, found item, case or lead. What a guest said, and what about, is in `sealed` (one JSON under a
 *   key derived from the device key). `ticket` is the number they were given; `key` makes a repeated call the same record;
 *   `kept_day` counts days since 1970, for retention.
 * desk_matches: lost and found items that may be the same.
 * webhook_outbox: what is still to be pushed to the CRM, sealed; `id` is the idempotency key of the push.
 *
 * Requests from before are moved as plain JSON; they go with retention.
 */
export const DESK_SQL = `
CREATE TABLE desk (
  id TEXT PRIMARY KEY,
  sort TEXT NOT NULL CHECK (sort IN ('request', 'lost', 'found', 'case', 'lead')),
  ticket TEXT UNIQUE,
  status TEXT NOT NULL,
  sealed BLOB NOT NULL,
  owner_kind TEXT CHECK (owner_kind IN ('guest', 'session')),
  owner_id TEXT,
  session_id TEXT,
  key TEXT UNIQUE,
  kept_day INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_sort ON desk (sort, id);
CREATE INDEX desk_owner ON desk (owner_id) WHERE owner_id IS NOT NULL;
CREATE TABLE desk_matches (
  lost_id TEXT NOT NULL REFERENCES desk (id) ON DELETE CASCADE,
  found_id TEXT NOT NULL REFERENCES desk (id) ON DELETE CASCADE,
  score REAL NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('proposed', 'same', 'different')),
  PRIMARY KEY (lost_id, found_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE webhook_outbox (
  id TEXT PRIMARY KEY,
  subject_id TEXT NOT NULL,
  sealed BLOB NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'dead')),
  attempts INTEGER NOT NULL,
  next_at_ms INTEGER NOT NULL,
  problem TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX webhook_due ON webhook_outbox (next_at_ms) WHERE state = 'waiting';
CREATE INDEX webhook_subject ON webhook_outbox (subject_id);
INSERT INTO desk (id, sort, status, sealed, kept_day)
  SELECT id, 'request', status,
    CAST(json_object('kind', kind, 'title', title, 'detail', detail, 'placeName', place_name, 'createdAt', created_at) AS BLOB),
    CAST(julianday(substr(created_at, 1, 10)) - 2440587.5 AS INTEGER)
  FROM requests;
DROP TABLE requests;`;
