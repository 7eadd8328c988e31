import { type Action, reduce } from './reduce.ts';
import { INITIAL_STATE, type ScreenState } from './screen-state.ts';

export interface ScreenStore {
  get(): ScreenState;
  dispatch(action: Action): void;
  /** Called after each change. Returns an unsubscribe. */
  subscribe(listener: () => void): () => void;
}

export function createStore(initial: ScreenState = INITIAL_STATE): ScreenStore {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    dispatch: (action) => {
      const next = reduce(state, action);
      if (next === state) return;
      state = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
