import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import { configSchema, type KioskConfigInput } from '../../../core/contract/index.ts';
import type { DoctorContext } from '../../../host/doctor/check.ts';

const made: string[] = [];
afterEach(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true });
});

/** A folder that stands for the root of a machine. */
export function newDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'foyer-doctor-'));
  made.push(dir);
  return dir;
}

export function put(root: string, path: string, text: string | Uint8Array = ''): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** Programs of the system's, each a script that prints what it is given; nothing else is on the path. */
export function programs(scripts: Readonly<Record<string, string>>): string {
  const dir = newDir();
  for (const [name, body] of Object.entries(scripts)) chmodSync(put(dir, name, `#!${process.execPath}\n${body}\n`), 0o755);
  return dir;
}

export function contextOf(part: Partial<Omit<DoctorContext, 'config'>> & { readonly config?: KioskConfigInput } = {}): DoctorContext {
  const { config, ...rest } = part;
  return {
    dataDir: newDir(),
    problems: [],
    env: { PATH: newDir() },
    platform: 'linux',
    root: newDir(),
    ...rest,
    config: configSchema.parse(config ?? {}),
  };
}
