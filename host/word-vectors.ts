import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readWordVectors, type WordVectors } from '../core/memory/recall/word-vectors.ts';
import type { Log } from '../core/ports.ts';

const FILE = fileURLToPath(new URL('../models/word-vectors/en.bin', import.meta.url));

/** The bundled word vectors, read at the first call; null, once warned of, where the file is missing or broken. */
export function createWordVectors(log: Log, file = FILE): () => WordVectors | null {
  let vectors: WordVectors | null | undefined;
  return () => {
    if (vectors !== undefined) return vectors;
    try {
      vectors = readWordVectors(readFileSync(file));
    } catch (error) {
      log.warn('word-vectors.unavailable', { error, remedy: 'Recall goes by words alone. Restore models/word-vectors/en.bin.' });
      vectors = null;
    }
    return vectors;
  };
}
