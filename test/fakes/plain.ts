import type { Ids, Log } from '../../core/ports.ts';

/** Ids "id-1", "id-2", … */
export function createCountingIds(prefix = 'id'): Ids {
  let n = 0;
  return { next: () => `${prefix}-${++n}` };
}

export interface RecordingLog extends Log {
  readonly lines: { readonly level: string; readonly event: string; readonly fields: unknown }[];
}

/** Keeps every line, so a test can also assert what was not logged. */
export function createRecordingLog(): RecordingLog {
  const lines: RecordingLog['lines'] = [];
  const at = (level: string) => (event: string, fields?: unknown) => void lines.push({ level, event, fields });
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
