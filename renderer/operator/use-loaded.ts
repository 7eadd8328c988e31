import { useCallback, useEffect, useRef, useState } from 'react';
import { Refusal } from './api.ts';

export interface Loaded<T> {
  /** The last answer; null before the first. */
  readonly value: T | null;
  /** Of the latest attempt. What was loaded before stays. */
  readonly problem: Refusal | null;
  reload(): Promise<void>;
}

/**
 * What the endpoint says, asked again every so often while the page is seen.
 * @param key changes when something else is asked for
 */
export function useLoaded<T>(key: string, load: (background: boolean) => Promise<T>, everyMs = 0): Loaded<T> {
  const [state, setState] = useState<{ key: string; value: T | null; problem: Refusal | null }>({ key, value: null, problem: null });
  const asked = useRef(0);
  const newest = useRef(load);
  newest.current = load;
  const run = useCallback(
    async (background: boolean) => {
      const mine = ++asked.current;
      try {
        const value = await newest.current(background);
        if (mine === asked.current) setState({ key, value, problem: null });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        if (mine === asked.current) setState((before) => ({ key, value: before.key === key ? before.value : null, problem: error }));
      }
    },
    [key],
  );
  useEffect(() => {
    void run(false);
    if (everyMs === 0) return;
    const timer = setInterval(() => {
      if (!document.hidden) void run(true);
    }, everyMs);
    return () => clearInterval(timer);
  }, [run, everyMs]);
  const reload = useCallback(() => run(false), [run]);
  return { value: state.key === key ? state.value : null, problem: state.key === key ? state.problem : null, reload };
}
