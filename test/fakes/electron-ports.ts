import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads';
import type { MainPort } from '../../electron/main-port.ts';

/** Node's message port with the shape of Electron's MessagePortMain: same channel, other events. */
export function asMainPort(port: NodePort): MainPort {
  return {
    postMessage: (data) => port.postMessage(data),
    on(event: 'message' | 'close', listener: ((event: { readonly data: unknown }) => void) | (() => void)) {
      if (event === 'message') port.on('message', (data: unknown) => listener({ data }));
      else port.on('close', listener as () => void);
    },
    start: () => port.start(),
    close: () => port.close(),
  };
}

/** A real channel: one end as the main process sees it, one as the page does. */
export function createChannel(): { readonly main: MainPort; readonly page: MessagePort; close(): void } {
  const { port1, port2 } = new MessageChannel();
  return {
    main: asMainPort(port1),
    // Node's port is the web's, plus `on`.
    page: port2 as unknown as MessagePort,
    close() {
      port1.close();
      port2.close();
    },
  };
}
