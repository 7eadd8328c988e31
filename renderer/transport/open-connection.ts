import type { Connection } from '../../core/contract/index.ts';
import { createMessagePortConnection } from './message-port-connection.ts';
import { openWebSocketConnection } from './web-socket-connection.ts';

/** What Electron's preload script offers the page; absent in a browser. */
export interface FoyerShell {
  /** Asks for a new link to the kiosk; the answer is a window message with this id and a port. */
  requestConnection(id: string): void;
}

declare global {
  interface Window {
    readonly foyerShell?: FoyerShell;
  }
}

const HANDSHAKE_LIMIT_MS = 10_000;
/** Type of the window message that carries the port; the same in electron/channels.ts. */
const PORT_MESSAGE = 'foyer:port';

/**
 * Opens one link to the kiosk: over the port of the desktop shell where there is one, else over a
 * WebSocket to the server that this page came from. Reconnecting is the caller's.
 * @throws Error when the kiosk cannot be reached
 */
export function openConnection(): Promise<Connection> {
  const shell = window.foyerShell;
  if (shell !== undefined) return openPortConnection(shell);
  const url = new URL('/kiosk', window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return openWebSocketConnection(new WebSocket(url));
}

function openPortConnection(shell: FoyerShell): Promise<Connection> {
  const id = crypto.randomUUID();
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      window.removeEventListener('message', onMessage);
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error('the kiosk did not answer'));
    }, HANDSHAKE_LIMIT_MS);
    const onMessage = (event: MessageEvent<unknown>) => {
      // Only our own preload script, in this very window, may hand over a port.
      if (event.source !== window || event.origin !== window.location.origin || !isPortMessage(event.data, id)) return;
      const [port] = event.ports;
      if (port === undefined) return;
      stop();
      resolve(createMessagePortConnection(port));
    };
    window.addEventListener('message', onMessage);
    shell.requestConnection(id);
  });
}

function isPortMessage(data: unknown, id: string): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === PORT_MESSAGE && 'id' in data && data.id === id;
}
