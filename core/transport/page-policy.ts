/**
 * What the kiosk's page may do, whoever serves it. Everything it needs comes from its own origin;
 * WebAssembly (voice detection, badge reading) is compiled, nothing else is evaluated.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "media-src 'self' blob: data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const PERMISSIONS_POLICY = [
  'microphone=(self)',
  'camera=(self)',
  'autoplay=(self)',
  'fullscreen=(self)',
  'screen-wake-lock=(self)',
  'bluetooth=()',
  'display-capture=()',
  'geolocation=()',
  'hid=()',
  'payment=()',
  'serial=()',
  'usb=()',
].join(', ');

/** Headers of every answer that carries a part of the page. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'permissions-policy': PERMISSIONS_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Paths of the single-page app; each is answered with index.html. */
export function isPagePath(path: string): boolean {
  return path === '/' || path === '/staff' || path.startsWith('/staff/');
}
