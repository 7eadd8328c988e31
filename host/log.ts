import { pino } from 'pino';
import type { Log } from '../core/ports.ts';

/** JSON lines on stderr, or in `file`. Levels: debug, info, warn, error, silent. */
export function createLog(options: { readonly level?: string; readonly file?: string } = {}): Log {
  const destination = pino.destination({ dest: options.file ?? 2, sync: true, mkdir: true });
  const logger = pino({ level: options.level ?? 'info', base: null, serializers: { error: pino.stdSerializers.err } }, destination);
  return {
    debug: (event, fields) => logger.debug({ ...fields }, event),
    info: (event, fields) => logger.info({ ...fields }, event),
    warn: (event, fields) => logger.warn({ ...fields }, event),
    error: (event, fields) => logger.error({ ...fields }, event),
  };
}
