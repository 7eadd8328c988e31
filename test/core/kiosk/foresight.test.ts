import { describe, expect, it } from 'vitest';
import type { AgentEvent, TurnInput } from '../../../core/agent/agent.ts';
import { answers, createScriptedVoice } from '../../fakes/scripted.ts';
import { createKioskHarness, settle } from './kiosk-harness.ts';

type Screen = ReturnType<ReturnType<typeof createKioskHarness>['open']>;

/** Silence long enough for a guess, not long enough to end the turn. */
async function sayAndPause(screen: Screen) {
  await screen.speak(12, 0.02);
  await screen.speak(18, 0.97);
  await screen.speak(8, 0.01);
  await settle();
}

async function endTurn(screen: Screen) {
  await screen.speak(40, 0.01);
  await settle();
}

/** An agent that writes down its effect when it is let. */
function createActingAgent() {
  const effects: string[] = [];
  async function* script(input: TurnInput): AsyncGenerator<AgentEvent> {
    yield { type: 'sentence', text: `About ${input.text}.` };
    await input.committed;
    effects.push(input.text);
    yield* answers();
  }
  return { effects, script };
}

describe('a turn that runs ahead', () => {
  it('has its first sentence synthesised before the guest is known to have finished, and said without another synthesis', async () => {
    const { effects, script } = createActingAgent();
    const { open, said, inputs } = createKioskHarness({ hears: ['where is the bar'], script });
    const screen = open();
    await sayAndPause(screen);
    expect(said).toEqual(['About where is the bar.']);
    expect(screen.all('session.started')).toEqual([]);
    expect(screen.all('turn.started')).toEqual([]);
    expect(screen.audio).toEqual([]);
    expect(effects).toEqual([]);
    await endTurn(screen);
    expect(inputs).toHaveLength(1);
    expect(said).toEqual(['About where is the bar.']);
    expect(effects).toEqual(['where is the bar']);
    expect(screen.last('answer.sentence')?.text).toBe('About where is the bar.');
    expect(screen.audio).toHaveLength(1);
    expect(screen.last('turn.done')?.outcome).toBe('answered');
  });

  it('is dropped without a trace when the guest goes on, and the whole question is answered', async () => {
    const { effects, script } = createActingAgent();
    const { open } = createKioskHarness({ hears: ['where is the bar', 'where is the bar upstairs', 'where is the bar upstairs'], script });
    const screen = open();
    await sayAndPause(screen);
    await screen.speak(12, 0.97);
    await screen.speak(8, 0.01);
    await settle();
    await endTurn(screen);
    expect(effects).toEqual(['where is the bar upstairs']);
    expect(screen.all('answer.sentence').map((m) => m.text)).toEqual(['About where is the bar upstairs.']);
    expect(screen.audio).toHaveLength(1);
  });

  it('does not run on what sounds unfinished', async () => {
    const { open, inputs } = createKioskHarness({ hears: ['where is the'] });
    const screen = open();
    await sayAndPause(screen);
    expect(inputs).toEqual([]);
  });

  it('of a guest who left is nothing to the next, even with the same words', async () => {
    const { effects, script } = createActingAgent();
    const { open, inputs } = createKioskHarness({ hears: ['where is the bar'], script });
    const screen = open();
    screen.send({ type: 'session.start', trigger: 'touch' });
    await sayAndPause(screen);
    screen.send({ type: 'session.end' });
    await settle();
    await endTurn(screen);
    expect(effects).toEqual([]);
    screen.send({ type: 'text.submit', text: 'where is the bar', source: 'typed' });
    await settle();
    expect(effects).toEqual(['where is the bar']);
    expect(new Set(inputs.map((input) => input.sessionId)).size).toBe(2);
  });

  it('gives way to a question that is typed meanwhile', async () => {
    const { effects, script } = createActingAgent();
    const { open } = createKioskHarness({ hears: ['where is the bar'], script });
    const screen = open();
    await sayAndPause(screen);
    screen.send({ type: 'text.submit', text: 'when is breakfast', source: 'typed' });
    await settle();
    expect(effects).toEqual(['when is breakfast']);
    expect(screen.all('answer.sentence').map((m) => m.text)).toEqual(['About when is breakfast.']);
  });

  it('fails as any turn does, and only once it is real', async () => {
    const { open } = createKioskHarness({
      hears: ['where is the bar'],
      async *script(): AsyncGenerator<AgentEvent> {
        yield { type: 'chips', chips: [] };
        throw new Error('boom');
      },
    });
    const screen = open();
    await sayAndPause(screen);
    expect(screen.all('fault')).toEqual([]);
    await endTurn(screen);
    expect(screen.last('fault')?.code).toBe('turn-failed');
    expect(screen.last('turn.done')?.outcome).toBe('failed');
  });

  it('waits for a slow voice instead of asking it twice', async () => {
    const waiting: (() => void)[] = [];
    const { tts, said } = createScriptedVoice();
    const slow: typeof tts = {
      ...tts,
      async speak(text, options) {
        await new Promise<void>((resolve) => waiting.push(resolve));
        return tts.speak(text, options);
      },
    };
    const { open } = createKioskHarness({ hears: ['where is the bar'], tts: slow });
    const screen = open();
    await sayAndPause(screen);
    await endTurn(screen);
    expect(waiting).toHaveLength(1);
    waiting[0]?.();
    await settle();
    expect(said).toHaveLength(1);
    expect(screen.audio).toHaveLength(1);
  });
});
