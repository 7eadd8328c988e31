import { findPostgres, startPostgres } from '../support/postgres.ts';

export interface DatabaseServer {
  /** The URL of a new, empty database. */
  create(): Promise<string>;
  stop(): Promise<void>;
}

export interface TestDatabase {
  /** With the reason where it is skipped. */
  readonly name: string;
  readonly missing: boolean;
  start(): Promise<DatabaseServer>;
}

const postgres = findPostgres();
const missing = 'missing' in postgres;
const reason = 'missing' in postgres ? ` (skipped: ${postgres.missing})` : '';

const PGLITE: TestDatabase = {
  name: 'PGlite',
  missing: false,
  start: async () => ({ create: async () => 'memory:', stop: async () => {} }),
};

const POSTGRESQL: TestDatabase = {
  name: `PostgreSQL${reason}`,
  missing,
  async start() {
    const { createDatabase: create, stop } = await startPostgres();
    return { create, stop };
  },
};

/** A login that owns its tables but is no superuser and may make no roles: only FORCE ROW LEVEL SECURITY binds it. */
export const ORDINARY_OWNER: TestDatabase = {
  name: `PostgreSQL as an ordinary owner${reason}`,
  missing,
  async start() {
    const { createOwnedDatabase: create, stop } = await startPostgres();
    return { create, stop };
  },
};

/** What the endpoint runs on; the suites of its behaviour run on each. */
export const TEST_DATABASES: readonly TestDatabase[] = [PGLITE, POSTGRESQL];
