import { FoyerError } from '../../core/contract/errors.ts';
import type { CloudSync, Log } from '../../core/ports.ts';

/** Whether the endpoint can be reached, as the last attempt found; logged once per outage. */
export function createLinkState(log: Log) {
  const listeners = new Set<(state: CloudSync['state']) => void>();
  let state: CloudSync['state'] = 'offline';
  let failures = 0;
  let problem: FoyerError | null = null;
  const change = (next: CloudSync['state']) => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener(next);
  };
  return {
    get state() {
      return state;
    },
    get failures() {
      return failures;
    },
    get problem() {
      return problem;
    },
    succeeded() {
      if (failures > 0) log.info('sync.online-again', { failures });
      failures = 0;
      problem = null;
      change('online');
    },
    failed(error: unknown) {
      failures++;
      problem =
        error instanceof FoyerError ? error : new FoyerError('the sync failed', { fault: 'bug', code: 'sync-failed', cause: error });
      // Once per outage: a kiosk without a network must not fill its log.
      if (failures === 1) log.warn('sync.failed', describe(error));
      change('offline');
    },
    onState(listener: (next: CloudSync['state']) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export function describe(error: unknown) {
  return error instanceof FoyerError ? { code: error.code, message: error.message, remedy: error.remedy } : { error };
}
