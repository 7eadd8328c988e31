import { writeSync } from 'node:fs';
import { pino } from 'pino';
import type { Log } from '../core/ports.ts';
import { openRotatingFile } from './rotating-file.ts';

const STDERR = 2;
/** Six files of this size at most: a month or two of a busy kiosk, and never a full disk. */
const ROTATION = { maxBytes: 10_000_000, keep: 5 };

/**
 * JSON lines on stderr, or in `file`. Levels: debug, info, warn, error, silent. Never throws: a line that
 * cannot be written (a full disk, a closed pipe) is left out, and the kiosk goes on.
 */
export function createLog(options: { readonly level?: string; readonly file?: string } = {}): Log {
  const write = options.file === undefined ? toStderr : openLogFile(options.file);
  const logger = pino({ level: options.level ?? 'info', base: null, serializers: { error: pino.stdSerializers.err } }, { write });
  return {
    debug: (event, fields) => logger.debug({ ...fields }, event),
    info: (event, fields) => logger.info({ ...fields }, event),
    warn: (event, fields) => logger.warn({ ...fields }, event),
    error: (event, fields) => logger.error({ ...fields }, event),
  };
}

function openLogFile(path: string): (line: string) => void {
  try {
    return openRotatingFile(path, ROTATION).write;
  } catch (error) {
    toStderr(`${JSON.stringify({ level: 50, time: Date.now(), msg: 'log.file-unusable', error: String(error) })}\n`);
    return toStderr;
  }
}

function toStderr(line: string): void {
  try {
    writeSync(STDERR, line);
  } catch {
    // There is nowhere left to say it.
  }
}
