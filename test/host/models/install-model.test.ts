import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type InstallOptions, installModel } from '../../../host/models/install-model.ts';
import { readManifest } from '../../../host/models/manifest.ts';
import { verifyModels } from '../../../host/models/model-store.ts';
import { type Fault, type HubServer, sha256, startHub } from './hub-server.ts';
import { readFolder, tinyModelFiles } from './tiny-model.ts';

const NAME = 'whisper-tiny';
const ENCODER = 'onnx/encoder_model_quantized.onnx';
const DECODER = 'onnx/decoder_model_merged_quantized.onnx';
const files = tinyModelFiles();
const size = (path: string) => files.get(path)?.length ?? 0;
const manifest = readManifest();
const root = mkdtempSync(join(tmpdir(), 'foyer-install-'));
afterAll(() => rmSync(root, { recursive: true }));

let hub: HubServer;
let dataDir = '';
beforeEach(async () => {
  dataDir = mkdtempSync(join(root, 'data-'));
  hub = await startHub(files);
});
afterEach(() => hub.close());

function install(options: Partial<InstallOptions> = {}) {
  return installModel({
    name: NAME,
    dataDir,
    manifest,
    mirror: hub.url,
    threads: 1,
    stallMs: 5000,
    attempts: 3,
    waitBeforeRetry: async () => undefined,
    onProgress: () => undefined,
    signal: new AbortController().signal,
    ...options,
  });
}

const modelDir = () => join(dataDir, 'models', NAME);
const asked = (path: string) => hub.requests.filter((request) => request.path === path);

function expectWhole(): void {
  const found = readFolder(modelDir());
  for (const [path, content] of files) expect(found.get(path)?.equals(content), path).toBe(true);
  expect([...found.keys()].sort()).toEqual([...files.keys(), 'onnx/encoder_model_quantized.any-length.onnx'].sort());
}

describe('installing from a hub', () => {
  it('fetches every file of one revision, pins them, and makes the encoder take any length', async () => {
    const steps: number[] = [];
    const installed = await install({ onProgress: ({ doneBytes, totalBytes }) => steps.push(doneBytes / totalBytes) });
    expectWhole();
    expect(installed).toMatchObject({ name: NAME, dir: modelDir(), files: 7, anyLength: { state: 'rewritten', maxDifference: 0 } });
    expect(hub.requests.map(({ revision }) => revision)).toEqual(['main', ...Array(6).fill('a'.repeat(40))]);
    const lock = JSON.parse(readFileSync(join(dataDir, 'models/models.lock.json'), 'utf8'));
    expect(lock.models[NAME]).toMatchObject({ source: `${hub.url}/onnx-community/${NAME}`, revision: 'a'.repeat(40) });
    expect(lock.models[NAME].files).toContainEqual({ path: ENCODER, bytes: size(ENCODER), sha256: sha256(files.get(ENCODER) as Buffer) });
    expect(steps.at(-1)).toBe(1);
    expect([...readFolder(join(dataDir, 'models')).keys()].filter((path) => path.includes('.staging'))).toEqual([]);
    const [verified] = await verifyModels({ dataDir, manifest, name: NAME });
    expect(verified?.files.map(({ state }) => state)).toEqual(Array(8).fill('ok'));
  });

  it.each<[string, Fault[], number]>([
    ['drops the connection', [{ dropAfter: 5000 }, { dropAfter: 3000 }], 3],
    ['answers 503 and 429 for a while', [{ status: 503 }, { status: 429 }], 3],
    ['sends less than it should and calls it whole', [{ cutTo: 4000 }], 2],
    ['drops and then ignores the range', [{ dropAfter: 5000 }, 'no-range'], 2],
    ['changes a byte', ['corrupt'], 2],
    ['changes a byte of the first half only', [{ dropAfter: 5000 }, 'corrupt'], 3],
    ['shows a sign-in page once', ['portal'], 3],
  ])('gets the file from a server that %s', async (_, faults, requests) => {
    hub.faults.set(DECODER, faults);
    await install();
    expectWhole();
    expect(asked(DECODER)).toHaveLength(requests);
  });

  it('gives up a connection that stalls, and goes on from that byte of the same version', async () => {
    hub.faults.set(DECODER, [{ stallAfter: 6000 }]);
    // On a busy machine a proper answer may come late too; then it goes on once more.
    await install({ stallMs: 300, attempts: 20 });
    expectWhole();
    const etag = `"${sha256(files.get(DECODER) as Buffer).slice(0, 16)}"`;
    const [first, ...others] = asked(DECODER);
    expect(first).toMatchObject({ range: undefined, ifRange: undefined });
    expect(others.at(-1)).toMatchObject({ range: 'bytes=6000-', ifRange: etag });
  });

  it('starts over when the file changes between two attempts', async () => {
    hub.faults.set(DECODER, [{ dropAfter: 5000 }]);
    const old = files.get(DECODER) as Buffer;
    // Longer than before and different from the start: a mixture would be noticed.
    hub.files.set(DECODER, Buffer.concat([Buffer.from([0x08, 0x09]), old.subarray(2)]));
    await install({
      waitBeforeRetry: async () => void hub.files.set(DECODER, old),
    });
    expectWhole();
  });

  it.each<[string, Fault, RegExp]>([
    ['model-download-failed', { dropAfter: 0 }, /decoder_model_merged_quantized\.onnx.*connection broke/],
    ['model-download-failed', { status: 503 }, /answers 503/],
    ['model-checksum', 'corrupt', /SHA-256/],
    ['model-download-failed', { status: 404 }, /answers 404/],
  ])('says %s when it stays so, and leaves nothing installed', async (code, fault, message) => {
    hub.faults.set(DECODER, Array<Fault>(10).fill(fault));
    const failure = install();
    await expect(failure).rejects.toMatchObject({ fault: 'network', code, remedy: expect.any(String) });
    await expect(failure).rejects.toThrow(message);
    expect(existsSync(modelDir())).toBe(false);
    hub.faults.clear();
    await install();
    expectWhole();
    expect(asked('config.json'), 'what had come is not fetched again').toHaveLength(1);
  });

  it('a sign-in page instead of a file nobody has a checksum of is found out by trying', async () => {
    hub.revision = null;
    hub.faults.set('config.json', ['portal']);
    await expect(install()).rejects.toMatchObject({
      fault: 'model',
      code: 'model-broken',
      message: expect.stringContaining('config.json'),
    });
    await install();
    expectWhole();
  });

  it('stops when told to, and goes on later', async () => {
    const stop = new AbortController();
    hub.faults.set(DECODER, [{ stallAfter: 7000 }]);
    const running = install({ signal: stop.signal });
    await hub.stalled;
    // The bytes are on their way; what has arrived of them is what is kept.
    stop.abort();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    await install();
    expectWhole();
  });
});

describe('a model that was installed before', () => {
  it('is refused when the publisher replaced a file, until that is accepted', async () => {
    await install();
    const changed = Buffer.from(files.get('generation_config.json') as Buffer);
    hub.files.set('generation_config.json', Buffer.concat([changed, Buffer.from('\n')]));
    hub.revision = 'b'.repeat(40);
    const failure = install();
    await expect(failure).rejects.toMatchObject({ code: 'model-checksum', remedy: expect.stringContaining('--repin') });
    expectWhole();
    await install({ repin: true });
    expect(readFileSync(join(modelDir(), 'generation_config.json')).length).toBe(changed.length + 1);
    const lock = JSON.parse(readFileSync(join(dataDir, 'models/models.lock.json'), 'utf8'));
    expect(lock.models[NAME].revision).toBe('b'.repeat(40));
  });

  it('stays as it is when the disk is full, the new one does not work or the name is another', async () => {
    await install();
    const full = install({ repin: true, freeBytes: async () => 1_000_000 });
    await expect(full).rejects.toMatchObject({ code: 'disk-full', remedy: expect.stringMatching(/Free \d+ MB/) });
    hub.files.set(ENCODER, Buffer.from('not a model'));
    await expect(install({ repin: true })).rejects.toMatchObject({ fault: 'model', code: 'model-broken' });
    await expect(install({ name: '../x' })).rejects.toMatchObject({ code: 'model-name' });
    await expect(install({ name: 'foyer-whisper-tiny' })).rejects.toMatchObject({ code: 'model-bundled' });
    await expect(install({ name: 'whisper-huge' })).rejects.toMatchObject({ code: 'model-unknown' });
    expectWhole();
  });

  it('is put back where an earlier exchange was cut off between its two steps', async () => {
    const old = join(dataDir, 'models/.staging', `${NAME}.old`);
    mkdirSync(old, { recursive: true });
    writeFileSync(join(old, 'config.json'), '{}');
    hub.faults.set('config.json', [{ status: 404 }]);
    await expect(install()).rejects.toMatchObject({ code: 'model-download-failed' });
    expect(readFileSync(join(modelDir(), 'config.json'), 'utf8')).toBe('{}');
  });

  it('is not installed twice at once', async () => {
    hub.faults.set(DECODER, [{ stallAfter: 100 }]);
    const stop = new AbortController();
    const first = install({ signal: stop.signal });
    await hub.stalled;
    await expect(install()).rejects.toMatchObject({ code: 'model-busy' });
    stop.abort();
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
  });
});
