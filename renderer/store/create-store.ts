import { type Action, reduce } from './reduce.ts';
import { INITIAL_STATE, type ScreenState } from './screen-state.ts';

export interface ScreenStore {
  get(): ScreenState;
  dispatch(action: Action): void;
  /** Tells at once what changes were gathered. */
  tell(): void;
  /** Called after each change, or once for several where they are gathered. Returns an unsubscribe. */
  subscribe(listener: () => void): () => void;
}

/**
 * @param schedule runs work a little later: changes until then are told together, but for what the guest does. What comes with many messages is then drawn
 *   once, and the first sound of an answer does not wait for the drawing. Left out: each change is told as it happens.
 */
export function createStore(initial: ScreenState = INITIAL_STATE, schedule?: (work: () => void) => void): ScreenStore {
  let state = initial;
  let scheduled = false;
  const listeners = new Set<() => void>();
  const tell = () => {
    scheduled = false;
    for (const listener of [...listeners]) listener();
  };
  return {
    get: () => state,
    dispatch: (action) => {
      const next = reduce(state, action);
      if (next === state) return;
      state = next;
      // What the guest does at the screen is drawn at once: a text field that lags behind its keys loses letters.
      if (schedule === undefined || action.type === 'ui') return tell();
      if (scheduled) return;
      scheduled = true;
      schedule(tell);
    },
    tell() {
      if (scheduled) tell();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
