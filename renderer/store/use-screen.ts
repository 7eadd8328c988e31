import { createContext, use, useSyncExternalStore } from 'react';
import { createStore, type ScreenStore } from './create-store.ts';
import type { ScreenState } from './screen-state.ts';

export const StoreContext = createContext<ScreenStore>(createStore());

/** @param select must return a stable reference for an unchanged state: a part of it or a primitive. */
export function useScreen<T>(select: (state: ScreenState) => T): T {
  const store = use(StoreContext);
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
