import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clearStaging, type FetchUpdateOptions, fetchUpdate } from '../../../host/updates/fetch-update.ts';
import { seeded } from '../../support/random.ts';
import { type FileServer, startFileServer } from './file-server.ts';

const bytesOf = (seed: number) => {
  const random = seeded(seed);
  return Buffer.from(Uint8Array.from({ length: 300_000 }, () => random() * 256));
};
const CONTENT = bytesOf(7);
let folder = '';
let server: FileServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-staging-'));
  server = await startFileServer({ 'v.sqlite': CONTENT });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const fetchIt = (options: Partial<FetchUpdateOptions> = {}) =>
  fetchUpdate({
    artefact: server.artefact('v.sqlite'),
    ...{ folder, suffix: '.sqlite', signal: new AbortController().signal, waitBeforeRetry: async () => {} },
    ...options,
  });

describe('an update on its way', () => {
  it('arrives whole, under its hash, and is not fetched again', async () => {
    const path = await fetchIt();
    expect(readFileSync(path).equals(CONTENT)).toBe(true);
    expect(await fetchIt()).toBe(path);
    expect(server.requests).toHaveLength(1);
  });

  it('is fetched again where it was spoilt on the disk', async () => {
    const path = await fetchIt();
    const spoilt = readFileSync(path);
    spoilt[5] = (spoilt[5] ?? 0) ^ 1;
    writeFileSync(path, spoilt);
    expect(readFileSync(await fetchIt()).equals(CONTENT)).toBe(true);
  });

  it('goes on where the connection broke', async () => {
    server.faults.push({ dropAfter: 100_000 });
    expect(readFileSync(await fetchIt()).equals(CONTENT)).toBe(true);
  });

  it('goes on where a server stopped sending', async () => {
    server.faults.push({ stallAfter: 100_000 });
    expect(readFileSync(await fetchIt({ stallMs: 100 })).equals(CONTENT)).toBe(true);
    expect(server.requests[1]?.range).toBe('bytes=100000-');
  });

  it('is begun anew after one changed byte', async () => {
    server.faults.push('corrupt');
    expect(readFileSync(await fetchIt()).equals(CONTENT)).toBe(true);
    expect(server.requests).toHaveLength(2);
  });

  it.each([
    ['every copy is corrupt', () => server.faults.push('corrupt', 'corrupt', 'corrupt', 'corrupt'), 'model-checksum'],
    ['it is another file', () => server.files.set('v.sqlite', bytesOf(8)), 'model-checksum'],
    ['it is longer than announced', () => server.faults.push('larger'), 'update-too-large'],
    ['it ends too early', () => server.faults.push(...new Array(9).fill({ endAfter: 10 })), 'model-checksum'],
    ['the server has none', () => server.files.clear(), 'model-download-failed'],
    ['the server fails', () => server.faults.push(...new Array(9).fill({ status: 503 })), 'model-download-failed'],
  ])('is given up where %s', async (_what, cause, code) => {
    const artefact = server.artefact('v.sqlite');
    cause();
    await expect(fetchIt({ artefact, attempts: 3 })).rejects.toMatchObject({ code });
    expect(existsSync(join(folder, `${artefact.sha256}.sqlite`))).toBe(false);
  });

  it('is given up while the server is gone, and goes on once it is back', async () => {
    server.faults.push({ stallAfter: 50_000 });
    const artefact = server.artefact('v.sqlite');
    await expect(fetchIt({ attempts: 1, stallMs: 100, waitBeforeRetry: () => server.close() })).rejects.toMatchObject({
      code: 'model-download-failed',
    });
    const kept = statSync(join(folder, `${artefact.sha256}.sqlite.part`)).size;
    server = await startFileServer({ 'v.sqlite': CONTENT });
    const path = await fetchIt({ artefact: { ...artefact, url: server.artefact('v.sqlite').url } });
    expect(readFileSync(path).equals(CONTENT)).toBe(true);
    expect([kept, server.requests[0]?.range]).toEqual([50_000, 'bytes=50000-']);
  });

  it('is given up after its time, and keeps what has come', async () => {
    server.faults.push({ stallAfter: 80_000 });
    await expect(fetchIt({ limitMs: 300, stallMs: 60_000 })).rejects.toThrow();
    expect(readFileSync(await fetchIt()).equals(CONTENT)).toBe(true);
  });

  it('is not begun where the disk would be too full', async () => {
    await expect(fetchIt({ freeBytes: async () => 1000 })).rejects.toMatchObject({ code: 'disk-full' });
    expect(server.requests).toEqual([]);
  });

  it('is cleared away once no plan names it, and kept while one does', async () => {
    const path = await fetchIt();
    writeFileSync(join(folder, 'old.sqlite.part'), 'x');
    await clearStaging(folder, [server.artefact('v.sqlite').sha256]);
    expect(readdirSync(folder)).toEqual([path.split('/').at(-1)]);
    await clearStaging(folder, []);
    expect(readdirSync(folder)).toEqual([]);
  });
});

const tinyDisk = () => {
  const dir = mkdtempSync(join(tmpdir(), 'foyer-tiny-disk-'));
  const mounted = process.platform === 'linux' && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', dir]).status === 0;
  return {
    dir,
    mounted,
    close() {
      if (mounted) spawnSync('umount', [dir]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
};

describe('a disk that is full for all that', () => {
  it('loses nothing else, and has the rest once there is room', async (context) => {
    const disk = tinyDisk();
    try {
      if (!disk.mounted) context.skip('no file system may be mounted here');
      const full = fetchIt({ folder: join(disk.dir, 'staging'), freeBytes: async () => 1e12 });
      await expect(full).rejects.toMatchObject({ code: 'disk-full' });
      spawnSync('mount', ['-o', 'remount,size=2m', disk.dir]);
      const path = await fetchIt({ folder: join(disk.dir, 'staging'), freeBytes: async () => 1e12 });
      expect(readFileSync(path).equals(CONTENT)).toBe(true);
    } finally {
      disk.close();
    }
  });
});

describe('a kiosk that is killed half way', () => {
  it('goes on where it was', async () => {
    server.faults.push({ stallAfter: 120_000 });
    const { url, sha256, bytes } = server.artefact('v.sqlite');
    const script = fileURLToPath(new URL('./fetch-alone.ts', import.meta.url));
    const child = spawn(process.execPath, [script, JSON.stringify({ folder, artefact: { url, sha256, bytes } })], { stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await server.stalled;
    // Sent is not written yet: until the file has grown.
    while ((statSync(join(folder, `${sha256}.sqlite.part`), { throwIfNoEntry: false })?.size ?? 0) === 0)
      await new Promise((resolve) => setImmediate(resolve));
    child.kill('SIGKILL');
    await ended;
    expect(readFileSync(await fetchIt()).equals(CONTENT)).toBe(true);
    expect(server.requests[1]?.range).toMatch(/^bytes=[1-9]\d*-$/);
  });
});
