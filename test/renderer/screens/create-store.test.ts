import { expect, it } from 'vitest';
import { createStore } from '../../../renderer/store/create-store.ts';
import { INITIAL_STATE } from '../../../renderer/store/screen-state.ts';

/** A store that draws when it is told to. */
function setUp() {
  const due: (() => void)[] = [];
  const store = createStore(INITIAL_STATE, (work) => due.push(work));
  const drawn: string[] = [];
  store.subscribe(() => drawn.push(`${store.get().partial}|${store.get().ui.draft}`));
  return { store, due, drawn };
}

it('draws what several messages change once', () => {
  const { store, due, drawn } = setUp();
  for (const text of ['where', 'where is']) store.dispatch({ type: 'received', message: { type: 'hearing.partial', text }, atMs: 0 });
  expect(drawn).toEqual([]);
  for (const work of due) work();
  expect(drawn).toEqual(['where is|']);
});

it('draws each key at once, also while messages wait to be drawn', () => {
  const { store, drawn } = setUp();
  store.dispatch({ type: 'received', message: { type: 'hearing.partial', text: 'where' }, atMs: 0 });
  store.dispatch({ type: 'ui', patch: { draft: 'w' } });
  store.dispatch({ type: 'ui', patch: { draft: 'wh' } });
  expect(drawn).toEqual(['where|w', 'where|wh']);
});
