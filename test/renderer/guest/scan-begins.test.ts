import { expect, test } from 'vitest';
import type { ToScreen } from '../../../core/contract/index.ts';
import type { Devices } from '../../../renderer/guest/devices.ts';
import { createGuestActions } from '../../../renderer/guest/guest-actions.ts';
import { createStore } from '../../../renderer/store/create-store.ts';

test('the badge scanner belongs to a session, with which it closes: a camera is not left on before nobody', () => {
  const store = createStore();
  const sent: string[] = [];
  const client = { send: ({ type }: { readonly type: string }) => sent.push(type) > 0, reconnect: () => {} };
  const actions = createGuestActions({ store, devices: {} as Devices, client, nowMs: () => 0 });
  const receive = (message: ToScreen) => store.dispatch({ type: 'received', message, atMs: 0 });

  actions.open('privacy');
  expect(sent).toEqual([]);
  actions.open('scan');
  expect(sent).toEqual(['session.start']);
  receive({ type: 'session.started', session: { id: 'a', locale: 'en', guest: null, turns: [], chips: [] } });
  expect(store.get().ui.panel).toBe('scan');
  actions.open('scan');
  expect(sent).toEqual(['session.start']);
  receive({ type: 'session.ended', reason: 'idle' });
  expect(store.get().ui.panel).toBe('none');
});
