import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../host/config.ts';
import { saveSettings } from '../../host/save-settings.ts';

let dataDir = '';
const file = () => join(dataDir, 'config.yaml');
const gate = (minRms: number) => ({ turnTaking: { nearField: { enabled: true, minRms } } });

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-settings-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

describe('settings saved from a screen', () => {
  it('are what the next start reads, also where there was no file', () => {
    saveSettings(dataDir, gate(0.02));
    expect(loadConfig({ dataDir, env: {} })).toMatchObject({ config: gate(0.02), problems: [] });
  });

  it('leave the rest of the file alone, comments included', () => {
    writeFileSync(file(), '# Lobby, by the lifts\nname: Lobby east\nturnTaking:\n  # tried 400\n  endOfTurnMs: 420\nsync:\n');
    saveSettings(dataDir, gate(0.01));
    const text = readFileSync(file(), 'utf8');
    expect(text).toContain('# Lobby, by the lifts');
    expect(text).toContain('# tried 400');
    expect(loadConfig({ dataDir, env: {} }).config).toMatchObject({
      name: 'Lobby east',
      turnTaking: { endOfTurnMs: 420, nearField: { minRms: 0.01 } },
    });
  });

  it('go in where the key is there with nothing after it', () => {
    writeFileSync(file(), 'turnTaking:\n');
    saveSettings(dataDir, gate(0.01));
    expect(loadConfig({ dataDir, env: {} }).config.turnTaking.nearField.minRms).toBe(0.01);
  });

  it.each([
    ['a broken file', 'name: [1\n', gate(0.01)],
    ['a file that is no list of keys', '- a\n- b\n', gate(0.01)],
    ['a value that the configuration does not allow', 'name: A\n', gate(7)],
  ])('are refused for %s, which stays as it was', (_what, before, settings) => {
    writeFileSync(file(), before);
    expect(() => saveSettings(dataDir, settings)).toThrow(expect.objectContaining({ code: 'config-invalid' }));
    expect(readFileSync(file(), 'utf8')).toBe(before);
  });
});
