import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configureRequestUrl as changeUrl, configureRequestOptions, type DownloadOptions, HttpExecutor } from 'builder-util-runtime';
import { AppImageUpdater } from 'electron-updater';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stringify } from 'yaml';
import { createUpdater, type FeedUpdater, watchFirstStart } from '../../electron/updater.ts';
import { createExchange } from '../../electron/updater-exchange.ts';
import { createAppUpdates } from '../../electron/updater-main.ts';
import { createUpdaterPort, type UpdateRequest } from '../../electron/updater-port.ts';
import { releaseMessage } from '../../electron/updater-signature.ts';
import { createRecordingLog } from '../fakes/plain.ts';
import { createTestClock } from '../fakes/test-clock.ts';
import { type FileServer, startFileServer } from '../host/updates/file-server.ts';
import { eventually } from '../support/eventually.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const KEYS = [publicKey.export({ format: 'jwk' }).x ?? ''];
const NEW = Buffer.from('#!/bin/sh\necho new\n');
let dir = '';
let app = '';

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'foyer-app-'));
  app = join(dir, 'Foyer.AppImage');
  writeFileSync(app, '#!/bin/sh\necho old\n', { mode: 0o755 });
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** electron-updater's own updater for AppImages, with what it has of Electron replaced: the app, and its network. */
class NodeExecutor extends HttpExecutor<ReturnType<typeof request>> {
  createRequest(options: object, callback: (response: never) => void) {
    return request(options, callback as never);
  }
  download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
    return options.cancellationToken.createPromise((resolve, reject, onCancel) => {
      const to = configureRequestOptions({ ...configureRequestUrl(url, {}), headers: options.headers ?? {} });
      const callback = (error: Error | null | undefined) => (error ? reject(error) : resolve(destination));
      this.doDownload(to, { destination, options, onCancel, callback, responseHandler: null }, 0);
    });
  }
}
/** Its own helper changes what it is given. */
function configureRequestUrl(url: URL, options: object) {
  changeUrl(url, options);
  return options;
}
function realUpdater(version: string): FeedUpdater {
  const adapter = {
    ...{ version, name: 'foyer', isPackaged: true, appUpdateConfigPath: join(dir, 'app-update.yml') },
    ...{ userDataPath: join(dir, 'user'), baseCachePath: join(dir, 'cache'), whenReady: async () => {} },
    ...{ relaunch() {}, quit() {}, onQuit() {} },
  };
  writeFileSync(adapter.appUpdateConfigPath, 'provider: generic\nurl: http://127.0.0.1:9\nupdaterCacheDirName: foyer-updater\n');
  const updater = new AppImageUpdater(null, adapter);
  updater.logger = null;
  Object.assign(updater, { httpExecutor: new NodeExecutor() });
  updater.disableDifferentialDownload = true;
  updater.on('error', () => {});
  return updater as unknown as FeedUpdater;
}

const sha512 = (content: Buffer) => createHash('sha512').update(content).digest('base64');
function release(version: string, { content = NEW, signed = true }: { content?: Buffer; signed?: boolean } = {}) {
  const name = `Foyer-${version}.AppImage`;
  const files = [{ url: name, sha512: sha512(content), size: content.length }];
  const foyerSignature = sign(null, Buffer.from(releaseMessage({ version, files })), privateKey).toString('base64url');
  return {
    name,
    files,
    yml: { version, files, path: name, sha512: files[0]?.sha512, releaseDate: '2026-11-22T10:00:00Z', ...(signed && { foyerSignature }) },
  };
}

describe('the feed', () => {
  let server: FileServer;
  beforeEach(async () => {
    vi.stubEnv('APPIMAGE', app);
    server = await startFileServer({});
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await server.close();
  });
  const serve = (channel: string, { name, yml }: ReturnType<typeof release>, content = NEW) => {
    server.files.set(`${channel}-linux.yml`, Buffer.from(stringify(yml)));
    server.files.set(name, content);
  };
  const start = (keys = KEYS, version = '0.1.0') => {
    const relaunch = vi.fn();
    const exchange = createExchange(app);
    const updater = createUpdater({ updater: realUpdater(version), keys, version, exchange, relaunch, log: createRecordingLog() });
    return {
      updater,
      relaunch,
      exchange,
      stage: (channel = 'stable', wanted?: string) => updater.stage({ url: server.url, channel, version: wanted }),
    };
  };

  it('brings a newer version of its channel, which is installed only when it is told to be', async () => {
    serve('stable', release('0.2.0'));
    serve('beta', release('0.3.0'));
    const { stage, updater, relaunch, exchange } = start();
    expect(await stage()).toBe('0.2.0');
    expect(readFileSync(app, 'utf8')).toContain('old');
    updater.install();
    expect(spawnSync(app).stdout.toString()).toBe('new\n');
    expect([readFileSync(`${app}.previous`, 'utf8').includes('old'), exchange.trying()?.to]).toEqual([true, '0.2.0']);
    // Asked once more, it must not take the new program for the one before.
    expect(() => updater.install()).toThrow(/no update/);
    expect(readFileSync(`${app}.previous`, 'utf8')).toContain('old');
    expect(relaunch).toHaveBeenCalledOnce();
  });

  it('tells channels apart', async () => {
    serve('stable', release('0.1.0'));
    serve('beta', release('0.3.0-beta.1'));
    expect(await start().stage('stable')).toBeNull();
    expect(await start().stage('beta')).toBe('0.3.0-beta.1');
  });

  it('says who asks, where the feed wants to know', async () => {
    serve('stable', release('0.2.0'));
    await start().updater.stage({ url: server.url, channel: 'stable', headers: { authorization: 'Bearer kiosk' } });
    expect(server.requests.every(({ token }) => token === 'Bearer kiosk')).toBe(true);
  });

  it.each([
    ['older', '0.0.9'],
    ['the one that runs', '0.1.0'],
  ])('offers nothing with a version that is %s', async (_what, version) => {
    serve('stable', release(version));
    expect(await start().stage()).toBeNull();
  });

  it.each([
    ['no signature', release('0.2.0', { signed: false }), KEYS, /not signed/],
    [
      'the signature of another version',
      { ...release('0.2.0'), yml: { ...release('0.2.0').yml, foyerSignature: release('0.2.1').yml.foyerSignature } },
      KEYS,
      /somebody else/,
    ],
    [
      'the signature of somebody else',
      release('0.2.0'),
      [generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? ''],
      /somebody else/,
    ],
    ['any signature at all, in a build without a key', release('0.2.0'), [], /no release key/],
  ])('is refused with %s, before anything is downloaded', async (_what, made, keys, why) => {
    serve('stable', made as ReturnType<typeof release>);
    const { stage, updater } = start(keys);
    await expect(stage()).rejects.toThrow(why);
    expect(server.requests.map(({ path }) => path)).toEqual(['/stable-linux.yml']);
    expect(() => updater.install()).toThrow(/no update/);
  });

  it('is refused where what comes is not what was signed', async () => {
    serve('stable', release('0.2.0'), Buffer.from('#!/bin/sh\necho bad\n'));
    await expect(start().stage()).rejects.toThrow(/sha512/);
    expect(readFileSync(app, 'utf8')).toContain('old');
  });

  it('is refused where it has another version than the fleet wants', async () => {
    serve('stable', release('0.2.0'));
    await expect(start().stage('stable', '0.2.1')).rejects.toThrow(/has 0.2.0, not 0.2.1/);
  });

  it('is given up where the server is gone, and comes the next time', async () => {
    serve('stable', release('0.2.0'));
    server.faults.push({ status: 503 });
    const { stage } = start();
    await expect(stage()).rejects.toThrow();
    expect(await stage()).toBe('0.2.0');
  });

  it('does not offer again what was taken back', async () => {
    serve('stable', release('0.2.0'));
    const { stage, updater, exchange } = start();
    await stage();
    updater.install();
    exchange.rollBack('it ended 2 times');
    expect(await start().stage()).toBeNull();
    expect(readFileSync(app, 'utf8')).toContain('old');
  });

  it('takes a file that scripts/sign-release.mjs signed', async () => {
    const key = join(dir, 'release.key');
    const script = fileURLToPath(new URL('../../scripts/sign-release.mjs', import.meta.url));
    const x = spawnSync(process.execPath, [script, 'keygen', key]).stdout.toString().trim();
    const { yml, name } = release('0.2.0', { signed: false });
    writeFileSync(join(dir, 'stable-linux.yml'), stringify(yml));
    expect(spawnSync(process.execPath, [script, 'sign', key, join(dir, 'stable-linux.yml')]).status).toBe(0);
    server.files.set('stable-linux.yml', readFileSync(join(dir, 'stable-linux.yml')));
    server.files.set(name, NEW);
    expect(await start([x]).stage()).toBe('0.2.0');
  });
});

describe('the program on the disk', () => {
  const install = (beforeStep?: (step: string) => void) => {
    writeFileSync(join(dir, 'download'), NEW);
    createExchange(app, beforeStep).install(join(dir, 'download'), sha512(NEW), '0.1.0', '0.2.0');
  };
  const runs = () => spawnSync(app).stdout.toString().trim();

  it('is old or new wherever the power fails', () => {
    const seen = new Set<string>();
    for (const stop of ['keep the program', `rename ${app}.trying`, 'exchange the program']) {
      writeFileSync(app, '#!/bin/sh\necho old\n', { mode: 0o755 });
      expect(() =>
        install((step) => {
          if (step === stop) throw new Error('power');
        }),
      ).toThrow('power');
      seen.add(runs());
    }
    install();
    expect([...seen, runs()]).toEqual(['old', 'new']);
  });

  it('is not exchanged for something else than was downloaded', () => {
    writeFileSync(join(dir, 'download'), 'tampered with');
    expect(() => createExchange(app).install(join(dir, 'download'), sha512(NEW), '0.1.0', '0.2.0')).toThrow();
    expect([runs(), existsSync(`${app}.new`), createExchange(app).trying()]).toEqual(['old', false, null]);
  });

  const first = (counted = false) => {
    const clock = createTestClock();
    const relaunch = vi.fn();
    const watch = watchFirstStart({ exchange: createExchange(app), version: '0.2.0', counted, clock, relaunch, log: createRecordingLog() });
    return { clock, relaunch, watch };
  };

  it('is kept once the new version has been well for a while', () => {
    install();
    const { clock, watch } = first();
    watch.well(true);
    clock.advance(59_000);
    expect(createExchange(app).trying()).toMatchObject({ starts: 1 });
    clock.advance(1000);
    clock.advance(600_000);
    expect([createExchange(app).trying(), runs()]).toEqual([null, 'new']);
  });

  it('goes back where the new version is not well in time', () => {
    install();
    const { clock, watch, relaunch } = first();
    watch.well(true);
    clock.advance(50_000);
    watch.well(false);
    clock.advance(130_000);
    expect([runs(), relaunch.mock.calls.length]).toEqual(['old', 1]);
    expect(createExchange(app).rolledBack()).toEqual({ version: '0.2.0', why: 'it was not up after 180 s' });
  });

  it.each([
    ['stays', true, [null, 'new', 0]],
    ['goes back where it does not stay up', false, [null, 'old', 1]],
  ])('where it is up late, but in time, it is given its time, and %s', (_what, stays, expected) => {
    install();
    const { clock, watch, relaunch } = first();
    clock.advance(150_000);
    watch.well(true);
    clock.advance(50_000);
    expect(relaunch).not.toHaveBeenCalled();
    if (!stays) watch.well(false);
    clock.advance(600_000);
    expect([createExchange(app).trying(), runs(), relaunch.mock.calls.length]).toEqual(expected);
  });

  it('runs where there is nothing to go back to, and where its start cannot be noted', () => {
    install();
    // What is written first cannot be.
    mkdirSync(`${app}.trying.new`);
    expect(first().watch.closing).toBe(false);
    rmSync(`${app}.trying.new`, { recursive: true });
    rmSync(`${app}.previous`);
    expect([first(), first(), first()].map(({ watch, relaunch }) => [watch.closing, relaunch.mock.calls.length])).toEqual([
      [false, 0],
      [false, 0],
      [false, 0],
    ]);
  });

  it('goes back at the third start where two ended at once', () => {
    install();
    expect([first().watch.closing, first().watch.closing]).toEqual([false, false]);
    const third = first();
    expect([third.watch.closing, third.relaunch.mock.calls.length, runs()]).toEqual([true, 1, 'old']);
  });

  it('goes back by its launcher where the new version cannot run at all', () => {
    install();
    writeFileSync(app, 'no program');
    chmodSync(app, 0o755);
    const launcher = fileURLToPath(new URL('../../deploy/linux/foyer-app', import.meta.url));
    const launch = () => spawnSync('sh', [launcher, app]).stdout.toString().trim();
    expect([launch(), launch(), launch(), launch()]).toEqual(['', '', 'old', 'old']);
    expect(createExchange(app).rolledBack()).toEqual({ version: '0.2.0', why: 'it ended 2 times' });
  });

  it('is there for its launcher even where it got lost', () => {
    install();
    rmSync(app);
    const launcher = fileURLToPath(new URL('../../deploy/linux/foyer-app', import.meta.url));
    expect(spawnSync('sh', [launcher, app]).stdout.toString().trim()).toBe('old');
  });
});

describe('the two processes', () => {
  it('agree on what is staged and installed', async () => {
    const relaunch = vi.fn();
    const feed = {
      checkForUpdates: async () => ({ isUpdateAvailable: true, updateInfo: release('0.2.0').yml }),
      downloadUpdate: async () => {
        writeFileSync(join(dir, 'Foyer-0.2.0.AppImage'), NEW);
        return [join(dir, 'Foyer-0.2.0.AppImage')];
      },
      setFeedURL() {},
    } as unknown as FeedUpdater;
    const updates = createAppUpdates({
      app: { isPackaged: true, getVersion: () => '0.1.0' },
      relaunch,
      ...{
        env: { APPIMAGE: app },
        platform: 'linux' as const,
        keys: KEYS,
        loadUpdater: async () => feed,
        clock: createTestClock(),
        log: createRecordingLog(),
      },
    });
    const requests: UpdateRequest[] = [];
    const port = createUpdaterPort({
      rolledBack: null,
      post: (request) => {
        requests.push(request);
        updates.handle(request, port.answer);
      },
    });
    expect(await port.stage({ url: 'http://127.0.0.1:9/', channel: 'stable' })).toBe('0.2.0');
    port.install();
    await eventually(() => expect(relaunch).toHaveBeenCalledOnce());
    expect(requests.map(({ type }) => type)).toEqual(['app.stage', 'app.install']);
    expect(spawnSync(app).stdout.toString()).toBe('new\n');
  });

  it('tell what went wrong', async () => {
    const updates = createAppUpdates({
      app: { isPackaged: true, getVersion: () => '0.1.0' },
      relaunch: () => {},
      ...{ env: {}, platform: 'win32' as const, keys: KEYS, clock: createTestClock(), log: createRecordingLog() },
      loadUpdater: () => Promise.reject(new Error('no network')),
    });
    const port = createUpdaterPort({ rolledBack: null, post: (request) => updates.handle(request, port.answer) });
    await expect(port.stage({ url: 'http://127.0.0.1:9/', channel: 'stable' })).rejects.toThrow('no network');
  });

  it('leave what a package manager installed to it', async () => {
    const loadUpdater = vi.fn();
    const updates = createAppUpdates({
      app: { isPackaged: true, getVersion: () => '0.1.0' },
      relaunch: () => {},
      ...{ env: {}, platform: 'linux', keys: KEYS, loadUpdater, clock: createTestClock(), log: createRecordingLog() },
    });
    const port = createUpdaterPort({ rolledBack: null, post: (request) => updates.handle(request, port.answer) });
    await expect(port.stage({ url: 'http://127.0.0.1:9/', channel: 'stable' })).rejects.toThrow(/package manager/);
    expect(loadUpdater).not.toHaveBeenCalled();
  });
});
