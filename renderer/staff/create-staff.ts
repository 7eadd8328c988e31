import type { Connection, RequestRow } from '../../core/contract/index.ts';
import { createKioskClient } from '../kiosk-client.ts';
import { createStore, type ScreenStore } from '../store/create-store.ts';

export interface Staff {
  readonly store: ScreenStore;
  signIn(pin: string): void;
  updateRequest(requestId: string, status: Exclude<RequestRow['status'], 'waiting'>): void;
  close(): void;
}

export interface StaffOptions {
  readonly open: () => Promise<Connection>;
  readonly nowMs: () => number;
  readonly after: (delayMs: number, callback: () => void) => () => void;
  readonly random: () => number;
  readonly onProblem: (what: string) => void;
}

/** The staff page without its pictures. */
export function createStaff(options: StaffOptions): Staff {
  const store = createStore();
  let pin: string | null = null;
  const client = createKioskClient({
    ...options,
    role: 'staff',
    onLink: (link) => store.dispatch({ type: 'link', link }),
    onSpeech: () => {},
    onMessage: (message) => {
      store.dispatch({ type: 'received', message, atMs: options.nowMs() });
      if (message.type === 'staff.refused') pin = null;
      // A restart of the kiosk must not send staff back to the door.
      if (message.type === 'welcome' && pin !== null) client.send({ type: 'staff.signIn', pin });
    },
  });
  return {
    store,
    signIn: (entered) => {
      pin = entered;
      client.send({ type: 'staff.signIn', pin: entered });
    },
    updateRequest: (requestId, status) => client.send({ type: 'staff.request.update', requestId, status }),
    close: client.close,
  };
}
