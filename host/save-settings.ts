import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, isMap, parseDocument } from 'yaml';
import { configSchema, FoyerError, type KioskConfigInput } from '../core/contract/index.ts';

/**
 * Writes settings into DIR/config.yaml and leaves everything else there as it is, comments included.
 * @throws FoyerError code "config-invalid" when the file cannot be read as it is, or `settings` are wrong; "config-unwritable".
 */
export function saveSettings(dataDir: string, settings: KioskConfigInput): void {
  const file = join(dataDir, 'config.yaml');
  const valid = configSchema.safeParse(settings);
  if (!valid.success) throw invalid(valid.error.issues[0]?.message ?? 'wrong settings', file);
  const document = parseDocument(existsSync(file) ? readFileSync(file, 'utf8') : '');
  const [problem] = document.errors;
  if (problem !== undefined) throw invalid(problem.message, file);
  if (document.contents !== null && !isMap(document.contents)) throw invalid('it is no list of keys', file);
  for (const [path, value] of leaves(settings)) set(document, path, value);
  try {
    writeFileSync(`${file}.new`, document.toString(), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw new FoyerError(`${file} cannot be written`, {
      fault: 'operator',
      code: 'config-unwritable',
      remedy: 'Give the kiosk the right to write in its data directory.',
      cause: error,
    });
  }
}

/** A parent that is missing, or written as "key:" with nothing after it, is made. */
function set(document: Document, path: readonly string[], value: unknown): void {
  for (let length = 1; length < path.length; length++) {
    const parent = path.slice(0, length);
    if (!isMap(document.getIn(parent))) document.setIn(parent, document.createNode({}));
  }
  document.setIn(path, value);
}

function leaves(tree: object, path: readonly string[] = []): (readonly [readonly string[], unknown])[] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? leaves(value, [...path, key])
      : [[[...path, key], value] as const],
  );
}

function invalid(reason: string, file: string): FoyerError {
  return new FoyerError(`${file} cannot be changed: ${reason}`, {
    fault: 'operator',
    code: 'config-invalid',
    remedy: 'Correct config.yaml by hand, then save again.',
  });
}
