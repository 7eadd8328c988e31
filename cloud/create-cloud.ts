import { fastify } from 'fastify';
import { FoyerError } from '../core/contract/errors.ts';
import { openCloudDatabase } from './database.ts';
import { migrate } from './migrations.ts';
import type { RouteDeps } from './routes.ts';
import { addRoutes } from './routes.ts';

const MAX_BODY_BYTES = 2 * 1024 * 1024;

export interface CloudOptions extends Omit<RouteDeps, 'db'> {
  /** 0: any free port. */
  readonly port: number;
  /** Default 127.0.0.1: put a proxy with TLS before it to serve other machines. */
  readonly host?: string;
  /** See openCloudDatabase(). */
  readonly database: string;
}

export interface Cloud {
  readonly url: string;
  /** Finishes the requests under way, then closes the database. Calling it again waits for the same. */
  close(): Promise<void>;
}

/**
 * The memory endpoint that kiosks sync with. Stateless over its database.
 * @throws FoyerError code "cloud-database-unreachable" | "port-taken".
 */
export async function createCloud({ port, host = '127.0.0.1', database, ...deps }: CloudOptions): Promise<Cloud> {
  const db = await openCloudDatabase(database);
  const app = fastify({ bodyLimit: MAX_BODY_BYTES, requestTimeout: 30_000, forceCloseConnections: 'idle' });
  try {
    await migrate(db);
    addRoutes(app, { db, ...deps });
    const url = await app.listen({ port, host });
    let closed: Promise<void> | null = null;
    return {
      url,
      close() {
        closed ??= app.close().then(() => db.close());
        return closed;
      },
    };
  } catch (error) {
    await app.close();
    await db.close();
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new FoyerError(`port ${port} on ${host} is taken`, {
        fault: 'operator',
        code: 'port-taken',
        remedy: 'Choose another with --port, or 0 for any free one.',
        cause: error,
      });
    }
    throw error;
  }
}
