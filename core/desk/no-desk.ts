import { FoyerError } from '../contract/errors.ts';
import type { Desk } from './desk-ports.ts';

/** Where nothing can be kept: the guest is told that it failed, and what there was is not to be seen. */
export function createNoDesk(cause?: unknown): Desk {
  const refuse = (): never => {
    throw new FoyerError('requests cannot be kept', { fault: 'device', code: 'requests-unavailable', cause });
  };
  const none = () => [];
  const unwatch = () => () => {};
  return {
    requests: { create: refuse, list: none, of: none, byTicket: () => null, update: () => null, sessionOf: () => null, watch: unwatch },
    lostFound: {
      reportLost: refuse,
      reportFound: refuse,
      statusOf: none,
      lost: none,
      found: none,
      matches: none,
      decide: () => false,
      markCollected: () => false,
      close: () => false,
      watch: unwatch,
    },
    cases: { open: refuse, of: none, list: none, sessionOf: () => null, update: () => null, watch: unwatch },
    leads: { register: refuse, of: none, list: none, retry: () => false, watch: unwatch },
    erase: () => {},
  };
}
