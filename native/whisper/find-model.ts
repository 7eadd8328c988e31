import { existsSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FoyerError } from '../../core/contract/errors.ts';

/** Models that come with the program; a packaged build may pass its own. */
const BUNDLED_MODELS = fileURLToPath(new URL('../../models', import.meta.url));

/**
 * Folder of a speech model: `name` itself when it is an absolute path, else DIR/models/NAME of the data directory,
 * else the bundled models/NAME.
 * @throws FoyerError fault "operator", code "model-missing" when there is none.
 */
export function resolveModelDir(name: string, dataDir: string, bundledDir: string = BUNDLED_MODELS): string {
  if (!isAbsolute(name) && (name.includes('/') || name.includes('\\') || name.startsWith('.'))) {
    throw new FoyerError(`"${name}" is not a model name`, {
      fault: 'operator',
      code: 'model-missing',
      remedy: 'Give the name of a folder under models/, or an absolute path.',
    });
  }
  const places = isAbsolute(name) ? [name] : [resolve(dataDir, 'models', name), join(bundledDir, name)];
  const found = places.find((place) => existsSync(join(place, 'config.json')));
  if (found !== undefined) return found;
  throw new FoyerError(`no speech model "${name}": looked for config.json in ${places.join(' and ')}`, {
    fault: 'operator',
    code: 'model-missing',
    remedy:
      '"foyer models list" shows what there is; "foyer-whisper-tiny" comes with Foyer. hearing.model in config.yaml names the one in use.',
  });
}
