import { expect, it } from 'vitest';
import type { TurnInput } from '../../../../core/agent/agent.ts';
import { noteUnanswered } from '../../../../core/kiosk/staff/unanswered.ts';
import { createScriptedAgent } from '../../../fakes/scripted.ts';
import { guestVisits } from '../guest/guest-visits.ts';
import { settle } from '../kiosk-harness.ts';

const { setUp, say, scan } = guestVisits();

it('who leaves no trace is known with the question: who is here for just this visit, not who has no badge or is remembered', async () => {
  const { screen, inputs } = setUp();
  await say(screen, 'where is the planetarium');
  await scan(screen);
  screen.send({ type: 'consent.answer', remember: false });
  await settle();
  await say(screen, 'where is the observatory');
  await scan(screen, 'bob');
  screen.send({ type: 'consent.answer', remember: true });
  screen.send({ type: 'guest.pin.cancel' });
  await settle();
  await say(screen, 'where is the aquarium');
  expect(inputs.map(({ text, leavesNoTrace = false }) => [text, leavesNoTrace])).toEqual([
    ['where is the planetarium', false],
    ['where is the observatory', true],
    ['where is the aquarium', false],
  ]);
});

it('their questions without an answer are not noted', async () => {
  const noted: string[] = [];
  const { agent } = createScriptedAgent(() => [{ type: 'done', outcome: 'nothing-found', tools: [], planner: 'local' }]);
  const noting = noteUnanswered(agent, ({ text }) => noted.push(text));
  const ask = async (text: string, leavesNoTrace?: boolean) => {
    const asked: Partial<TurnInput> = { text, source: 'typed', locale: 'en', ...(leavesNoTrace && { leavesNoTrace }) };
    for await (const _ of noting.run(asked as TurnInput, new AbortController().signal));
  };
  await ask('where is the planetarium');
  await ask('where is the observatory', true);
  expect(noted).toEqual(['where is the planetarium']);
});
