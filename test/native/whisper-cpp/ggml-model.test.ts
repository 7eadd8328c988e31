import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readGgmlModel, resolveGgmlFile } from '../../../native/whisper-cpp/ggml-model.ts';

const root = mkdtempSync(join(tmpdir(), 'foyer ggml '));
afterAll(() => rmSync(root, { recursive: true }));

const MAGIC = 0x67676d6c;
function file(name: string, ...numbers: number[]): string {
  const path = join(root, name);
  writeFileSync(path, Buffer.from(Int32Array.from({ length: 12 }, (_, i) => numbers[i] ?? 4).buffer));
  return path;
}

describe("a model in whisper.cpp's format", () => {
  it('tells its languages and its window', () => {
    expect(readGgmlModel(file('en.bin', MAGIC, 51_864, 1500, 512))).toMatchObject({ languages: ['en'], windowMs: 30_000 });
    const many = readGgmlModel(file('many.bin', MAGIC, 51_865, 1500, 512)).languages;
    expect(many).toHaveLength(99);
    expect(many).toEqual(expect.arrayContaining(['en', 'de', 'su']));
    expect(readGgmlModel(file('v3.bin', MAGIC, 51_866, 1500, 1280)).languages).toHaveLength(100);
  });

  it.each([
    ['another file', [1, 51_864, 1500, 512]],
    ['a vocabulary of no Whisper', [MAGIC, 1504, 500, 256]],
    ['no window', [MAGIC, 51_864, 0, 512]],
    ['a window that would be read past its end', [MAGIC, 51_864, 2_000_000, 512]],
  ])('is refused with %s', (_, numbers) => {
    const path = file('bad.bin', ...numbers);
    expect(() => readGgmlModel(path)).toThrow(expect.objectContaining({ code: 'model-broken', message: expect.stringContaining(path) }));
  });

  it('is refused when it is cut short or missing', () => {
    const path = join(root, 'short.bin');
    writeFileSync(path, 'lmgg');
    expect(() => readGgmlModel(path)).toThrow(expect.objectContaining({ code: 'model-broken' }));
    expect(() => readGgmlModel(join(root, 'none.bin'))).toThrow(expect.objectContaining({ code: 'model-missing' }));
  });

  it('is found by name or path, and by no way out of the folder', () => {
    const dir = join(root, 'models', 'ggml-tiny');
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, 'ggml-tiny.bin'), '');
    const found = join(dir, 'ggml-tiny.bin');
    expect(resolveGgmlFile('ggml-tiny', root)).toBe(found);
    expect(resolveGgmlFile(dir, root)).toBe(found);
    expect(resolveGgmlFile(found, root)).toBe(found);
    for (const name of ['../models/ggml-tiny', 'ggml-base', join(root, 'nowhere')]) {
      expect(() => resolveGgmlFile(name, root)).toThrow(expect.objectContaining({ code: 'model-missing', remedy: expect.any(String) }));
    }
    // Two files: nobody knows which.
    writeFileSync(join(dir, 'other.bin'), '');
    expect(() => resolveGgmlFile('ggml-tiny', root)).toThrow(expect.objectContaining({ code: 'model-missing' }));
  });
});
