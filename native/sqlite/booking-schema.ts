/** Of kiosk.sqlite. Never changed: what comes later is another migration. */
export const BOOKING_SQL = `
CREATE TABLE bookings (
  id TEXT PRIMARY KEY,
  reference TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('table', 'seat', 'tour')),
  target_type TEXT NOT NULL CHECK (target_type IN ('place', 'session', 'service')),
  target_id TEXT NOT NULL,
  title TEXT NOT NULL,
  place_id TEXT,
  starts_at TEXT NOT NULL,
  ends_at TEXT NOT NULL CHECK (ends_at > starts_at),
  party INTEGER NOT NULL CHECK (party > 0),
  note TEXT NOT NULL,
  owner_kind TEXT NOT NULL CHECK (owner_kind IN ('guest', 'session')),
  owner_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('booked', 'cancelled')),
  reason TEXT NOT NULL DEFAULT '',
  notice TEXT CHECK (notice IN ('moved', 'cancelled', 'gone', 'withdrawn')),
  created_at TEXT NOT NULL,
  book_key TEXT NOT NULL UNIQUE,
  change_key TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX bookings_of_target ON bookings (target_type, target_id, ends_at);
CREATE INDEX bookings_of_owner ON bookings (owner_kind, owner_id, ends_at);
CREATE INDEX bookings_by_end ON bookings (ends_at);`;
