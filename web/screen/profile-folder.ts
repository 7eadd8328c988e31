import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A browser's own folder. One that nobody named holds nothing that has to outlive the browser. */
export function profileFolder(named: string | undefined): { readonly path: string; close(): void } {
  if (named !== undefined) {
    mkdirSync(named, { recursive: true, mode: 0o700 });
    return { path: named, close() {} };
  }
  const path = mkdtempSync(join(tmpdir(), 'foyer-screen-'));
  return { path, close: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}
