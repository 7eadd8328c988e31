import { describe, expect, it } from 'vitest';
import { createGuestActions } from '../../../renderer/guest/guest-actions.ts';
import type { Outgoing } from '../../../renderer/kiosk-client.ts';
import { createStore } from '../../../renderer/store/create-store.ts';
import { silentDevices } from '../guest/silent-devices.ts';

const nothing = () => {};
const devices = silentDevices();

function setUp() {
  const store = createStore();
  const sent: Outgoing[] = [];
  const send = (message: Outgoing) => {
    sent.push(message);
    return true;
  };
  const client = { send, sendMic: () => true, reconnect: nothing, close: nothing };
  return { store, sent, actions: createGuestActions({ store, devices, client, nowMs: () => 0 }) };
}

describe('typing on the attract screen', () => {
  it('begins one session and keeps every letter while it starts', () => {
    const { store, sent, actions } = setUp();
    for (const letter of 'spa') actions.type(letter, false);
    expect(sent).toEqual([{ type: 'session.start', trigger: 'key' }]);
    const session = { id: 's', locale: 'en', guest: { remembered: false }, turns: [], chips: [] };
    store.dispatch({ type: 'received', message: { type: 'session.started', session }, atMs: 0 });
    expect(store.get().ui).toMatchObject({ panel: 'keyboard', draft: 'spa' });
  });

  it('asks when Enter comes before the session does', () => {
    const { store, sent, actions } = setUp();
    actions.type('wher', false);
    actions.type('e is the spa', true);
    expect(sent.at(-1)).toEqual({ type: 'text.submit', text: 'where is the spa', source: 'typed' });
    expect(store.get().ui).toMatchObject({ panel: 'none', draft: '' });
  });
});
