import type { Card } from '../contract/index.ts';
import type { ToolOutcome } from '../tools/registry.ts';
import type { AgentEvent, ToolRun, TurnInput } from './agent.ts';
import type { LoopDeps } from './loop.ts';
import type { Planner } from './planner.ts';
import { createSilence, type Silence } from './silence.ts';
import type { Understood } from './step.ts';

/** What a turn has gathered so far. */
export interface TurnState {
  readonly startedMs: number;
  readonly said: string[];
  readonly cards: Card[];
  readonly runs: ToolRun[];
  readonly rounds: (readonly ToolOutcome[])[];
  readonly silence: Silence;
  planner: Planner;
  understood: Understood | null;
  steps: number;
  /** Something waits for the guest's PIN. */
  needsPin: boolean;
}

export function beginTurn({ committed }: TurnInput, { clock, planner }: LoopDeps): TurnState {
  const silence = createSilence(clock, committed);
  return {
    startedMs: clock.nowMs(),
    said: [],
    cards: [],
    runs: [],
    rounds: [],
    silence,
    planner,
    understood: null,
    steps: 0,
    needsPin: false,
  };
}

/** A part of the answer. */
export function say(text: string, { said, silence }: TurnState): AgentEvent {
  said.push(text);
  silence.said(text);
  return { type: 'sentence', text };
}

/** What passes the time where a tool or a model takes long. */
export function fillerOf({ context }: Understood): () => { text: string; event: AgentEvent } {
  return () => {
    const text = context.t('talk.moment');
    return { text, event: { type: 'sentence', text, filler: true } };
  };
}
