import type { UpdateAnswer, UpdateRequest } from './updater-port.ts';

/** Names shared by the main process, the preload script and the page (renderer/transport/open-connection.ts). */

export const SCHEME = 'foyer';
const HOST = 'kiosk';
/** Origin of the page, as the page and Chromium write it. */
export const PAGE_ORIGIN = `${SCHEME}://${HOST}`;
/** What is on the screen while the page cannot be: a built file without a script (renderer/moment.html). */
export const MOMENT_URL = `${PAGE_ORIGIN}/moment.html`;

/** Page to main process: a new link to the kiosk is wanted; the argument is an id of the page's. */
export const REQUEST_CONNECTION = 'foyer:request-connection';
/** Main process to page: the port of that link. */
export const PORT = 'foyer:port';

export function isPageUrl(url: string): boolean {
  // Node does not know the scheme as a standard one, so its URL has no usable origin.
  return URL.canParse(url) && new URL(url).protocol === `${SCHEME}:` && new URL(url).host === HOST;
}

/** Messages of the main process to the kiosk's process; `connect` carries one port. */
export type ToHost = { readonly type: 'connect' } | { readonly type: 'close' } | { readonly type: 'ping' } | UpdateAnswer;
export type FromHost =
  | { readonly type: 'ready' }
  | { readonly type: 'pong' }
  /** The operator, whose PIN the kiosk has checked, ends the program. The page itself has no way to. */
  | { readonly type: 'quit' }
  | UpdateRequest
  | { readonly type: 'failed'; readonly message: string; readonly remedy?: string | undefined };
