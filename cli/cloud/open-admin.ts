import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type AdminAnswer, type AdminRequest, adminAnswerSchema, administer } from '../../cloud/admin.ts';
import { openCloudDatabase } from '../../cloud/database.ts';
import { migrate } from '../../cloud/migrate.ts';
import { createHttpCall } from '../../host/cloud/http-call.ts';
import { loadCloudSecrets } from './cloud-secrets.ts';
import { artefactsDir } from './fleet-release.ts';

const runningSchema = z.object({ url: z.url(), pid: z.number().int().positive(), publicUrl: z.url().optional() });
const REQUEST_MS = 30_000;

export interface AdminOptions {
  readonly dataDir: string;
  /** As the endpoint was given it. */
  readonly database?: string | undefined;
  readonly masterKey?: string | undefined;
}

/**
 * One request of an operator: to the endpoint that runs on this data directory, which has its embedded database open, or
 * else to the database itself.
 */
export async function askAdmin({ dataDir, database, masterKey }: AdminOptions, request: AdminRequest): Promise<AdminAnswer> {
  const cloudDir = join(dataDir, 'cloud');
  mkdirSync(cloudDir, { recursive: true, mode: 0o700 });
  const url = database === undefined ? runningEndpoint(cloudDir) : null;
  if (url !== null) {
    const { operatorKey: token } = loadCloudSecrets(cloudDir, masterKey);
    const signal = AbortSignal.timeout(REQUEST_MS);
    return createHttpCall({ url, fetch })({ path: 'v1/admin', body: request, answer: adminAnswerSchema, signal, token });
  }
  const db = await openCloudDatabase(database ?? join(cloudDir, 'db'));
  try {
    await migrate(db);
    return await administer({ db, random: randomBytes, wallMs: Date.now, artefactsDir: artefactsDir(dataDir) }, request);
  } finally {
    await db.close();
  }
}

/** Where a browser on this machine, or with a public URL any, finds the operator page; null when no endpoint runs here. */
export function operatorPageUrl(dataDir: string): string | null {
  const running = readRunning(join(dataDir, 'cloud'));
  // By name: browsers know passkeys of names only.
  return running === null ? null : new URL('/operator', running.publicUrl ?? running.url.replace('//127.0.0.1', '//localhost')).href;
}

function runningEndpoint(cloudDir: string): string | null {
  return readRunning(cloudDir)?.url ?? null;
}

function readRunning(cloudDir: string): z.infer<typeof runningSchema> | null {
  try {
    const running = runningSchema.parse(JSON.parse(readFileSync(join(cloudDir, 'running.json'), 'utf8')));
    // Signal 0 only asks whether there is such a process.
    process.kill(running.pid, 0);
    return running;
  } catch {
    return null;
  }
}
