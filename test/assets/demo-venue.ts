import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFolder } from '../../core/venue/import/read-folder.ts';

export const DEMO_DIR = join(import.meta.dirname, '../../assets/demo');

/** The shipped demo as the importer reads it. */
export function readDemo() {
  return readFolder(new Map(readdirSync(DEMO_DIR).map((name) => [name, readFileSync(join(DEMO_DIR, name), 'utf8')])));
}
