import { expect, it } from 'vitest';
import type { RememberedTurn } from '../../../core/memory/recall/recall-index.ts';
import { answers, createMemoryGuests } from '../../fakes/scripted.ts';
import { createKioskHarness, settle } from './kiosk-harness.ts';

/** Guests whose turns land in a list. */
function listening() {
  const kept: RememberedTurn[] = [];
  const guests = createMemoryGuests();
  const open = (guestId: string) => ({
    ...guests.open(guestId),
    noteTurns: (turns: readonly RememberedTurn[]) => void kept.push(...turns),
  });
  return { kept, guests: { ...guests, open } };
}

async function talk(consent: boolean | null) {
  const { kept, guests } = listening();
  const kiosk = createKioskHarness({ guests, script: () => answers('One two three.', 'Four five six.') });
  const screen = await kiosk.open();
  screen.send({ type: 'badge.scan', source: 'camera', payload: 'OK:ada' });
  await settle();
  if (consent !== null) screen.send({ type: 'consent.answer', remember: consent });
  await settle();
  screen.send({ type: 'text.submit', text: 'Where is the sauna?', source: 'typed' });
  await settle();
  return { kept, kiosk, screen };
}
const said = (kept: readonly RememberedTurn[]) => kept.map(({ role, text }) => `${role}: ${text}`);

it('keeps what a remembered guest asked, and only what they heard of the answer', async () => {
  const { kept, screen } = await talk(true);
  const turn = screen.last('turn.started')?.turn ?? -1;
  screen.send({ type: 'playback', turn, sentence: 0, event: 'finished', heardMs: 10_000 });
  await settle();
  screen.send({ type: 'text.submit', text: 'And the pool?', source: 'typed' });
  await settle();
  expect(said(kept)).toEqual(['guest: Where is the sauna?', 'companion: One two three.', 'guest: And the pool?']);
  expect(new Set(kept.map(({ id }) => id)).size).toBe(3);
});

it.each([false, null])('keeps nothing where the answer to "Remember me" is %s', async (consent) => {
  const { kept, screen } = await talk(consent);
  screen.send({ type: 'text.submit', text: 'And the pool?', source: 'typed' });
  await settle();
  expect(kept).toEqual([]);
});
