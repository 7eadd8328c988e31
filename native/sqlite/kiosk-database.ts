import { join } from 'node:path';
import { BOOKING_SQL } from './booking-schema.ts';
import { DESK_SQL } from './desk-schema.ts';
import { type Migration, openDatabase, type Sqlite } from './open-database.ts';

/** Migrations of DIR/kiosk.sqlite. Each is numbered, self-contained and never changed. */
export const KIOSK_MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    name: 'requests and settings',
    sql: `
CREATE TABLE requests (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  detail TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('waiting', 'seen', 'done', 'cancelled')),
  place_name TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
  },
  {
    version: 2,
    name: 'questions without an answer',
    sql: `
CREATE TABLE unanswered (
  id TEXT PRIMARY KEY,
  group_id TEXT NOT NULL,
  text TEXT NOT NULL,
  locale TEXT NOT NULL,
  asked_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX unanswered_group ON unanswered (group_id);`,
  },
  {
    version: 3,
    name: 'tokens of the language model',
    sql: `
CREATE TABLE llm_usage (
  day TEXT NOT NULL,
  session_id TEXT NOT NULL,
  requests INTEGER NOT NULL,
  input_tokens INTEGER NOT NULL,
  cached_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  PRIMARY KEY (day, session_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX llm_usage_session ON llm_usage (session_id);`,
  },
  { version: 4, name: 'desk: requests, lost and found, cases, leads', sql: DESK_SQL },
  { version: 5, name: 'bookings', sql: BOOKING_SQL },
];

/** This kiosk's own database: requests of guests, staff PIN. @throws FoyerError "database-unusable" | "database-newer". */
export function openKioskDatabase(dataDir: string): Sqlite {
  return openDatabase(join(dataDir, 'kiosk.sqlite'), KIOSK_MIGRATIONS);
}
