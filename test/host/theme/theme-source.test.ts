import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createThemeSource } from '../../../host/theme/theme-source.ts';
import { createRecordingLog } from '../../fakes/plain.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'foyer-theme-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('is what lies on disk now, told of once for each change', () => {
  const log = createRecordingLog();
  const folder = join(dir, 'theme');
  const source = createThemeSource(folder, log);
  const theme = source.current;
  expect(theme()).toBeNull();
  mkdirSync(folder);
  writeFileSync(join(folder, 'theme.yaml'), 'name: First');
  const first = theme();
  expect(first?.name).toBe('First');
  expect(theme()).toBe(first);
  writeFileSync(join(folder, 'theme.yaml'), 'name: Second one\nlogo: logo.svg');
  expect(theme()?.name).toBe('Second one');
  expect(theme()?.logo).toBeUndefined();
  expect(source.problems()).toEqual([expect.stringContaining('theme/logo.svg is not there')]);
  expect(log.lines.map(({ event }) => event)).toEqual(['theme.problem']);
  writeFileSync(join(folder, 'logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>');
  expect(theme()?.logo?.day).toMatch(/^\/theme\/logo\.svg/);
  rmSync(folder, { recursive: true });
  expect(theme()).toBeNull();
});
