import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

/** The scripts are plain JavaScript, so that they run before anything is installed. */
const load = (name: string) => import(fileURLToPath(new URL(`../../scripts/setup/${name}.mjs`, import.meta.url)));
const { hashSources, createState } = await load('state');
const { runCommand } = await load('run-command');
const { withProgress } = await load('progress');
const { ensureDependencies } = await load('dependencies');
const { ensureNode } = await load('node-binary');
const { ensureBuild } = await load('builds');
const { ensureChromium } = await load('chromium');
const { ensureElectron } = await load('electron-runtime');

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'foyer-setup-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

function write(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

function lock(packages: Record<string, object>): string {
  return JSON.stringify({ lockfileVersion: 3, packages });
}

describe('dependencies', () => {
  test('what somebody installed by hand is kept when it is what the lock says', async () => {
    write(
      'package-lock.json',
      lock({ '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0', optional: true } }),
    );
    write('node_modules/.package-lock.json', lock({ 'node_modules/a': { version: '1.0.0' } }));
    write('node_modules/a/package.json', '{}');
    expect(await ensureDependencies(root)).toBe(false);
    expect(createState(root).read('dependencies')).toEqual({ lock: hashSources(root, ['package-lock.json']) });
  });

  test('a lock that cannot be installed is reported with npm’s own words and a remedy', async () => {
    write('package.json', '{"name":"x","version":"1.0.0","dependencies":{"a":"file:./a"}}');
    write('package-lock.json', lock({ '': { name: 'x', version: '1.0.0' } }));
    await expect(ensureDependencies(root)).rejects.toMatchObject({
      step: 'installing the dependencies',
      message: expect.stringContaining('in sync'),
      remedy: expect.stringMatching(/\S/),
    });
  });
});

describe('Node', () => {
  test('is the installed one where there is one that runs', async () => {
    const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
    write(`node_modules/${name}/package.json`, '{"version":"24.0.0"}');
    write(`node_modules/${name}/bin/node`, '#!/bin/sh\nexit 3\n');
    // One that does not run is not used; this Node is new enough itself.
    expect(await ensureNode(root)).toBe(process.execPath);
    expect(createState(root).read('node')).toBeNull();
  });

  test('is this one on a platform without a package', async () => {
    expect(await ensureNode(root)).toBe(process.execPath);
  });
});

describe('builds', () => {
  test('happen when the sources changed, and only then', async () => {
    write('renderer/main.ts', 'one');
    // Stands in for Vite: counts its runs and makes the product.
    write(
      'node_modules/vite/bin/vite.js',
      "const fs = require('node:fs'); fs.mkdirSync('dist/renderer', { recursive: true }); fs.writeFileSync('dist/renderer/index.html', ''); fs.appendFileSync('runs', 'x');",
    );
    write('node_modules/vite/bin/package.json', '{"type":"commonjs"}');
    const runs = () => readFileSync(join(root, 'runs'), 'utf8').length;
    await ensureBuild(root, process.execPath, 'renderer');
    await ensureBuild(root, process.execPath, 'renderer');
    expect(runs()).toBe(1);
    write('renderer/main.ts', 'two');
    await ensureBuild(root, process.execPath, 'renderer');
    expect(runs()).toBe(2);
    rmSync(join(root, 'dist'), { recursive: true });
    await ensureBuild(root, process.execPath, 'renderer');
    expect(runs()).toBe(3);
  });

  test('that fail say why', async () => {
    write('node_modules/vite/bin/vite.js', "console.error('renderer/main.ts: unexpected token'); process.exit(1);");
    await expect(ensureBuild(root, process.execPath, 'renderer')).rejects.toMatchObject({
      step: 'building the screen',
      message: 'renderer/main.ts: unexpected token',
    });
  });
});

describe('Chromium', () => {
  test('FOYER_CHROMIUM that leads nowhere is an error, not passed over', async () => {
    vi.stubEnv('FOYER_CHROMIUM', '/no/such/chromium');
    await expect(ensureChromium(root, process.execPath, { fetch: true })).rejects.toMatchObject({
      message: expect.stringContaining('/no/such/chromium'),
    });
  });

  test('a browser on the path that does not start is passed over', async () => {
    vi.stubEnv('FOYER_CHROMIUM', '');
    vi.stubEnv('PATH', join(root, 'bin'));
    write('bin/chromium', 'not a program');
    const found = await ensureChromium(root, process.execPath, { fetch: false });
    expect(found.path).not.toBe(join(root, 'bin/chromium'));
  });
});

describe('the Electron runtime', () => {
  /** Stands in for Electron's installer, and counts its runs. */
  const installer = (code: string) => {
    write('node_modules/electron/package.json', '{"type":"commonjs"}');
    write('node_modules/electron/install.js', `require('node:fs').appendFileSync('runs', 'x'); ${code}`);
    return () => readFileSync(join(root, 'runs'), 'utf8').length;
  };

  test('is used when it is there, without the installer', async () => {
    installer('process.exit(1)');
    write('node_modules/electron/path.txt', 'electron');
    write('node_modules/electron/dist/electron', '');
    expect(await ensureElectron(root, process.execPath)).toEqual({ path: join(root, 'node_modules/electron/dist/electron') });
    expect(existsSync(join(root, 'runs'))).toBe(false);
  });

  test('is fetched, into a temporary folder that is taken away again', async () => {
    installer(
      "const fs = require('node:fs'); fs.writeFileSync(process.env.TMPDIR + '/part', 'x'); fs.writeFileSync(__dirname + '/path.txt', 'electron'); fs.mkdirSync(__dirname + '/dist'); fs.writeFileSync(__dirname + '/dist/electron', '');",
    );
    expect((await ensureElectron(root, process.execPath)).path).toBe(join(root, 'node_modules/electron/dist/electron'));
    expect(existsSync(join(root, 'node_modules/.cache/foyer/electron-download'))).toBe(false);
  });

  test('that cannot be had is said in one line, and not tried again for a day unless asked', async () => {
    const runs = installer("console.error('RequestError: getaddrinfo ENOTFOUND host'); process.exit(1)");
    const first = await ensureElectron(root, process.execPath);
    expect(first).toEqual({ path: null, reason: "Electron's runtime could not be downloaded (getaddrinfo ENOTFOUND host)" });
    expect((await ensureElectron(root, process.execPath)).reason).toContain('npm start -- --electron tries again');
    expect(runs()).toBe(1);
    await ensureElectron(root, process.execPath, { retry: true });
    expect(runs()).toBe(2);
    createState(root).write('electron', { failedAt: Date.now() - 25 * 3600_000, reason: 'x' });
    await ensureElectron(root, process.execPath);
    expect(runs()).toBe(3);
  });
});

describe('running programs', () => {
  test('one that takes too long is ended with what it started', async () => {
    const result = await runCommand(process.execPath, ['-e', "require('node:child_process').spawnSync('sleep', ['60'])"], { limitMs: 300 });
    expect(result).toMatchObject({ why: 'limit' });
    expect(result.code).not.toBe(0);
  });

  test('one that stands still is ended', async () => {
    expect(await runCommand(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stalled: () => true })).toMatchObject({
      why: 'stalled',
    });
  });

  test('one that is not there is a result like any other', async () => {
    expect(await runCommand('/no/such/program', [])).toMatchObject({ code: 127, why: 'not-started' });
  });
});

describe('progress', () => {
  const out = () => {
    const written: string[] = [];
    return { written, isTTY: false, write: (text: string) => written.push(text) };
  };

  test('a quick step says nothing', async () => {
    const stream = out();
    expect(await withProgress('looking', async () => 7, stream)).toBe(7);
    expect(stream.written).toEqual([]);
  });

  test('a long one says what it does, what came in, and how it ended', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'performance'] });
    const stream = out();
    const work = Promise.withResolvers<void>();
    const done = withProgress(
      'fetching',
      (report: (detail: string) => void) => {
        report('12 MB');
        return work.promise;
      },
      stream,
    );
    vi.advanceTimersByTime(17_000);
    work.resolve();
    await done;
    expect(stream.written).toEqual([
      'foyer: fetching (12 MB) … 2 s\n',
      'foyer: fetching (12 MB) … 17 s\n',
      'foyer: fetching: done after 17 s\n',
    ]);
  });

  test('a failing one passes its error on', async () => {
    await expect(
      withProgress(
        'looking',
        async () => {
          throw new Error('no');
        },
        out(),
      ),
    ).rejects.toThrow('no');
  });
});
