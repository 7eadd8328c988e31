const EVERY_MS = 2000;

/**
 * Tells the kiosk's web server again and again that this page still works, for `foyer screen`, which starts a browser anew
 * whose page crashed or hangs. From a timer and not from a frame: a display that sleeps draws none. In the desktop shell there
 * is nobody to tell; Electron sees for itself.
 */
export function startAliveSigns({ protocol }: Pick<Location, 'protocol'> = window.location): void {
  if (!protocol.startsWith('http')) return;
  // A kiosk that is away is told when it is back.
  const sign = () => void fetch('/alive', { method: 'POST' }).catch(() => undefined);
  sign();
  setInterval(sign, EVERY_MS);
}
