import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { configSchema } from '../../../core/contract/index.ts';
import { automaticModel, recommendModel } from '../../../host/models/automatic-model.ts';
import { readManifest } from '../../../host/models/manifest.ts';

const manifest = readManifest();
const root = mkdtempSync(join(tmpdir(), 'foyer-automatic-'));
afterAll(() => rmSync(root, { recursive: true }));
const MACHINE = { cores: 4, memoryMb: 8000 };

describe('the model a kiosk would fetch by itself', () => {
  it.each([
    ['an ordinary kiosk in two languages', ['en', 'de'], MACHINE, 'whisper-base'],
    ['one in English only', ['en-GB'], MACHINE, 'whisper-base.en'],
    ['one core', ['en', 'de'], { cores: 1, memoryMb: 8000 }, 'whisper-tiny'],
    ['little memory', ['en'], { cores: 4, memoryMb: 2000 }, 'whisper-tiny.en'],
    ['next to no memory', ['en'], { cores: 4, memoryMb: 1000 }, undefined],
    ['a language that no model knows', ['en', 'tlh'], MACHINE, undefined],
  ])('for %s', (_, locales, machine, name) => {
    expect(recommendModel(manifest, locales, machine)?.name).toBe(name);
  });

  let dataDir = '';
  beforeEach(() => {
    dataDir = mkdtempSync(join(root, 'data-'));
  });
  const automatic = (hearing: object = {}, env: NodeJS.ProcessEnv = {}) =>
    automaticModel({ dataDir, config: configSchema.parse({ hearing }), manifest, machine: MACHINE, env })?.name;

  it('is fetched on a kiosk as it comes', () => {
    expect(automatic()).toBe('whisper-base');
    writeFileSync(join(dataDir, 'config.yaml'), 'hearing:\n  threads: 2\n');
    expect(automatic()).toBe('whisper-base');
  });

  it('is not, where the operator has named a model, even the bundled one', () => {
    expect(automatic({}, { FOYER_SPEECH_MODEL: 'foyer-whisper-tiny' })).toBeUndefined();
    writeFileSync(join(dataDir, 'config.yaml'), 'hearing: { model: foyer-whisper-tiny }\n');
    expect(automatic()).toBeUndefined();
  });

  it('is not, where it is switched off, hearing is off, another engine hears, or the configuration cannot be read', () => {
    expect(automatic({ autoInstall: 'off' })).toBeUndefined();
    expect(automatic({ enabled: false })).toBeUndefined();
    expect(automatic({ engine: 'whisper.cpp' })).toBeUndefined();
    writeFileSync(join(dataDir, 'config.yaml'), 'hearing: [\n');
    expect(automatic()).toBeUndefined();
  });
});
