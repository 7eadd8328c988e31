import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';

export interface WindowOptions {
  readonly create: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  /** Path of preload.cjs. */
  readonly preload: string;
  /** Whole screen, no way out for a guest; otherwise a window for development. */
  readonly kiosk: boolean;
}

/** The kiosk's one window, for our page in a sandbox; watchPage loads it. */
export function createKioskWindow({ create, preload, kiosk }: WindowOptions): BrowserWindow {
  const window = create({
    width: 1280,
    height: 800,
    kiosk,
    autoHideMenuBar: true,
    backgroundColor: '#14201d',
    show: false,
    title: 'Foyer',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      disableDialogs: true,
      devTools: !kiosk,
      // A kiosk speaks before it is touched, and listens when its window is not in front.
      autoplayPolicy: 'no-user-gesture-required',
      backgroundThrottling: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  return window;
}
