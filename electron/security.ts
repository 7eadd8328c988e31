import type { App, Session, WebContents, WebFrameMain } from 'electron';
import { isPagePath } from '../core/transport/page-policy.ts';
import { isPageUrl } from './channels.ts';

/** What the page may ask for besides microphone and camera. */
const ALLOWED = new Set(['fullscreen', 'screen-wake-lock']);

/** The page has all it needs from its own scheme. Updates have a session of their own. */
const NETWORK = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'];

type SecuredSession = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler' | 'setSpellCheckerEnabled' | 'on'
> & { readonly webRequest: Pick<Session['webRequest'], 'onBeforeRequest'> };

/** Permissions: microphone and camera for our own page, nothing for anybody else. The network: for nobody. */
export function secureSession(session: SecuredSession): void {
  session.webRequest.onBeforeRequest({ urls: NETWORK }, (_details, answer) => answer({ cancel: true }));
  // It would fetch dictionaries.
  session.setSpellCheckerEnabled(false);
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const ours = details.isMainFrame && isPageUrl(details.requestingUrl);
    callback(ours && (permission === 'media' ? onlyMicrophoneAndCamera(details) : ALLOWED.has(permission)));
  });
  session.setPermissionCheckHandler((_contents, permission, origin, details) => {
    return details.isMainFrame && isPageUrl(origin) && (permission === 'media' || ALLOWED.has(permission));
  });
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

/** Electron lists "audio" and "video"; a screen capture has neither. */
function onlyMicrophoneAndCamera(details: object): boolean {
  if (!('mediaTypes' in details) || !Array.isArray(details.mediaTypes)) return false;
  return details.mediaTypes.length > 0 && details.mediaTypes.every((type) => type === 'audio' || type === 'video');
}

/** No web contents of this program ever leaves our page, opens a window or holds a webview. */
export function secureContents(app: Pick<App, 'on'>): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
}

function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // A page that asks whether one really wants to leave would keep itself from being loaded anew.
  contents.on('will-prevent-unload', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOurPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOurPage(event.url)) event.preventDefault();
  });
}

function isOurPage(url: string): boolean {
  return isPageUrl(url) && isPagePath(new URL(url).pathname);
}

/** A message came from our page itself: not from another frame, and not from what a frame has become since. */
export function isTrustedSender(frame: Pick<WebFrameMain, 'url' | 'parent'> | null): boolean {
  return frame !== null && frame.parent === null && isPageUrl(frame.url);
}
