import type { Clock, Log } from '../core/ports.ts';
import { createBackOff } from './back-off.ts';

/** The part of Electron's WebContents that is watched. */
export interface WatchedPage {
  on(event: 'render-process-gone', listener: (event: unknown, details: { readonly reason: string }) => void): unknown;
  on(
    event: 'did-fail-load',
    listener: (event: unknown, code: number, description: string, url: string, isMainFrame: boolean) => void,
  ): unknown;
  on(event: 'did-finish-load' | 'unresponsive' | 'responsive', listener: () => void): unknown;
  reload(): void;
  forcefullyCrashRenderer(): void;
}

/** A page that hangs longer than this is taken down and loaded anew. */
const HANG_LIMIT_MS = 15_000;
const HEALTHY_AFTER_MS = 60_000;

/** Loads the page again when its process died, hangs, or it could not be loaded; ever slower while that goes on. */
export function watchPage(
  page: WatchedPage,
  { clock, log }: { readonly clock: Pick<Clock, 'after'>; readonly log: Log },
): { close(): void } {
  const backOff = createBackOff({ firstMs: 500, capMs: 30_000 });
  let cancelReload = () => {};
  let cancelHang = () => {};
  let cancelHealthy = () => {};

  const reloadLater = (why: string) => {
    cancelHealthy();
    cancelHang();
    cancelReload();
    const delayMs = backOff.nextMs();
    log.warn('page.reload', { why, inMs: delayMs });
    cancelReload = clock.after(delayMs, () => page.reload());
  };

  page.on('render-process-gone', (_event, { reason }) => reason !== 'clean-exit' && reloadLater(reason));
  page.on('did-fail-load', (_event, code, _description, _url, isMainFrame) => isMainFrame && reloadLater(`load error ${code}`));
  page.on('did-finish-load', () => {
    cancelHealthy();
    cancelHealthy = clock.after(HEALTHY_AFTER_MS, backOff.reset);
  });
  page.on('unresponsive', () => {
    cancelHang();
    cancelHang = clock.after(HANG_LIMIT_MS, () => page.forcefullyCrashRenderer());
  });
  page.on('responsive', () => cancelHang());

  return {
    close() {
      cancelReload();
      cancelHang();
      cancelHealthy();
    },
  };
}
