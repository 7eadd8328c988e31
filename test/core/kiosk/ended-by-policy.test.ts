import { describe, expect, it } from 'vitest';
import type { AgentEvent } from '../../../core/agent/agent.ts';
import { createKioskHarness, settle, type TestScreen } from './kiosk-harness.ts';

const last: AgentEvent[] = [
  { type: 'sentence', text: 'I would rather stop here.' },
  { type: 'done', outcome: 'answered', tools: [], planner: 'local', ends: true },
];
const other: AgentEvent[] = [
  { type: 'sentence', text: 'By the stairs.' },
  { type: 'done', outcome: 'answered', tools: [], planner: 'local' },
];

const say = async (screen: TestScreen, text: string) => {
  screen.send({ type: 'text.submit', text, source: 'typed' });
  await settle();
};
const played = async (screen: TestScreen) => {
  const turn = screen.last('turn.started')?.turn ?? -1;
  screen.send({ type: 'playback', turn, sentence: 0, event: 'finished', heardMs: 500 });
  await settle();
};

describe('an answer that ends the conversation', () => {
  it('is said to its end first', async () => {
    const screen = createKioskHarness({ script: () => last }).open();
    await say(screen, 'you again');
    expect(screen.last('session.ended')).toBeUndefined();
    await played(screen);
    expect(screen.last('session.ended')).toMatchObject({ reason: 'guest' });
  });

  it('ends nothing where the guest goes on meanwhile', async () => {
    const screen = createKioskHarness({ script: ({ text }) => (text === 'sorry, where is the lift' ? other : last) }).open();
    await say(screen, 'you again');
    await say(screen, 'sorry, where is the lift');
    await played(screen);
    expect(screen.last('session.ended')).toBeUndefined();
  });
});
