import { expect, test } from 'vitest';
import type { OperatorView } from '../../../core/contract/index.ts';
import { createStore } from '../../../renderer/store/create-store.ts';

const MENU: OperatorView = { stage: 'menu', actions: ['reload'], closesAfterMs: 60_000 };

function start() {
  const store = createStore();
  const shows = (view: OperatorView | null) => store.dispatch({ type: 'received', message: { type: 'operator.view', view }, atMs: 0 });
  store.dispatch({ type: 'link', link: 'online' });
  return { store, shows, now: () => ({ operator: store.get().operator, panel: store.get().ui.panel }) };
}

test('the menu is shown as the kiosk says, and stays when the guest’s session ends with it', () => {
  const { store, shows, now } = start();
  shows({ stage: 'pin', wrong: false, retryAfterMs: 0 });
  expect(now()).toMatchObject({ operator: { stage: 'pin' }, panel: 'operator' });
  store.dispatch({ type: 'received', message: { type: 'session.ended', reason: 'operator' }, atMs: 1 });
  shows(MENU);
  expect(now()).toEqual({ operator: MENU, panel: 'operator' });
  shows(null);
  expect(now()).toEqual({ operator: null, panel: 'none' });
});

test('it is gone with the link, and does not come back with the next one', () => {
  const { store, shows, now } = start();
  shows(MENU);
  store.dispatch({ type: 'link', link: 'lost' });
  expect(now()).toEqual({ operator: null, panel: 'none' });
  // Somebody knocks while the kiosk is away: the screen says that it does not answer, until it does.
  store.dispatch({ type: 'ui', patch: { panel: 'operator' } });
  store.dispatch({ type: 'link', link: 'online' });
  expect(now()).toEqual({ operator: null, panel: 'none' });
});
