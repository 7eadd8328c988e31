import type { ContextBridge, IpcRenderer } from 'electron';
import { PORT, REQUEST_CONNECTION } from './channels.ts';

export interface PageBridgeOptions {
  readonly contextBridge: Pick<ContextBridge, 'exposeInMainWorld' | 'executeInMainWorld'>;
  readonly ipcRenderer: Pick<IpcRenderer, 'on' | 'send'>;
  readonly window: Pick<Window, 'postMessage' | 'location'>;
}

/** All that the page gets of Electron. Ports cannot cross the context bridge, so they go by window message. */
export function installPageBridge({ contextBridge, ipcRenderer, window }: PageBridgeOptions): void {
  contextBridge.exposeInMainWorld('foyerShell', {
    requestConnection(id: unknown): void {
      if (typeof id === 'string' && id.length <= 100) ipcRenderer.send(REQUEST_CONNECTION, id);
    },
  });
  // There is no switch for the system's print dialog, which shows printers and saves files.
  contextBridge.executeInMainWorld({ func: () => Object.defineProperty(window, 'print', { value: () => {} }) });
  ipcRenderer.on(PORT, (event, id: unknown) => {
    const [port] = event.ports;
    if (port !== undefined) window.postMessage({ type: PORT, id }, window.location.origin, [port]);
  });
}
