import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FoyerError } from '../../../core/contract/errors.ts';
import { buildEngine } from '../../../native/whisper-cpp/build-engine.ts';

/** Kept between runs: building takes most of a minute. */
const CACHE = fileURLToPath(new URL('../../../.cache', import.meta.url));

/** whisper.cpp's program, built once for all runs; where it cannot be, why. */
export async function builtForTests(): Promise<{ readonly program: string } | { readonly reason: string }> {
  try {
    mkdirSync(CACHE, { recursive: true });
    return { program: await buildEngine({ dataDir: CACHE }) };
  } catch (error) {
    if (error instanceof FoyerError && ['engine-sources-missing', 'compiler-missing'].includes(error.code))
      return { reason: error.message };
    throw error;
  }
}
