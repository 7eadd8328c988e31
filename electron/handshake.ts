import type { IpcMain, WebFrameMain } from 'electron';
import type { Log } from '../core/ports.ts';
import { PORT, REQUEST_CONNECTION } from './channels.ts';
import { isTrustedSender } from './security.ts';

export interface HandshakeOptions<Port> {
  readonly ipcMain: Pick<IpcMain, 'on'>;
  readonly createChannel: () => { readonly port1: Port; readonly port2: Port };
  readonly host: { connect(port: Port): void };
  readonly log: Log;
  /** Our page has asked: its scripts run. */
  readonly onAsked?: () => void;
}

/**
 * Gives our page a link to the kiosk when it asks for one: a fresh channel, one end to the page, one
 * to the kiosk's process. The main process sees nothing of what goes through it.
 */
export function installHandshake<Port>({ ipcMain, createChannel, host, log, onAsked }: HandshakeOptions<Port>): void {
  ipcMain.on(REQUEST_CONNECTION, (event, id: unknown) => {
    const frame = event.senderFrame as FrameWithPorts<Port> | null;
    if (frame === null || !isTrustedSender(frame) || typeof id !== 'string') {
      log.warn('ipc.refused', { channel: REQUEST_CONNECTION });
      return;
    }
    onAsked?.();
    const { port1, port2 } = createChannel();
    host.connect(port1);
    frame.postMessage(PORT, id, [port2]);
  });
}

type FrameWithPorts<Port> = Pick<WebFrameMain, 'url' | 'parent'> & {
  postMessage(channel: string, message: unknown, transfer: Port[]): void;
};
