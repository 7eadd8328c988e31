import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { openArchive } from '../../../host/models/archive/archive.ts';
import { installModel } from '../../../host/models/install-model.ts';
import { readManifest } from '../../../host/models/manifest.ts';
import { verifyModels } from '../../../host/models/model-store.ts';
import { readFolder, tinyModelFiles } from './tiny-model.ts';

const files = tinyModelFiles();
const root = mkdtempSync(join(tmpdir(), 'foyer-archives-'));
afterAll(() => rmSync(root, { recursive: true }));

/** A USTAR archive; names over 100 characters as GNU tar writes them. */
function tar(entries: Iterable<readonly [string, Buffer, string?]>): Buffer {
  const blocks: Buffer[] = [];
  const put = (name: string, content: Buffer, type: string) => {
    const header = Buffer.alloc(512);
    header.write(name.slice(0, 100), 0);
    header.write('0000644\0', 100);
    header.write(content.length.toString(8).padStart(11, '0'), 124);
    header.write(type, 156);
    header.write('ustar\x0000', 257);
    header.fill(' ', 148, 156);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    blocks.push(header, content, Buffer.alloc((512 - (content.length % 512)) % 512));
  };
  for (const [name, content, type = '0'] of entries) {
    if (name.length > 100) put('././@LongLink', Buffer.from(`${name}\0`), 'L');
    put(name, content, type);
  }
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function zip(entries: Iterable<readonly [string, Buffer]>, crcOf: (content: Buffer) => number = crc32): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of entries) {
    const packed = deflateRawSync(content);
    const method = packed.length < content.length ? 8 : 0;
    const body = method === 8 ? packed : content;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(crcOf(content), 16);
    entry.writeUInt32LE(body.length, 20);
    entry.writeUInt32LE(content.length, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(at, 42);
    bodies.push(local, Buffer.from(name), body);
    directory.push(entry, Buffer.from(name));
    at += 30 + Buffer.byteLength(name) + body.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length / 2, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, list, end]);
}

const under = (top: string, extra: readonly (readonly [string, Buffer])[] = []) =>
  [...[...files].map(([path, content]) => [`${top}${path}`, content] as const), ...extra] as const;
let count = 0;
function archive(content: Buffer): string {
  const path = join(root, `archive-${count++}`);
  writeFileSync(path, content);
  return path;
}

function install(from: string, name = 'our-whisper') {
  const dataDir = mkdtempSync(join(root, 'data-'));
  const done = installModel({
    name,
    dataDir,
    manifest: readManifest(),
    from,
    threads: 1,
    onProgress: () => undefined,
    signal: new AbortController().signal,
  });
  return { done, dir: join(dataDir, 'models', name), dataDir };
}

function folder(): string {
  const dir = mkdtempSync(join(root, 'folder-'));
  for (const [path, content] of files) {
    mkdirSync(dirname(join(dir, 'snapshot', path)), { recursive: true });
    writeFileSync(join(dir, 'snapshot', path), content);
  }
  // A clone of the hub has weights of other kinds too: they stay behind.
  writeFileSync(join(dir, 'snapshot/onnx/encoder_model_fp16.onnx'), 'not looked at');
  return dir;
}

describe('installing without a network', () => {
  const long = `${'deep/'.repeat(30)}whisper/`;
  it.each<[string, () => string]>([
    ['a folder above the model', folder],
    ['a .tar', () => archive(tar(under('./')))],
    ['a .tar.gz with long names', () => archive(gzipSync(tar(under(long))))],
    ['a .zip', () => archive(zip(under('whisper-tiny/', [['whisper-tiny/README.md', Buffer.from('hello')]])))],
  ])('takes %s', async (_, make) => {
    const { done, dir, dataDir } = install(make());
    expect(await done).toMatchObject({ files: 7, anyLength: { state: 'rewritten' } });
    const found = readFolder(dir);
    for (const [path, content] of files) expect(found.get(path)?.equals(content), path).toBe(true);
    expect(found.size).toBe(files.size + 1);
    const lock = JSON.parse(readFileSync(join(dataDir, 'models/models.lock.json'), 'utf8'));
    expect(lock.models['our-whisper'].files).toHaveLength(8);
  });

  it('makes 8-bit weights for a decoder that has none, and can tell later whether they are whole', async () => {
    const float = [...files].map(([path, content]) => [path.replace('_quantized', ''), content] as const);
    const { done, dataDir } = install(archive(tar(float)));
    const made = 'onnx/decoder_model_merged.eight-bit.onnx';
    expect((await done).eightBit).toEqual({ state: 'made', files: [made] });
    const { done: again, dataDir: elsewhere } = install(join(dataDir, 'models', 'our-whisper'), 'copied');
    expect((await again).eightBit).toEqual({ state: 'made', files: [made] });
    expect(readFolder(join(elsewhere, 'models', 'copied')).has('onnx/decoder_model_merged.onnx')).toBe(true);
    const [verified] = await verifyModels({ dataDir, manifest: readManifest(), name: 'our-whisper' });
    expect(verified?.files).toContainEqual({ path: made, state: 'ok' });
  });

  it('reads what the system’s tar writes', async () => {
    const from = join(root, 'system.tar.gz');
    execFileSync('tar', ['-czf', from, '-C', folder(), '.']);
    expect((await install(from).done).files).toBe(7);
  });

  const evil = Buffer.from('x');
  it.each<[string, string, () => Buffer]>([
    ['archive-unsafe', 'a path out of a .tar', () => tar(under('', [['../evil', evil]]))],
    ['archive-unsafe', 'an absolute path', () => gzipSync(tar(under('', [['/etc/evil', evil]])))],
    ['archive-unsafe', 'a path out of a .zip', () => zip(under('', [['a/../../evil', evil]]))],
    ['archive-unsafe', 'a drive', () => zip(under('', [['C:\\evil', evil]]))],
    ['archive-broken', 'a cut-off .tar.gz', () => gzipSync(tar(under(''))).subarray(0, 20_000)],
    ['archive-broken', 'a cut-off .tar', () => tar(under('')).subarray(0, 20_000)],
    ['archive-broken', 'a cut-off .zip', () => zip(under('')).subarray(0, 20_000)],
    ['archive-broken', 'a .zip whose checksums are wrong', () => zip(under(''), () => 1)],
    ['archive-broken', 'something else', () => Buffer.from('this is no archive at all')],
    ['archive-incomplete', 'an archive without a model', () => tar([['readme.txt', evil]])],
    ['archive-incomplete', 'one without a tokenizer', () => tar(under('').filter(([path]) => path !== 'tokenizer.json'))],
    [
      'archive-incomplete',
      'a link instead of the weights',
      () =>
        tar(
          under('').map(([path, content]) => [
            path,
            path.endsWith('d.onnx') ? Buffer.alloc(0) : content,
            path.endsWith('d.onnx') ? '2' : '0',
          ]),
        ),
    ],
    [
      'model-broken',
      'weights that are none',
      () => tar(under('').map(([path, content]) => [path, path.endsWith('.onnx') ? evil : content])),
    ],
  ])('says %s for %s, and installs nothing', async (code, _, make) => {
    const from = archive(make());
    const { done, dataDir } = install(from);
    await expect(done).rejects.toMatchObject({ code, remedy: expect.any(String) });
    expect([...readFolder(dataDir).keys()].filter((path) => !path.startsWith('models/.staging/'))).toEqual([]);
  });

  it('says which file is not there', async () => {
    await expect(openArchive(join(root, 'none.zip'))).rejects.toMatchObject({ code: 'archive-missing' });
  });
});
