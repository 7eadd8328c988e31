import { useSyncExternalStore } from 'react';

export const SECTIONS = ['now', 'data', 'edits', 'bookings', 'items', 'cases', 'questions', 'versions', 'trace'] as const;
export type Section = (typeof SECTIONS)[number];
export type Route = Section | 'preview';

const CHANGED = 'foyer:route';

/** "/staff/data" is "data"; anything else is where one begins. */
export function routeOf(path: string): Route {
  const last = path.replace(/\/$/, '').split('/').at(-1);
  return [...SECTIONS, 'preview' as const].find((route) => route === last) ?? 'now';
}

export function pathOf(route: Route): string {
  return route === 'now' ? '/staff' : `/staff/${route}`;
}

/** Within the page, so that staff stay signed in. */
export function goTo(route: Route): void {
  if (routeOf(location.pathname) === route) return;
  history.pushState(null, '', pathOf(route));
  window.dispatchEvent(new Event(CHANGED));
}

export function useRoute(): Route {
  return useSyncExternalStore(subscribe, () => routeOf(location.pathname));
}

function subscribe(listener: () => void): () => void {
  window.addEventListener(CHANGED, listener);
  window.addEventListener('popstate', listener);
  return () => {
    window.removeEventListener(CHANGED, listener);
    window.removeEventListener('popstate', listener);
  };
}
