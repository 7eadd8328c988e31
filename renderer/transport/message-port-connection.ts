import type { Connection } from '../../core/contract/index.ts';
import { createPortConnection } from '../../core/transport/port-connection.ts';

/** A Connection over a page's MessagePort, as Electron's preload hands it over. */
export function createMessagePortConnection(port: MessagePort): Connection {
  return createPortConnection({
    post: (data) => port.postMessage(data),
    listen(onData, onClosed) {
      port.addEventListener('message', (event: MessageEvent<unknown>) => onData(event.data));
      port.addEventListener('close', onClosed);
      port.start();
    },
    close: () => port.close(),
  });
}
