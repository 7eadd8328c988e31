import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { FoyerError } from '../core/contract/errors.ts';
import { lockDirectory } from './directory-lock.ts';
import { APP_ROLE } from './migrations/tenant-rows.ts';

export type Row = Readonly<Record<string, unknown>>;

/** What the cloud needs of a PostgreSQL, embedded or served. */
export interface Queries {
  query(sql: string, params?: readonly unknown[]): Promise<readonly Row[]>;
}
export interface Script extends Queries {
  /** Several statements, without parameters. */
  script(sql: string): Promise<void>;
}
export interface CloudDatabase extends Script {
  readonly engine: 'pglite' | 'postgresql';
  /** Commits when `work` resolves, rolls back when it rejects. As the login role: for what belongs to no tenant. */
  transaction<T>(work: (queries: Script) => Promise<T>): Promise<T>;
  /** A transaction that sees and writes this tenant's rows alone, whatever its statements say (migrations/tenant-rows.ts). */
  asTenant<T>(tenant: string, work: (queries: Queries) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
type Engine = Omit<CloudDatabase, 'asTenant'>;

/** What belongs to tenants; of a transaction that is under way (withinTransaction()), or each piece of work in one of its own. */
export type TenantDatabase = Pick<CloudDatabase, 'asTenant'>;

/** All that is done with it is one transaction with what else `tx` does, of that tenant alone. */
export function withinTransaction(tx: Queries, tenant: string): TenantDatabase {
  return {
    async asTenant(named, work) {
      if (named !== tenant) throw new Error('a transaction is of one tenant');
      return work(tx);
    },
  };
}

/**
 * @param where "postgres://…" for a server, "memory:" for one that is gone when closed, else a
 *   directory for the embedded PGlite.
 * @throws FoyerError code "cloud-database-unreachable" | "cloud-already-running".
 */
export async function openCloudDatabase(where: string): Promise<CloudDatabase> {
  try {
    return withTenants(/^postgres(ql)?:\/\//.test(where) ? await openPostgres(where) : await openPglite(where));
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

/**
 * Row-level security binds no superuser, so statements run as APP_ROLE, which owns nothing. Where the login role may not
 * make roles it is no superuser either, and FORCE ROW LEVEL SECURITY binds it though it owns the tables.
 */
function withTenants(engine: Engine): CloudDatabase {
  let scope: Promise<string> | null = null;
  const findScope = async () => {
    const [row] = await engine.query('SELECT to_regrole($1) IS NOT NULL AND pg_has_role(current_user, to_regrole($1), $2) AS member', [
      APP_ROLE,
      'MEMBER',
    ]);
    return row?.member === true
      ? `SELECT set_config('app.tenant', $1, true), set_config('role', '${APP_ROLE}', true)`
      : "SELECT set_config('app.tenant', $1, true)";
  };
  return {
    ...engine,
    async asTenant(tenant, work) {
      scope ??= findScope().catch((error: unknown) => {
        scope = null;
        throw error;
      });
      const enter = await scope;
      return engine.transaction(async (tx) => {
        await tx.query(enter, [tenant]);
        return work({ query: tx.query });
      });
    },
  };
}

async function openPglite(where: string): Promise<Engine> {
  const { PGlite } = await import('@electric-sql/pglite');
  const inMemory = where === 'memory:';
  if (!inMemory) mkdirSync(where, { recursive: true, mode: 0o700 });
  const unlock = inMemory ? () => {} : lockDirectory(`${where}.lock`);
  const db = await PGlite.create(inMemory ? 'memory://' : where).catch((error: unknown) => {
    unlock();
    throw error;
  });
  const over = (on: Pick<typeof db, 'query' | 'exec'>): Script => ({
    query: async (sql, params = []) => (await on.query<Row>(sql, [...params])).rows,
    script: async (sql) => void (await on.exec(sql)),
  });
  return {
    ...over(db),
    engine: 'pglite',
    transaction: (work) =>
      db.transaction(async (tx) => {
        // PGlite answers without leaving this turn of the event loop: with a queue before it, no connection would be accepted.
        await setImmediate();
        return work(over(tx));
      }),
    async close() {
      await db.close();
      unlock();
    },
  };
}

async function openPostgres(url: string): Promise<Engine> {
  const { Pool } = await import('pg');
  const pool = new Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 5000 });
  // A connection lost while idle is replaced with the next query; without a listener it would end the process.
  pool.on('error', () => {});
  await pool.query('SELECT 1');
  const over = (on: Pick<PoolClient, 'query'>): Script => ({
    // Named, so that each connection plans a statement once.
    query: async (sql, params = []) => (await on.query<Row>({ name: nameOf(sql), text: sql, values: [...params] })).rows,
    script: async (sql) => void (await on.query(sql)),
  });
  return {
    ...over(pool),
    engine: 'postgresql',
    async transaction(work) {
      const client = await pool.connect().catch((error: unknown) => {
        throw new FoyerError('no connection to the database is free', { fault: 'network', code: 'database-busy', cause: error });
      });
      let broken = false;
      try {
        await client.query('BEGIN');
        const result = await work(over(client));
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
    close: () => pool.end(),
  };
}

function nameOf(sql: string): string {
  return createHash('sha256').update(sql).digest('base64').slice(0, 32);
}
