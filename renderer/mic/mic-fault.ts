import type { MicState } from '../../core/contract/index.ts';

/** What a refused getUserMedia means for the guest: not allowed, not there, or there and not working. */
export function faultOf(error: unknown): { readonly state: Extract<MicState, 'denied' | 'absent' | 'failed'>; readonly detail: string } {
  const name = error instanceof Error ? error.name : '';
  const detail = error instanceof Error ? `${name}: ${error.message}` : String(error);
  if (name === 'NotAllowedError' || name === 'SecurityError') return { state: 'denied', detail };
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return { state: 'absent', detail };
  return { state: 'failed', detail };
}
