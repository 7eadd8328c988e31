import { EventEmitter } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import type { App, IpcMain, Session, WebContents } from 'electron';
import type { FromHost, ToHost } from '../../electron/channels.ts';
import type { HostProcess } from '../../electron/host-supervisor.ts';
import type { PageBridgeOptions } from '../../electron/page-bridge.ts';

/** Small stand-ins for the parts of Electron that our code is handed. */

type PermissionRequest = Parameters<Session['setPermissionRequestHandler']>[0];
type PermissionCheck = Parameters<Session['setPermissionCheckHandler']>[0];

export function createFakeSession() {
  let request: PermissionRequest = null;
  let check: PermissionCheck = null;
  let device: ((details: never) => boolean) | null = null;
  let blocked: readonly string[] = [];
  let spellChecks = true;
  const emitter = new EventEmitter();
  const session = {
    setPermissionRequestHandler: (handler: PermissionRequest) => {
      request = handler;
    },
    setPermissionCheckHandler: (handler: PermissionCheck) => {
      check = handler;
    },
    setDevicePermissionHandler: (handler: ((details: never) => boolean) | null) => {
      device = handler;
    },
    setSpellCheckerEnabled: (enabled: boolean) => {
      spellChecks = enabled;
    },
    webRequest: {
      onBeforeRequest({ urls }: { readonly urls: readonly string[] }, handler: (details: null, answer: (given: object) => void) => void) {
        handler(null, (given) => {
          if ('cancel' in given && given.cancel === true) blocked = urls;
        });
      },
    },
    on: emitter.on.bind(emitter),
  } as unknown as Session;
  return {
    session,
    blocked: () => blocked,
    spellChecks: () => spellChecks,
    emitter,
    asks: (permission: string, details: object): boolean | undefined => {
      let answer: boolean | undefined;
      request?.(null as unknown as WebContents, permission as never, (granted) => (answer = granted), details as never);
      return answer;
    },
    checks: (permission: string, origin: string, details: object) => check?.(null, permission as never, origin, details as never),
    device: () => device?.({} as never),
  };
}

/** An event that remembers whether it was prevented. */
export function createFakeEvent<T extends object>(fields: T) {
  return {
    ...fields,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
  };
}

export function createFakeContents() {
  const emitter = new EventEmitter();
  const calls: string[] = [];
  let openHandler: ((details: { url: string }) => { action: string }) | null = null;
  const contents = Object.assign(emitter, {
    setWindowOpenHandler: (handler: typeof openHandler) => {
      openHandler = handler;
    },
    loadURL: async (url: string) => void calls.push(`load ${url}`),
    forcefullyCrashRenderer: () => void calls.push('crash'),
    closeDevTools: () => void calls.push('close tools'),
    setZoomFactor: (factor: number) => void calls.push(`zoom ${factor}`),
    setVisualZoomLevelLimits: async (least: number, most: number) => void calls.push(`pinch ${least} to ${most}`),
  });
  return {
    contents: contents as unknown as WebContents,
    calls,
    opens: (url: string) => openHandler?.({ url }).action,
    /** Whether an event with these fields was let through. */
    lets(event: string, fields: object): boolean {
      const fake = createFakeEvent(fields);
      emitter.emit(event, fake);
      return !fake.defaultPrevented;
    },
    emit: (event: string, ...args: unknown[]) => emitter.emit(event, {}, ...args),
  };
}

export function createFakeApp() {
  const emitter = new EventEmitter();
  return { app: emitter as unknown as App, created: (contents: WebContents) => emitter.emit('web-contents-created', {}, contents) };
}

/** The kiosk's process: remembers what it was told, and does what the test says. */
export function createFakeHostProcess<Port>() {
  const emitter = new EventEmitter();
  const told: { readonly message: ToHost; readonly ports: readonly Port[] }[] = [];
  let killed = 0;
  const process: HostProcess<Port> = {
    postMessage: (message, transfer = []) => void told.push({ message, ports: transfer }),
    on: (event: 'message' | 'exit', listener: (value: never) => void) => emitter.on(event, listener as (value: unknown) => void),
    kill: () => {
      killed += 1;
      emitter.emit('exit', 143);
      return true;
    },
  };
  return {
    process,
    told,
    killed: () => killed,
    says: (message: FromHost) => void emitter.emit('message', message),
    exits: (code: number) => void emitter.emit('exit', code),
  };
}

/**
 * A page with its preload world and the main process's IPC, wired as Electron wires them: what the
 * preload script sends reaches ipcMain with the sender's frame, and a port posted to the frame
 * reaches the preload script.
 */
export function createFakePage(url: string) {
  const ipcMain = new EventEmitter();
  const ipcRenderer = new EventEmitter();
  const listeners = new Set<(event: MessageEvent) => void>();
  const exposed: Record<string, unknown> = {};
  const origin = url.split('/').slice(0, 3).join('/');
  const frame = {
    url,
    parent: null as unknown,
    postMessage: (channel: string, message: unknown, ports: unknown[]) => ipcRenderer.emit(channel, { ports }, message),
  };
  const window = {
    location: { origin },
    postMessage(data: unknown, target: string, ports: unknown[] = []) {
      if (target !== origin) return;
      for (const listener of [...listeners]) listener({ data, origin, source: window, ports } as unknown as MessageEvent);
    },
    addEventListener: (_type: 'message', listener: (event: MessageEvent) => void) => void listeners.add(listener),
    removeEventListener: (_type: 'message', listener: (event: MessageEvent) => void) => void listeners.delete(listener),
    get foyerShell() {
      return exposed.foyerShell;
    },
  };
  return {
    frame,
    window,
    exposed,
    ipcMain: ipcMain as unknown as IpcMain,
    preload: {
      contextBridge: {
        exposeInMainWorld: (name: string, api: unknown) => void Object.assign(exposed, { [name]: api }),
        // Text and not a closure reaches the page's world; there, "window" is the page's.
        executeInMainWorld: ({ func }: { func: () => unknown }) => new Function('window', `return (${func.toString()})()`)(window),
      },
      ipcRenderer: {
        on: ipcRenderer.on.bind(ipcRenderer),
        send: (channel: string, ...args: unknown[]) => ipcMain.emit(channel, { senderFrame: frame }, ...args),
      },
      window,
    } as unknown as PageBridgeOptions,
  };
}

/** MessageChannelMain, over Node's own channel. */
export function createFakeChannel() {
  return new MessageChannel();
}
