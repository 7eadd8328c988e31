import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Check } from '../../core/contract/index.ts';
import { type DoctorContext, fail, ok, type Probe, warn } from './check.ts';

const WANTED_FREE_BYTES = 500e6;
const LEAST_FREE_BYTES = 50e6;
const DAY_MS = 86_400_000;
/** Room for fewer days than this is worth a look. */
const WANTED_DAYS = 90;
/** What grows as a kiosk is used; models and published venues come once. */
const GROWING = ['kiosk.sqlite', 'kiosk.sqlite-wal', 'memory.sqlite', 'memory.sqlite-wal', 'logs', 'traces'];

export const storageProbes: readonly Probe[] = [
  { name: 'data directory', run: (context) => [data(context)] },
  { name: 'disk', run: (context) => [disk(context.dataDir), ...growth(context.dataDir, Date.now())] },
  { name: 'keys', run: (context) => [keys(context)] },
];

function data({ dataDir, platform }: DoctorContext): Check {
  if (!existsSync(dataDir)) return ok('data directory', `${dataDir} (made at the first start)`);
  const remedy = 'Give this user the folder, or choose another with --data; on a read-only root it lies on a partition of its own.';
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK);
    writeTrial(join(dataDir, `.doctor-${process.pid}`));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    return fail('data directory', `${dataDir} cannot be read and written${code}`, remedy);
  }
  if (platform === 'win32') return ok('data directory', dataDir);
  if ((statSync(dataDir).mode & 0o077) !== 0)
    return warn('data directory', `${dataDir} is open to other users`, `Run chmod 700 ${dataDir}.`);
  return ok('data directory', `${dataDir}, this user's alone`);
}

/** A disk may let itself be opened for writing and then take nothing. */
function writeTrial(path: string): void {
  const file = openSync(path, 'w', 0o600);
  try {
    writeSync(file, 'x');
    fsyncSync(file);
  } finally {
    closeSync(file);
    rmSync(path, { force: true });
  }
}

function disk(dataDir: string): Check {
  const free = freeAt(dataDir);
  const has = `${Math.round(free / 1e6)} MB free`;
  const remedy = 'Free at least 500 MB for databases, logs and speech models.';
  if (free > WANTED_FREE_BYTES) return ok('disk', has);
  return free > LEAST_FREE_BYTES ? warn('disk', has, remedy) : fail('disk', has, remedy);
}

function freeAt(dataDir: string): number {
  let folder = dataDir;
  while (!existsSync(folder)) folder = dirname(folder);
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** How fast the data directory has grown since its first file, and for how long there is room. */
export function growth(dataDir: string, nowMs: number, free = existsSync(dataDir) ? freeAt(dataDir) : 0): readonly Check[] {
  const found = GROWING.flatMap((name) => measure(join(dataDir, name)));
  if (found.length === 0) return [];
  const days = (nowMs - Math.min(...found.map(({ sinceMs }) => sinceMs))) / DAY_MS;
  const bytes = found.reduce((sum, file) => sum + file.bytes, 0);
  const has = `${(bytes / 1e6).toFixed(1)} MB of records and logs`;
  if (days < 1) return [ok('growth', `${has}; less than a day old, so nothing can be said of its growth`)];
  const perDay = bytes / days;
  const room = Math.floor(free / Math.max(perDay, 1));
  const message = `${has}, about ${(perDay / 1e6).toFixed(1)} MB a day; room for ${room > 3650 ? 'more than ten years' : `${room} days`}`;
  const remedy = 'Shorten desk.retentionDays, memory.retentionDays and traces, or give the data directory a larger disk.';
  return [room >= WANTED_DAYS ? ok('growth', message) : warn('growth', message, remedy)];
}

function measure(path: string): { readonly bytes: number; readonly sinceMs: number }[] {
  const info = statSync(path, { throwIfNoEntry: false });
  if (info === undefined) return [];
  if (info.isDirectory()) return readdirSync(path).flatMap((name) => measure(join(path, name)));
  // File systems without a time of birth report 0, or the last change.
  return [{ bytes: info.size, sinceMs: info.birthtimeMs > 0 ? Math.min(info.birthtimeMs, info.mtimeMs) : info.mtimeMs }];
}

function keys({ dataDir, platform }: DoctorContext): Check {
  const folder = join(dataDir, 'keys');
  if (!existsSync(folder)) return ok('keys', 'none yet; made when needed');
  const names = readdirSync(folder);
  const open = platform === 'win32' ? [] : names.filter((name) => (statSync(join(folder, name)).mode & 0o077) !== 0);
  if (open.length > 0)
    return fail('keys', `${open.join(', ')} can be read by other users`, `Run chmod 600 on ${open.join(', ')} in ${folder}.`);
  return ok('keys', `${names.length} in ${folder}, this user's alone`);
}
