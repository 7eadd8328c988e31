const KEY = 'foyer.guest-screen';

/** This tab shows the guests' screen: whoever comes to the console from here wants to get back. */
export function markKioskScreen(): void {
  try {
    sessionStorage.setItem(KEY, '1');
  } catch {
    // A browser that keeps nothing: the console lacks its way back then.
  }
}

/** Elsewhere a way "back" would take the guests' screen away from the kiosk, as the newest counts. */
export function isKioskScreen(): boolean {
  try {
    return sessionStorage.getItem(KEY) !== null || matchMedia('(display-mode: fullscreen)').matches;
  } catch {
    return false;
  }
}

/** A touchscreen whose system brings no keyboard of its own, as kiosks have it. */
export function needsTouchKeyboard(): boolean {
  const tablet = /Android|iPhone|iPad/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
  return matchMedia('(pointer: coarse)').matches && !tablet;
}
