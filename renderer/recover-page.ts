import { backoffMs } from '../core/backoff.ts';
import momentPage from './moment.html?raw';

export interface PageRecoveryDeps {
  readonly reload: () => void;
  readonly after: (delayMs: number, callback: () => void) => unknown;
  /** Outlives the page: how often it failed of late. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  /** Puts a page in the place of this one. */
  readonly show: (html: string) => void;
  readonly onProblem: (what: string, error: unknown) => void;
}

const KEY = 'foyer-page-failures';
const BACKOFF = { baseMs: 500, maxMs: 30_000 };
/** Failures further apart than this are not one after the other. */
const FORGET_MS = 120_000;

/**
 * What to do when drawing the page failed, of which React leaves nothing on the screen: "back in a moment", and the page anew;
 * later with every failure, since what it could not draw may still be there. The kiosk's idle timer ends it at the latest.
 */
export function createPageRecovery({ reload, after, storage, nowMs, show, onProblem }: PageRecoveryDeps) {
  let recovering = false;
  return (error: unknown): void => {
    onProblem('the page could not be drawn', error);
    if (recovering) return;
    recovering = true;
    const failures = failuresBefore(storage, nowMs());
    storage.setItem(KEY, `${failures + 1} ${nowMs()}`);
    show(momentPage);
    after(backoffMs(failures, BACKOFF), reload);
  };
}

function failuresBefore(storage: PageRecoveryDeps['storage'], nowMs: number): number {
  const [failures = Number.NaN, atMs = Number.NaN] = (storage.getItem(KEY) ?? '').split(' ').map(Number);
  return Number.isInteger(failures) && Math.abs(nowMs - atMs) < FORGET_MS ? failures : 0;
}

/** The other page's body in the place of this one's; it has no scripts, and its styles are among this page's. */
export function showInstead(html: string, page: Document = document): void {
  const other = new DOMParser().parseFromString(html, 'text/html');
  page.documentElement.className = 'moment';
  page.body.replaceChildren(...other.body.childNodes);
}
