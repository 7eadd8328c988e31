import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type HubServer, startHub } from '../host/models/hub-server.ts';
import { readFolder, tinyModelFiles } from '../host/models/tiny-model.ts';

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const DECODER = 'onnx/decoder_model_merged_quantized.onnx';
const files = tinyModelFiles();
const root = mkdtempSync(join(tmpdir(), 'foyer-cli-models-'));
let hub: HubServer;
let dataDir = '';
const environment = () => ({ ...process.env, FOYER_DATA: dataDir, FOYER_MODEL_MIRROR: hub.url, FOYER_SPEECH_MODEL: '' });

beforeAll(async () => {
  hub = await startHub(files);
});
beforeEach(() => {
  dataDir = mkdtempSync(join(root, 'data-'));
});
afterAll(async () => {
  await hub.close();
  rmSync(root, { recursive: true });
});

function models(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, 'models', ...args], { env: environment() }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : 1, out, err });
    });
  });
}

const json = async (...args: string[]) => JSON.parse((await models(...args, '--json')).out);

describe('foyer models', () => {
  it('installs, verifies, chooses, refuses to remove what is in use, and removes', async () => {
    const config =
      '# Lobby east\nname: Lobby\n\nhearing:\n  # the bundled one\n  model: foyer-whisper-tiny # for now\nlocales: [en, de, fr]\n';
    writeFileSync(join(dataDir, 'config.yaml'), config);
    const installed = await models('install', 'whisper-tiny');
    expect(installed).toMatchObject({ code: 0, out: expect.stringContaining('foyer models use whisper-tiny'), err: '' });

    const used = await models('use', 'whisper-tiny');
    expect(used.code).toBe(0);
    expect(used.err).toContain('does not understand fr');
    expect(readFileSync(join(dataDir, 'config.yaml'), 'utf8')).toBe(config.replace('model: foyer-whisper-tiny', 'model: whisper-tiny'));

    const listed = (await json('list')) as { name: string; state: string; inUse: boolean; recommended: boolean }[];
    expect(listed.find(({ name }) => name === 'whisper-tiny')).toMatchObject({ state: 'installed', inUse: true });
    expect(listed.find(({ name }) => name === 'foyer-whisper-tiny')).toMatchObject({ state: 'bundled', inUse: false });
    expect(listed.filter(({ recommended }) => recommended)).toMatchObject([{ name: 'whisper-base', state: 'available' }]);

    expect(await models('remove', 'whisper-tiny')).toMatchObject({ code: 1, err: expect.stringContaining('in use') });
    expect(await json('verify')).toMatchObject({ ok: true, models: [{ name: 'foyer-whisper-tiny' }, { name: 'whisper-tiny' }] });
    const file = join(dataDir, 'models/whisper-tiny', DECODER);
    const content = readFileSync(file);
    content[1000] = (content[1000] as number) ^ 1;
    writeFileSync(file, content);
    rmSync(join(dataDir, 'models/whisper-tiny/tokenizer.json'));
    const broken = await models('verify', 'whisper-tiny');
    expect(broken).toMatchObject({ code: 1, err: expect.stringContaining('remedy') });
    expect(broken.out).toContain(`${DECODER} is changed`);
    expect(broken.out).toContain('tokenizer.json is missing');

    await models('use', 'foyer-whisper-tiny');
    expect(readFileSync(join(dataDir, 'config.yaml'), 'utf8')).toBe(config);
    expect(await models('remove', 'whisper-tiny')).toMatchObject({ code: 0, err: '' });
    expect(existsSync(join(dataDir, 'models/whisper-tiny'))).toBe(false);
  });

  it('uses the model that the kiosk has fetched by itself, until one is chosen', async () => {
    await models('install', 'whisper-base');
    const inUse = async () => ((await json('list')) as { name: string; inUse: boolean }[]).filter((model) => model.inUse);
    expect(await inUse()).toMatchObject([{ name: 'whisper-base' }]);
    await models('use', 'foyer-whisper-tiny');
    expect(await inUse()).toMatchObject([{ name: 'foyer-whisper-tiny' }]);
  });

  it('builds nothing but whisper.cpp', async () => {
    expect(await models('build', 'kaldi')).toMatchObject({ code: 1, err: expect.stringContaining('foyer models build whisper.cpp') });
  });

  it('names what it cannot do and the way out', async () => {
    for (const [args, message] of [
      [['remove', 'foyer-whisper-tiny'], /comes with Foyer.*\n.*remedy/],
      [['remove', 'whisper-base'], /whisper-base is not installed\n.*remedy/],
      [['use', 'whisper-base'], /no speech model "whisper-base".*\n.*remedy/],
      [['install', 'whisper-base', '--mirror', 'ftp://x'], /"ftp:\/\/x" is not the address.*\n.*remedy/],
      [['install', 'mine', '--from', join(root, 'none')], /none cannot be opened(.*\n)+.*remedy/],
    ] as const) {
      const run = await models(...args);
      expect(run).toMatchObject({ code: 1, out: '' });
      expect(run.err).toMatch(message);
    }
    writeFileSync(join(dataDir, 'config.yaml'), '# ours\nlocales: [en]\n');
    await models('use', 'foyer-whisper-tiny');
    expect(readFileSync(join(dataDir, 'config.yaml'), 'utf8')).toBe('# ours\nlocales: [en]\nhearing:\n  model: foyer-whisper-tiny\n');
    writeFileSync(join(dataDir, 'config.yaml'), 'hearing: [\n');
    expect(await models('use', 'foyer-whisper-tiny')).toMatchObject({ code: 1, err: expect.stringContaining('not a valid configuration') });
    expect(readFileSync(join(dataDir, 'config.yaml'), 'utf8')).toBe('hearing: [\n');
  });

  it('killed in the middle leaves the old model, and the next attempt goes on', async () => {
    const old = join(dataDir, 'models/whisper-tiny');
    mkdirSync(old, { recursive: true });
    writeFileSync(join(old, 'config.json'), '{"old":true}');
    hub.faults.set(DECODER, [{ stallAfter: 9000 }]);
    const part = join(dataDir, 'models/.staging/whisper-tiny', `${DECODER}.part`);
    const child = spawn(process.execPath, [MAIN, 'models', 'install', 'whisper-tiny'], { env: environment(), stdio: 'ignore' });
    await expect.poll(() => (existsSync(part) ? statSync(part).size : 0), { timeout: 15_000 }).toBe(9000);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    expect(readFolder(old)).toEqual(new Map([['config.json', Buffer.from('{"old":true}')]]));

    const before = hub.requests.length;
    expect(await models('install', 'whisper-tiny')).toMatchObject({ code: 0 });
    expect(hub.requests.slice(before)).toMatchObject([{ path: DECODER, range: 'bytes=9000-' }]);
    for (const [path, content] of files) expect(readFileSync(join(old, path)).equals(content), path).toBe(true);
  });
});
