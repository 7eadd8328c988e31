import type { MessagePort as NodePort } from 'node:worker_threads';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Connection } from '../../core/contract/index.ts';
import { REQUEST_CONNECTION } from '../../electron/channels.ts';
import { installHandshake } from '../../electron/handshake.ts';
import { createMainPortConnection } from '../../electron/main-port.ts';
import { installPageBridge } from '../../electron/page-bridge.ts';
import { openConnection } from '../../renderer/transport/open-connection.ts';
import { closed, collect } from '../contract/connection-suite.ts';
import { createFakeChannel, createFakePage } from '../fakes/electron.ts';
import { asMainPort } from '../fakes/electron-ports.ts';
import { createRecordingLog } from '../fakes/plain.ts';

afterEach(() => vi.unstubAllGlobals());

/** Page, preload script, main process and kiosk, each with its own real code. */
function start(url = 'foyer://kiosk/') {
  const page = createFakePage(url);
  const log = createRecordingLog();
  const served: Connection[] = [];
  const ports: NodePort[] = [];
  installPageBridge(page.preload);
  installHandshake<NodePort>({
    ipcMain: page.ipcMain,
    createChannel: createFakeChannel,
    host: {
      connect(port) {
        ports.push(port);
        served.push(createMainPortConnection(asMainPort(port)));
      },
    },
    log,
  });
  vi.stubGlobal('window', page.window);
  return { page, log, served, ports };
}

describe('the way from the page to the kiosk', () => {
  test('the page has nothing to print with', () => {
    const { page } = start();
    const window = page.window as typeof page.window & { print?: () => void };
    expect(Object.getOwnPropertyDescriptor(window, 'print')).toMatchObject({ writable: false, configurable: false });
    expect(window.print?.()).toBeUndefined();
  });

  test('the page gets a link of its own, and talks over it', async () => {
    const { served } = start();
    const screen = await openConnection();
    const [kiosk] = served;
    if (kiosk === undefined) throw new Error('the kiosk was given nothing');
    const arrived = collect(kiosk, 1);
    screen.send('hello');
    expect(await arrived).toEqual(['hello']);
    screen.close('done');
    expect(await closed(kiosk)).toBe('done');
  });

  test('each asking gets another link', async () => {
    const { served } = start();
    const [first, second] = [await openConnection(), await openConnection()];
    const [one, two] = served;
    if (one === undefined || two === undefined) throw new Error('the kiosk was given too little');
    const arrived = collect(two, 1);
    second.send('second');
    expect(await arrived).toEqual(['second']);
    first.close('done');
    second.close('done');
    expect(await Promise.all([closed(one), closed(two)])).toEqual(['done', 'done']);
  });

  test('a kiosk whose process dies closes the link of the page', async () => {
    const { ports } = start();
    const screen = await openConnection();
    for (const port of ports) port.close();
    expect(await closed(screen)).toBe('the connection was lost');
  });

  test('the page is shown one function and nothing of IPC', () => {
    const { page } = start();
    expect(Object.keys(page.exposed)).toEqual(['foyerShell']);
    expect(Object.keys(page.exposed.foyerShell as object)).toEqual(['requestConnection']);
  });

  test.each([
    ['a page that is not ours', { url: 'https://evil.example/', parent: null }, 'id'],
    ['a frame inside our page', { url: 'foyer://kiosk/', parent: {} }, 'id'],
    ['an id that is none', { url: 'foyer://kiosk/', parent: null }, { evil: true }],
  ])('%s gets no link', (_who, frame, id) => {
    const { page, log, served } = start();
    Object.assign(page.frame, frame);
    page.preload.ipcRenderer.send(REQUEST_CONNECTION, id);
    expect(served).toEqual([]);
    expect(log.lines).toContainEqual(expect.objectContaining({ level: 'warn', event: 'ipc.refused' }));
  });

  test('a window message of anybody else is not taken for the port', async () => {
    const { page } = start();
    const forged = createFakeChannel();
    const { ipcRenderer } = page.preload;
    const send = ipcRenderer.send;
    // While the page waits for its port.
    ipcRenderer.send = (...args) => {
      page.window.postMessage({ type: 'foyer:port', id: 'guessed' }, 'foyer://kiosk', [forged.port1]);
      send(...args);
    };
    const screen = await openConnection();
    forged.port2.on('message', () => expect.unreachable('the forged port was used'));
    screen.send('secret');
    screen.close('done');
    forged.port2.close();
  });
});
