import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { FoyerError } from '../../core/contract/errors.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable'];

/** @param named by whoever starts it. @throws FoyerError code "no-chromium" */
export function findChromium(named: string | undefined, path = ''): string {
  const candidates = named === undefined ? path.split(delimiter).flatMap((dir) => NAMES.map((name) => join(dir, name))) : [named];
  const found = candidates.find(isProgram);
  if (found !== undefined) return found;
  throw new FoyerError(named === undefined ? `none of ${NAMES.join(', ')} is in the PATH` : `${named} is no program`, {
    fault: 'operator',
    code: 'no-chromium',
    remedy: 'Install Chromium, or name it with --chromium or FOYER_CHROMIUM.',
  });
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
