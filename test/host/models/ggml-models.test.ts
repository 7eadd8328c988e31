import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseModel } from '../../../host/models/choose-model.ts';
import { type InstallOptions, installModel } from '../../../host/models/install-model.ts';
import { readManifest } from '../../../host/models/manifest.ts';
import { listModels, removeModel, verifyModels } from '../../../host/models/model-store.ts';
import { type HubServer, sha256, startHub } from './hub-server.ts';

const root = mkdtempSync(join(tmpdir(), 'foyer-ggml-models-'));
afterAll(() => rmSync(root, { recursive: true }));
const NAME = 'ggml-tiny';
const FILE = 'ggml-tiny.bin';
const manifest = readManifest();

/** Header of a multilingual model, and something in place of its weights. */
const weights = Buffer.concat([
  Buffer.from(Int32Array.of(0x67676d6c, 51_865, 1500, 384, 6, 4, 448, 384, 6, 4, 80, 1).buffer),
  Buffer.alloc(20_000, 'weights'),
]);

let hub: HubServer;
let dataDir = '';
beforeEach(async () => {
  hub = await startHub(new Map([[FILE, weights]]));
  dataDir = mkdtempSync(join(root, 'data-'));
});
afterEach(() => hub.close());

const install = (options: Partial<InstallOptions> = {}) =>
  installModel({
    name: NAME,
    dataDir,
    manifest,
    mirror: hub.url,
    threads: 1,
    attempts: 3,
    waitBeforeRetry: async () => undefined,
    onProgress: () => undefined,
    signal: new AbortController().signal,
    ...options,
  });
const installedFile = () => join(dataDir, 'models', NAME, FILE);

describe('a model for whisper.cpp', () => {
  it('is installed like any other: resumed, checked, pinned, listed, verified, removed', async () => {
    hub.faults.set(FILE, [{ dropAfter: 5000 }, 'corrupt']);
    await install();
    expect(readFileSync(installedFile()).equals(weights)).toBe(true);
    const lock = JSON.parse(readFileSync(join(dataDir, 'models/models.lock.json'), 'utf8'));
    expect(lock.models[NAME].files).toEqual([{ path: FILE, bytes: weights.length, sha256: sha256(weights) }]);
    const listed = await listModels({ dataDir, manifest, inUse: NAME });
    expect(listed.find(({ name }) => name === NAME)).toMatchObject({
      state: 'installed',
      engine: 'whisper.cpp',
      licence: 'MIT',
      inUse: true,
    });
    expect(await verifyModels({ dataDir, manifest, name: NAME })).toMatchObject([{ pinned: true, files: [{ path: FILE, state: 'ok' }] }]);
    writeFileSync(installedFile(), weights.subarray(1));
    expect(await verifyModels({ dataDir, manifest, name: NAME })).toMatchObject([{ files: [{ state: 'changed' }] }]);
    await removeModel({ dataDir, manifest, name: NAME, inUse: 'foyer-whisper-tiny' });
    expect(existsSync(installedFile())).toBe(false);
  });

  it('is refused when it is something else', async () => {
    hub.files.set(FILE, Buffer.from('<html>not a model</html>'));
    await expect(install()).rejects.toMatchObject({ code: 'model-broken' });
    expect(existsSync(installedFile())).toBe(false);
  });

  it('comes from a folder too, under any name', async () => {
    const folder = join(root, 'stick', 'whisper');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'ggml-custom.bin'), weights);
    await install({ name: 'ours', from: join(root, 'stick') });
    expect(readFileSync(join(dataDir, 'models', 'ours', 'ggml-custom.bin')).equals(weights)).toBe(true);
    const listed = await listModels({ dataDir, manifest, inUse: NAME });
    expect(listed.at(-1)).toMatchObject({ name: 'ours', state: 'installed', engine: 'whisper.cpp' });
  });

  it('brings its engine with it when it is chosen, and gives it back', async () => {
    await install();
    const config = join(dataDir, 'config.yaml');
    writeFileSync(config, '# ours\nhearing:\n  threads: 2 # measured\n');
    expect(await chooseModel({ dataDir, name: NAME })).toMatchObject({ engine: 'whisper.cpp', languages: expect.arrayContaining(['de']) });
    expect(readFileSync(config, 'utf8')).toBe('# ours\nhearing:\n  threads: 2 # measured\n  model: ggml-tiny\n  engine: whisper.cpp\n');
    expect(await chooseModel({ dataDir, name: 'foyer-whisper-tiny' })).toEqual({ engine: 'onnx', languages: ['en'] });
    expect(readFileSync(config, 'utf8')).toBe('# ours\nhearing:\n  threads: 2 # measured\n  model: foyer-whisper-tiny\n  engine: onnx\n');
  });
});
