import { useSyncExternalStore } from 'react';

export const SECTIONS = ['fleet', 'groups', 'analytics', 'accounts', 'audit', 'me'] as const;
export type Section = (typeof SECTIONS)[number];
/** Where in the page one is. */
export type Route = { readonly at: Section | 'setup' } | { readonly at: 'kiosk'; readonly kiosk: string };

const CHANGED = 'foyer:operator-route';

/** "/operator/groups"; anything unknown is where one begins. */
export function routeOf(path: string): Route {
  const [first = '', second = ''] = path.replace(/^\/operator\/?/, '').split('/');
  const kiosk = first === 'kiosks' ? decoded(second) : '';
  if (kiosk !== '') return { at: 'kiosk', kiosk };
  return { at: [...SECTIONS, 'setup' as const].find((one) => one === first) ?? 'fleet' };
}

/** Empty where it is no part of an address. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

export function pathOf(route: Route): string {
  if (route.at === 'kiosk') return `/operator/kiosks/${encodeURIComponent(route.kiosk)}`;
  return route.at === 'fleet' ? '/operator' : `/operator/${route.at}`;
}

export function goTo(route: Route): void {
  if (location.pathname === pathOf(route)) return;
  history.pushState(null, '', pathOf(route));
  window.dispatchEvent(new Event(CHANGED));
}

export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname);
}

function subscribe(listener: () => void): () => void {
  window.addEventListener(CHANGED, listener);
  window.addEventListener('popstate', listener);
  return () => {
    window.removeEventListener(CHANGED, listener);
    window.removeEventListener('popstate', listener);
  };
}
