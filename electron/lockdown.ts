import type { BrowserWindow, Input, WebContents } from 'electron';

/** With Control or Command held: what somebody who types a question may want. Everything else would leave the screen. */
const EDITING = new Set(['a', 'c', 'v', 'x', 'z']);
/** Without them: keys that scroll through a browser's own functions. */
const BROWSER_KEYS =
  /^(F\d{1,2}|BrowserBack|BrowserForward|BrowserHome|BrowserRefresh|BrowserSearch|ContextMenu|PrintScreen|Pause|Help|LaunchApplication\d|LaunchMail)$/;

type LockedContents = Pick<WebContents, 'on' | 'setVisualZoomLevelLimits' | 'setZoomFactor'>;

/** What `kiosk: true` leaves open: shortcuts, context menus, zoom by pinch or wheel. */
export function lockInput(contents: LockedContents): void {
  contents.on('before-input-event', (event, input) => {
    if (!isLetThrough(input)) event.preventDefault();
  });
  contents.on('context-menu', (event) => event.preventDefault());
  contents.on('zoom-changed', () => contents.setZoomFactor(1));
  contents.on('did-finish-load', () => void contents.setVisualZoomLevelLimits(1, 1));
}

export function isLetThrough({ key, control, meta, alt }: Pick<Input, 'key' | 'control' | 'meta' | 'alt'>): boolean {
  if (BROWSER_KEYS.test(key)) return false;
  // AltGr reports as Control and Alt together and types a character: "@" on many keyboards.
  if (control && alt && !meta && [...key].length === 1) return !/^[a-z0-9]$/i.test(key);
  if (control || meta) return !alt && EDITING.has(key.toLowerCase());
  return !alt;
}

/** The window goes when the program ends, and not because somebody pressed Alt+F4. */
export function keepOpen(window: Pick<BrowserWindow, 'on'>, ending: () => boolean): void {
  window.on('close', (event) => {
    if (!ending()) event.preventDefault();
  });
}

/** The parts of Electron's `screen` and of the window that a display coming or going bears on. */
export interface DisplayDeps {
  readonly screen: { on(event: 'display-added' | 'display-removed' | 'display-metrics-changed', listener: () => void): unknown };
  readonly window: Pick<BrowserWindow, 'isDestroyed' | 'setKiosk' | 'setBounds'>;
  readonly primaryBounds: () => { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** A display that was unplugged and comes back, or is turned, is filled again. */
export function fillDisplay({ screen, window, primaryBounds }: DisplayDeps): void {
  const fill = () => {
    if (window.isDestroyed()) return;
    window.setKiosk(false);
    window.setBounds(primaryBounds());
    window.setKiosk(true);
  };
  screen.on('display-added', fill);
  screen.on('display-removed', fill);
  screen.on('display-metrics-changed', fill);
}
