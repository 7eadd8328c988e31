import { expect, it } from 'vitest';
import { createStore } from '../../../renderer/store/create-store.ts';
import { INITIAL_STATE } from '../../../renderer/store/screen-state.ts';

it('several changes are told once, with the state up to date all the while', () => {
  const scheduled: (() => void)[] = [];
  const store = createStore(INITIAL_STATE, (work) => scheduled.push(work));
  let told = 0;
  store.subscribe(() => told++);
  store.dispatch({ type: 'mic', state: 'starting' });
  store.dispatch({ type: 'mic', state: 'on' });
  expect(store.get().mic).toBe('on');
  expect(told).toBe(0);
  expect(scheduled).toHaveLength(1);
  scheduled.shift()?.();
  expect(told).toBe(1);
  store.dispatch({ type: 'mic', state: 'muted' });
  expect(scheduled).toHaveLength(1);
});

it('what was gathered is told at once for whoever needs the screen as it is by now, and nothing where nothing was', () => {
  const scheduled: (() => void)[] = [];
  const store = createStore(INITIAL_STATE, (work) => scheduled.push(work));
  let told = 0;
  store.subscribe(() => told++);
  store.tell();
  expect(told).toBe(0);
  store.dispatch({ type: 'mic', state: 'starting' });
  store.tell();
  expect(told).toBe(1);
});

it('a change is told at once where nothing gathers them, and one that changes nothing is not told', () => {
  const store = createStore();
  let told = 0;
  store.subscribe(() => told++);
  store.dispatch({ type: 'mic', state: 'on' });
  store.dispatch({ type: 'mic', state: 'on' });
  expect(told).toBe(1);
});

it('each key is told at once, also while messages wait: a field that lags behind its keys loses letters', () => {
  const store = createStore(INITIAL_STATE, () => {});
  const drawn: string[] = [];
  store.subscribe(() => drawn.push(store.get().ui.draft));
  store.dispatch({ type: 'received', message: { type: 'hearing.partial', text: 'where' }, atMs: 0 });
  store.dispatch({ type: 'ui', patch: { draft: 'w' } });
  store.dispatch({ type: 'ui', patch: { draft: 'wh' } });
  expect(drawn).toEqual(['w', 'wh']);
});
