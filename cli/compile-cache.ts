import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Keeps stripped and compiled modules for the next start: a third of a short command's time. Beside the program,
 * not in the system's temporary folder, where others could write. A folder that cannot be written costs only the time.
 */
enableCompileCache(fileURLToPath(new URL('../.cache/node', import.meta.url)));
