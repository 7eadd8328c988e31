import type { Connection, Payload } from '../contract/index.ts';

/** Four minutes of speech. A screen that lags so far behind is let go, and gets the session's state when it comes back. */
const MAX_BUFFERED_BYTES = 16 * 1024 * 1024;

/** The sending half of a screen's link. Nothing waits without bound for a screen that does not read. */
export interface Outgoing {
  send(payload: Payload): void;
  /** Sends and takes nothing more, and closes the link. */
  letGo(reason: string): void;
  readonly isLetGo: boolean;
}

export function createOutgoing(connection: Connection, onLetGo: (reason: string) => void): Outgoing {
  let isLetGo = false;
  const letGo = (reason: string) => {
    if (isLetGo) return;
    isLetGo = true;
    onLetGo(reason);
    // Later: whoever is sending must not find the session changed under its hands.
    queueMicrotask(() => connection.close(reason));
  };
  return {
    send(payload) {
      if (isLetGo) return;
      if (connection.bufferedBytes > MAX_BUFFERED_BYTES) letGo('the screen reads too slowly');
      else connection.send(payload);
    },
    letGo,
    get isLetGo() {
      return isLetGo;
    },
  };
}
