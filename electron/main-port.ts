import type { Connection } from '../core/contract/index.ts';
import { createPortConnection } from '../core/transport/port-connection.ts';

/** The part of Electron's MessagePortMain that a connection uses. */
export interface MainPort {
  postMessage(data: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** A Connection over the kiosk's end of a channel to the page. */
export function createMainPortConnection(port: MainPort): Connection {
  return createPortConnection({
    post: (data) => port.postMessage(data),
    listen(onData, onClosed) {
      port.on('message', (event) => onData(event.data));
      port.on('close', onClosed);
      port.start();
    },
    close: () => port.close(),
  });
}
