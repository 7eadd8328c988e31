import { useEffect, useState } from 'react';

export interface PageOf<T> {
  readonly items: readonly T[];
  readonly total: number;
}

interface Paged<T> extends PageOf<T> {
  readonly loading: boolean;
}

/**
 * One page of a list that the kiosk keeps.
 * @param key changes when the list does: revision, filters, page
 */
export function usePaged<T>(key: string, load: () => Promise<PageOf<T> | null>): Paged<T> {
  const [state, setState] = useState<Paged<T>>({ items: [], total: 0, loading: true });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for all that `load` depends on
  useEffect(() => {
    let current = true;
    setState((before) => ({ ...before, loading: true }));
    void load().then((page) => {
      // Without an answer (the link is down) what is shown stays.
      if (current) setState((before) => ({ ...(page ?? before), loading: false }));
    });
    return () => {
      current = false;
    };
  }, [key]);
  return state;
}
