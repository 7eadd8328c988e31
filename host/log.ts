import { mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { pino } from 'pino';
import type { Log } from '../core/ports.ts';

const STDERR = 2;

/**
 * JSON lines on stderr, or in `file`. Levels: debug, info, warn, error, silent. Never throws: a line that
 * cannot be written (a full disk, a closed pipe) is left out, and the kiosk goes on.
 */
export function createLog(options: { readonly level?: string; readonly file?: string } = {}): Log {
  const fd = options.file === undefined ? STDERR : openLogFile(options.file);
  const logger = pino(
    { level: options.level ?? 'info', base: null, serializers: { error: pino.stdSerializers.err } },
    { write: (line) => tryWrite(fd, line) },
  );
  return {
    debug: (event, fields) => logger.debug({ ...fields }, event),
    info: (event, fields) => logger.info({ ...fields }, event),
    warn: (event, fields) => logger.warn({ ...fields }, event),
    error: (event, fields) => logger.error({ ...fields }, event),
  };
}

function openLogFile(path: string): number {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return openSync(path, 'a', 0o600);
  } catch (error) {
    tryWrite(STDERR, `${JSON.stringify({ level: 50, time: Date.now(), msg: 'log.file-unusable', error: String(error) })}\n`);
    return STDERR;
  }
}

function tryWrite(fd: number, line: string): void {
  try {
    writeSync(fd, line);
  } catch {
    // There is nowhere left to say it.
  }
}
