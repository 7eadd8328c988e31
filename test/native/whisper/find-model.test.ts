import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { resolveModelDir } from '../../../native/whisper/find-model.ts';
import { BUNDLED_MODEL } from './fixtures.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'foyer-models-'));
afterAll(() => rmSync(dataDir, { recursive: true }));

describe('finding a model', () => {
  it('takes the bundled one, one of the data directory before it, and an absolute path', () => {
    expect(resolveModelDir('foyer-whisper-tiny', dataDir)).toBe(BUNDLED_MODEL);
    const own = join(dataDir, 'models', 'foyer-whisper-tiny');
    mkdirSync(own, { recursive: true });
    expect(resolveModelDir('foyer-whisper-tiny', dataDir), 'a folder without a model').toBe(BUNDLED_MODEL);
    writeFileSync(join(own, 'config.json'), '{}');
    expect(resolveModelDir('foyer-whisper-tiny', dataDir)).toBe(own);
    expect(resolveModelDir(BUNDLED_MODEL, dataDir)).toBe(BUNDLED_MODEL);
  });

  it.each(['nope', '../models/foyer-whisper-tiny', 'a/b', '.', '/nowhere/at/all'])('refuses %s, naming it and a way out', (name) => {
    expect(() => resolveModelDir(name, dataDir)).toThrow(
      expect.objectContaining({ code: 'model-missing', fault: 'operator', remedy: expect.any(String) }),
    );
    expect(() => resolveModelDir(name, dataDir)).toThrow(name);
  });
});

describe('the manifest', () => {
  it('has the checksums of the bundled files', () => {
    const manifest = JSON.parse(readFileSync(join(BUNDLED_MODEL, '../manifest.json'), 'utf8'));
    const bundled = manifest.models.find((model: { name: string }) => model.name === 'foyer-whisper-tiny');
    expect(bundled.files.length).toBeGreaterThan(5);
    for (const { path, bytes, sha256 } of bundled.files) {
      const content = readFileSync(join(BUNDLED_MODEL, path));
      expect(content.length, path).toBe(bytes);
      expect(createHash('sha256').update(content).digest('hex'), path).toBe(sha256);
    }
  });
});
