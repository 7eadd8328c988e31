import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What set-up remembers between runs: small JSON files inside node_modules, so a fresh install
 * forgets them.
 * @param {string} root
 */
export function createState(root) {
  const folder = join(root, 'node_modules', '.cache', 'foyer');
  return {
    folder,
    /** @param {string} name */
    read(name) {
      try {
        return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
      } catch {
        return null;
      }
    },
    /** @param {string} name @param {object} value */
    write(name, value) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(value)}\n`);
    },
  };
}

/**
 * One hash over the names and contents of files and folders; missing ones count as absent.
 * @param {string} root
 * @param {readonly string[]} paths
 */
export function hashSources(root, paths) {
  const hash = createHash('sha256');
  for (const path of paths) addPath(hash, root, path);
  return hash.digest('hex');
}

function addPath(hash, root, path) {
  let entries;
  try {
    entries = readdirSync(join(root, path), { withFileTypes: true });
  } catch {
    addFile(hash, root, path);
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory()) addPath(hash, root, `${path}/${entry.name}`);
    else if (entry.isFile()) addFile(hash, root, `${path}/${entry.name}`);
  }
}

function addFile(hash, root, path) {
  try {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  } catch {
    hash.update(`${path}\0absent\0`);
  }
}
