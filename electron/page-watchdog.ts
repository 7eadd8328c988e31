import { createBackoff } from '../core/backoff.ts';
import type { Clock, Log } from '../core/ports.ts';
import { MOMENT_URL, PAGE_ORIGIN } from './channels.ts';

/** The part of Electron's WebContents that is watched. */
export interface WatchedPage {
  on(event: 'render-process-gone', listener: (event: unknown, details: { readonly reason: string }) => void): unknown;
  on(
    event: 'did-fail-load',
    listener: (event: unknown, code: number, description: string, url: string, isMainFrame: boolean) => void,
  ): unknown;
  on(event: 'did-finish-load' | 'unresponsive' | 'responsive', listener: () => void): unknown;
  loadURL(url: string): Promise<void>;
  forcefullyCrashRenderer(): void;
}

export interface PageWatchdog {
  /** The page's own scripts run: it has asked for its link to the kiosk. */
  alive(): void;
  /** Loads the page anew because of something outside it: the machine woke up. */
  reload(why: string): void;
  close(): void;
}

/** A page that hangs longer than this is taken down and loaded anew. */
const HANG_LIMIT_MS = 15_000;
const HEALTHY_AFTER_MS = 60_000;
/** A page that is loaded and has not asked for its link by then is a bare background. */
const SILENT_LIMIT_MS = 30_000;
/** Aborted because another load began: no failure. */
const ABORTED = -3;

/**
 * Loads the page and keeps it there: again when its process died, hangs, or it could not be loaded; ever slower while
 * that goes on, with "back in a moment" on the screen meanwhile.
 */
export function watchPage(page: WatchedPage, { clock, log }: { readonly clock: Pick<Clock, 'after'>; readonly log: Log }): PageWatchdog {
  const backoff = createBackoff({ baseMs: 500, maxMs: 30_000 });
  let showing: 'page' | 'moment' | 'nothing' = 'nothing';
  /** Since the page was last loaded. */
  let asked = false;
  let cancelReload = () => {};
  let cancelHang = () => {};
  let cancelHealthy = () => {};
  let cancelSilent = () => {};

  const show = (what: 'page' | 'moment') => {
    showing = what;
    asked = false;
    // A load that fails is told by did-fail-load.
    void page.loadURL(what === 'page' ? `${PAGE_ORIGIN}/` : MOMENT_URL).catch(() => undefined);
  };

  const reloadLater = (why: string) => {
    cancelHealthy();
    cancelHang();
    cancelSilent();
    // The stand-in itself failed: no more than the window's own colour, until the page is due.
    if (showing === 'moment') {
      showing = 'nothing';
      return;
    }
    cancelReload();
    const delayMs = backoff.nextMs();
    log.warn('page.reload', { why, inMs: delayMs });
    show('moment');
    cancelReload = clock.after(delayMs, () => show('page'));
  };

  page.on('render-process-gone', (_event, { reason }) => reason !== 'clean-exit' && reloadLater(reason));
  page.on('did-fail-load', (_event, code, _description, _url, isMainFrame) => {
    if (isMainFrame && code !== ABORTED) reloadLater(`load error ${code}`);
  });
  page.on('did-finish-load', () => {
    cancelHealthy();
    cancelSilent();
    if (showing !== 'page') return;
    cancelHealthy = clock.after(HEALTHY_AFTER_MS, backoff.reset);
    if (!asked) cancelSilent = clock.after(SILENT_LIMIT_MS, () => reloadLater('loaded, and silent'));
  });
  page.on('unresponsive', () => {
    cancelHang();
    cancelHang = clock.after(HANG_LIMIT_MS, () => page.forcefullyCrashRenderer());
  });
  page.on('responsive', () => cancelHang());
  show('page');

  return {
    alive() {
      asked = true;
      cancelSilent();
    },
    reload(why) {
      log.info('page.reload', { why, inMs: 0 });
      cancelReload();
      show('page');
    },
    close() {
      cancelReload();
      cancelHang();
      cancelHealthy();
      cancelSilent();
    },
  };
}
