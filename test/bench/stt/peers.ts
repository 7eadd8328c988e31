import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FoyerError } from '../../../core/contract/errors.ts';
import { buildEngine } from '../../../native/whisper-cpp/build-engine.ts';
import { progress } from '../support/report.ts';

/** Ignored by git, kept between runs. */
const CACHE = fileURLToPath(new URL('../../../.cache', import.meta.url));
const TRANSFORMERS = '4.3.1';

export type Peer = { readonly path: string } | { readonly missing: string };

/** transformers.js, installed beside the project and not into it. It is given the project's own runtime, the same for both. */
export function findTransformers(): Peer {
  const folder = join(CACHE, 'bench-peers');
  const manifest = {
    private: true,
    dependencies: { '@huggingface/transformers': TRANSFORMERS },
    overrides: Object.fromEntries(['onnxruntime-node', 'onnxruntime-web'].map((name) => [name, `file:../../node_modules/${name}`])),
  };
  const entry = () => createRequire(join(folder, 'package.json')).resolve('@huggingface/transformers');
  if (!existsSync(join(folder, 'node_modules', '@huggingface', 'transformers'))) {
    progress(`installing transformers.js ${TRANSFORMERS} for the comparison (once)`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--fetch-retries=1', '--loglevel=error'];
    const { status, stderr } = spawnSync('npm', args, {
      cwd: folder,
      encoding: 'utf8',
      timeout: 300_000,
      shell: process.platform === 'win32',
    });
    if (status !== 0) return { missing: `transformers.js is left out: npm could not install it (${lastLine(stderr)})` };
  }
  return { path: entry() };
}

/** whisper.cpp from the optional package, built where there is a compiler. */
export async function findWhisperCpp(): Promise<Peer> {
  try {
    return { path: await buildEngine({ dataDir: CACHE, onProgress: (file) => progress(`building whisper.cpp (once): ${file}`) }) };
  } catch (error) {
    if (error instanceof FoyerError) return { missing: `whisper.cpp is left out: ${error.message}` };
    throw error;
  }
}

function lastLine(text: string | null): string {
  return (text ?? '').trim().split('\n').at(-1)?.slice(0, 120) || 'no network?';
}
