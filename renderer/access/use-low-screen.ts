import { useSyncExternalStore } from 'react';

const QUERY = '(max-height: 900px)';

/** A landscape screen of a tablet's size: with large text, not everything fits below the answer. */
export function useLowScreen(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const query = matchMedia(QUERY);
      query.addEventListener('change', onChange);
      return () => query.removeEventListener('change', onChange);
    },
    () => matchMedia(QUERY).matches,
  );
}
