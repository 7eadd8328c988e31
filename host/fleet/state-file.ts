import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { z } from 'zod';
import type { Log } from '../../core/ports.ts';
import { putDurably } from '../../native/sqlite/durable-file.ts';

/** A small JSON file of the kiosk's own. Whatever ends the process, it holds the state before a write or the one after. */
export interface StateFile<T> {
  read(): T;
  /** @throws FoyerError "disk-full"; the state is then as it was. */
  write(next: T): void;
}

export interface StateFileOptions<T> {
  readonly path: string;
  readonly schema: z.ZodType<T>;
  readonly empty: T;
  readonly log: Pick<Log, 'error'>;
  /** Called with the name of each step on disk before it is taken; tests end the process there. */
  readonly beforeStep?: (step: string) => void;
}

export function createStateFile<T>({ path, schema, empty, log, beforeStep = () => {} }: StateFileOptions<T>): StateFile<T> {
  return {
    read() {
      try {
        return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return empty;
        log.error('state.unreadable', { path, error: error instanceof Error ? error.name : 'unknown' });
        setAside(path);
        return empty;
      }
    },
    write(next) {
      putDurably(path, 'state', (to) => writeFileSync(to, `${JSON.stringify(next)}\n`, { mode: 0o600 }), beforeStep);
    },
  };
}

/** For whoever looks into it; read again and again it would fill the log. */
function setAside(path: string): void {
  try {
    renameSync(path, `${path}.broken`);
  } catch {
    // A folder that cannot be written either: the next read says so again.
  }
}
