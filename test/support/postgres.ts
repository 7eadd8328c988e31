import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const INSTALLED = '/usr/lib/postgresql';

export interface Postgres {
  /** Of a new, empty database; connects as the cluster's superuser. */
  createDatabase(): Promise<string>;
  /** Makes a role that may log in and use what it makes itself, but is no superuser, and a database of its own. */
  createOwnedDatabase(): Promise<string>;
  /** Stops the server and deletes the cluster. */
  stop(): Promise<void>;
}

/** Where PostgreSQL's own programs are, or why there is none to test with. Nothing is installed. */
export function findPostgres(): { readonly bin: string } | { readonly missing: string } {
  const versions = existsSync(INSTALLED) ? readdirSync(INSTALLED).filter((name) => existsSync(join(INSTALLED, name, 'bin', 'initdb'))) : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  if (newest === undefined) return { missing: `no PostgreSQL under ${INSTALLED} (Debian: apt-get install postgresql)` };
  if (process.getuid?.() === 0 && serverUser() === null) return { missing: 'initdb refuses root, and there is no user "postgres"' };
  return { bin: join(INSTALLED, newest, 'bin') };
}

/**
 * A throw-away cluster on a free loopback port, run by the postgres user where this is root.
 * @param durable waits for the disk as a real one does; tests need not.
 * @throws when there is no PostgreSQL: ask findPostgres() first.
 */
export async function startPostgres({ durable = false }: { readonly durable?: boolean } = {}): Promise<Postgres> {
  const found = findPostgres();
  if ('missing' in found) throw new Error(found.missing);
  const root = mkdtempSync(join(tmpdir(), 'foyer-postgres-'));
  const user = process.getuid?.() === 0 ? serverUser() : null;
  if (user !== null) chownSync(root, user.uid, user.gid);
  const data = join(root, 'data');
  const as = { cwd: root, ...(user ?? {}) };
  execFileSync(join(found.bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale', 'C'], {
    ...as,
    stdio: 'ignore',
  });
  const port = await freePort();
  const settings = [`listen_addresses=127.0.0.1`, `unix_socket_directories=${root}`, 'max_connections=200', 'shared_buffers=256MB'];
  if (!durable) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  const server = spawn(join(found.bin, 'postgres'), ['-D', data, '-p', String(port), ...settings.flatMap((one) => ['-c', one])], {
    ...as,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  // However this process ends, no server and no cluster is left.
  const abandon = () => {
    server.kill('SIGQUIT');
    rmSync(root, { recursive: true, force: true });
  };
  process.once('exit', abandon);
  await readyOf(server.stderr);
  let databases = 0;
  const url = (name: string, role = 'postgres') => `postgres://${role}@127.0.0.1:${port}/${name}`;
  const run = (sql: string) =>
    execFileSync(join(found.bin, 'psql'), ['-q', '-X', '-v', 'ON_ERROR_STOP=1', '-d', url('postgres'), '-c', sql], { stdio: 'pipe' });
  return {
    async createDatabase() {
      const name = `foyer_${++databases}`;
      run(`CREATE DATABASE ${name}`);
      return url(name);
    },
    async createOwnedDatabase() {
      const name = `foyer_${++databases}`;
      run(`CREATE ROLE ${name} LOGIN NOSUPERUSER NOCREATEROLE`);
      run(`CREATE DATABASE ${name} OWNER ${name}`);
      return url(name, name);
    },
    async stop() {
      process.off('exit', abandon);
      const gone = once(server, 'exit');
      server.kill('SIGINT');
      await gone;
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function readyOf(stderr: NodeJS.ReadableStream): Promise<void> {
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    createInterface(stderr)
      .on('line', (line) => {
        if (said.length < 20) said.push(line);
        if (line.includes('ready to accept connections')) resolve();
      })
      .once('close', () => reject(new Error(`PostgreSQL did not start: ${said.join('\n')}`)));
  });
}

function serverUser(): { readonly uid: number; readonly gid: number } | null {
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
