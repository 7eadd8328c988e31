import { describe, expect, it } from 'vitest';
import type { Outgoing } from '../../../renderer/kiosk-client.ts';
import { createCommandDesk } from '../../../renderer/staff/command-desk.ts';

/** A link that numbers what is sent, or is down. */
function link() {
  const sent: Outgoing[] = [];
  let up = true;
  return {
    sent,
    send: (message: Outgoing) => (up ? sent.push(message) : null),
    cut: () => {
      up = false;
    },
  };
}

describe('the command desk', () => {
  it('settles each command with the answer of its own number, in whatever order they come', async () => {
    const { send } = link();
    const desk = createCommandDesk(send);
    const first = desk.run({ type: 'staff.draft.discard' });
    const second = desk.run({ type: 'staff.publish', revision: 3 });
    desk.receive({ type: 'staff.failed', seq: 2, code: 'blocked', message: '1 error', remedy: 'Correct it.' });
    desk.receive({ type: 'staff.done', seq: 1 });
    expect(await first).toMatchObject({ ok: true, seq: 1 });
    expect(await second).toEqual({ ok: false, code: 'blocked', message: '1 error', remedy: 'Correct it.' });
  });

  it('waits for the message that answers a question, not for a mere "done"', async () => {
    const { send } = link();
    const desk = createCommandDesk(send);
    const asked = desk.ask({ type: 'staff.find', kind: 'place', text: 'bis' }, 'staff.found');
    desk.receive({ type: 'staff.done', seq: 1 });
    desk.receive({ type: 'staff.found', seq: 1, kind: 'place', total: 1, items: [{ id: 'b', title: 'Bistro', subtitle: '' }] });
    expect(await asked).toMatchObject({ ok: true, total: 1 });
  });

  it('takes a refusal of the message itself as its answer', async () => {
    const { send } = link();
    const desk = createCommandDesk(send);
    const asked = desk.run({ type: 'staff.rollback', version: '' });
    desk.receive({ type: 'refused', code: 'invalid', message: 'version: too small', seq: 1 });
    expect(await asked).toEqual({ ok: false, code: 'invalid', message: 'version: too small' });
  });

  it('says at once that the link is down, and lets nothing wait for a link that went', async () => {
    const { send, cut, sent } = link();
    const desk = createCommandDesk(send);
    const underway = desk.run({ type: 'staff.draft.discard' });
    desk.lost();
    cut();
    const tooLate = desk.run({ type: 'staff.draft.discard' });
    expect(await underway).toMatchObject({ ok: false, code: 'offline' });
    expect(await tooLate).toMatchObject({ ok: false, code: 'offline' });
    expect(sent).toHaveLength(1);
  });
});
