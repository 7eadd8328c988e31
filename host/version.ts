import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Version of the program: "0.1.0". Packaged, package.json lies in the archive, which the desktop shell knows the version of. */
export function programVersion(env: NodeJS.ProcessEnv = process.env): string {
  if (env.FOYER_VERSION) return env.FOYER_VERSION;
  try {
    const { version } = JSON.parse(readFileSync(fileURLToPath(new URL('../package.json', import.meta.url)), 'utf8')) as {
      version?: unknown;
    };
    return typeof version === 'string' ? version : 'unknown';
  } catch {
    return 'unknown';
  }
}
