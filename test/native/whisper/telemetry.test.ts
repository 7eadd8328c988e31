import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** ONNX Runtime's own reporting leaves a database and a log behind wherever it runs; without them it has not begun. */
test('recognising speech reports to nobody: the engine leaves nothing in the home and temporary folders', () => {
  const home = mkdtempSync(join(tmpdir(), 'foyer-home-'));
  try {
    const { ORT_DISABLE_TELEMETRY: _ours, ...env } = process.env;
    const wav = readdirSync(join(root, 'test/fixtures/speech')).find((name) => name.endsWith('.wav')) ?? '';
    const args = [join(root, 'cli/main.ts'), 'transcribe', join(root, 'test/fixtures/speech', wav), '--data', join(home, 'data')];
    const { status, stdout } = spawnSync(process.execPath, args, {
      encoding: 'utf8',
      env: { ...env, HOME: home, XDG_CACHE_HOME: join(home, 'cache'), TMPDIR: home, TMP: home, TEMP: home },
    });
    expect(status).toBe(0);
    expect(stdout).toMatch(/\S/);
    const left = readdirSync(home, { recursive: true, encoding: 'utf8' });
    expect(left.filter((name) => /onnxruntime|mat-debug|Microsoft/i.test(name))).toEqual([]);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
