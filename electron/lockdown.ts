import type { BrowserWindow, Input, WebContents } from 'electron';
import type { Clock } from '../core/ports.ts';

/** With Control or Command held: what somebody who types a question may want. Everything else would leave the screen. */
const EDITING = new Set(['a', 'c', 'v', 'x', 'z']);
/**
 * Without them: keys that scroll through a browser's own functions. The other function keys and Help are those of a tactile
 * keypad (renderer/access); without a menu and developer tools they do nothing else.
 */
const BROWSER_KEYS =
  /^(F5|F11|F1[3-9]|F2\d|BrowserBack|BrowserForward|BrowserHome|BrowserRefresh|BrowserSearch|ContextMenu|PrintScreen|Pause|LaunchApplication\d|LaunchMail)$/;

type LockedContents = Pick<WebContents, 'on' | 'setVisualZoomLevelLimits' | 'setZoomFactor' | 'closeDevTools'>;

/** What `kiosk: true` leaves open: shortcuts, context menus, zoom by pinch or wheel. */
export function lockInput(contents: LockedContents): void {
  contents.on('before-input-event', (event, input) => {
    if (!isLetThrough(input)) event.preventDefault();
  });
  contents.on('context-menu', (event) => event.preventDefault());
  contents.on('zoom-changed', () => contents.setZoomFactor(1));
  contents.on('did-finish-load', () => {
    contents.setZoomFactor(1);
    void contents.setVisualZoomLevelLimits(1, 1);
  });
  contents.on('devtools-opened', () => contents.closeDevTools());
}

type Key = Pick<Input, 'key' | 'control' | 'meta' | 'alt'> & Partial<Pick<Input, 'code' | 'shift'>>;

export function isLetThrough({ key, code, control, meta, alt, shift }: Key): boolean {
  if (BROWSER_KEYS.test(key)) return false;
  // The operator's door, on a service keyboard; see renderer/operator-menu.
  if (control && alt && shift && !meta && code === 'KeyO') return true;
  // AltGr reports as Control and Alt together and types a character: "@" on many keyboards.
  if (control && alt && !meta && [...key].length === 1) return !/^[a-z0-9]$/i.test(key);
  if (control || meta) return !alt && EDITING.has(key.toLowerCase());
  return !alt;
}

type KeptWindow = Pick<BrowserWindow, 'on' | 'restore' | 'setKiosk' | 'isDestroyed'>;

/** The window goes when the program ends, and not because somebody pressed Alt+F4; nor does it get small. */
export function keepOpen(window: KeptWindow, ending: () => boolean): void {
  window.on('close', (event) => {
    if (!ending()) event.preventDefault();
  });
  window.on('minimize', () => window.restore());
  window.on('leave-full-screen', () => {
    if (!ending() && !window.isDestroyed()) window.setKiosk(true);
  });
}

/** The program was started a second time: the first one is shown. */
export function comeForward(window: Pick<BrowserWindow, 'isDestroyed' | 'isMinimized' | 'restore' | 'show' | 'focus'>): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The parts of Electron's `screen` and of the window that a display coming or going bears on. */
export interface DisplayDeps {
  readonly screen: { on(event: 'display-added' | 'display-removed' | 'display-metrics-changed', listener: () => void): unknown };
  readonly window: Pick<BrowserWindow, 'isDestroyed' | 'isKiosk' | 'setKiosk' | 'getBounds' | 'setBounds'>;
  readonly primaryBounds: () => Bounds;
  readonly clock: Pick<Clock, 'after'>;
}

/** A display that comes back tells so in several steps. */
const SETTLES_AFTER_MS = 500;

/** A display that was unplugged and comes back, or is turned, is filled again. */
export function fillDisplay({ screen, window, primaryBounds, clock }: DisplayDeps): void {
  let cancel = () => {};
  const fill = () => {
    if (window.isDestroyed()) return;
    const bounds = primaryBounds();
    // No display is left: the next one tells when it is there.
    if (bounds.width === 0 || bounds.height === 0) return;
    // Going in and out of kiosk mode changes the display's metrics itself on some systems, and would go round in circles.
    if (window.isKiosk() && isSame(window.getBounds(), bounds)) return;
    window.setKiosk(false);
    window.setBounds({ ...bounds });
    window.setKiosk(true);
  };
  const later = () => {
    cancel();
    cancel = clock.after(SETTLES_AFTER_MS, fill);
  };
  screen.on('display-added', later);
  screen.on('display-removed', later);
  screen.on('display-metrics-changed', later);
}

function isSame(a: Bounds, b: Bounds): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
