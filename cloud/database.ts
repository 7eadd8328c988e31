import { mkdirSync } from 'node:fs';
import { FoyerError } from '../core/contract/errors.ts';
import { lockDirectory } from './directory-lock.ts';

export type Row = Readonly<Record<string, unknown>>;

/** What the cloud needs of a PostgreSQL, embedded or served. */
export interface Queries {
  query(sql: string, params?: readonly unknown[]): Promise<readonly Row[]>;
}
export interface CloudDatabase extends Queries {
  /** Commits when `work` resolves, rolls back when it rejects. */
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  /** Several statements, without parameters. */
  script(sql: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param where "postgres://…" for a server, "memory:" for one that is gone when closed, else a
 *   directory for the embedded PGlite.
 * @throws FoyerError code "cloud-database-unreachable" | "cloud-already-running".
 */
export async function openCloudDatabase(where: string): Promise<CloudDatabase> {
  try {
    return /^postgres(ql)?:\/\//.test(where) ? await openPostgres(where) : await openPglite(where);
  } catch (error) {
    if (error instanceof FoyerError) throw error;
    const shown = where.replace(/\/\/[^@/]*@/, '//…@');
    throw new FoyerError(`the database ${shown} cannot be opened`, {
      fault: 'operator',
      code: 'cloud-database-unreachable',
      remedy: 'Check that the server runs and the URL is right, or leave --database out to use the embedded one.',
      cause: error,
    });
  }
}

async function openPglite(where: string): Promise<CloudDatabase> {
  const { PGlite } = await import('@electric-sql/pglite');
  const inMemory = where === 'memory:';
  if (!inMemory) mkdirSync(where, { recursive: true, mode: 0o700 });
  const unlock = inMemory ? () => {} : lockDirectory(`${where}.lock`);
  const db = await PGlite.create(inMemory ? 'memory://' : where).catch((error: unknown) => {
    unlock();
    throw error;
  });
  const over = (on: Pick<typeof db, 'query'>): Queries => ({
    query: async (sql, params = []) => (await on.query<Row>(sql, [...params])).rows,
  });
  return {
    ...over(db),
    transaction: (work) =>
      db.transaction((tx) => work({ query: async (sql, params = []) => (await tx.query<Row>(sql, [...params])).rows })),
    script: async (sql) => void (await db.exec(sql)),
    async close() {
      await db.close();
      unlock();
    },
  };
}

async function openPostgres(url: string): Promise<CloudDatabase> {
  const { Pool } = await import('pg');
  const pool = new Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 5000 });
  // A connection lost while idle is replaced with the next query; without a listener it would end the process.
  pool.on('error', () => {});
  await pool.query('SELECT 1');
  return {
    query: async (sql, params = []) => (await pool.query<Row>(sql, [...params])).rows,
    async transaction(work) {
      const client = await pool.connect();
      let broken = false;
      try {
        await client.query('BEGIN');
        const result = await work({ query: async (sql, params = []) => (await client.query<Row>(sql, [...params])).rows });
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => {
          broken = true;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
    script: async (sql) => void (await pool.query(sql)),
    close: () => pool.end(),
  };
}
