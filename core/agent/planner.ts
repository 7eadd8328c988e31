import type { ToolCall, ToolOutcome } from '../tools/registry.ts';
import type { ToolContext } from '../tools/tool.ts';
import type { TurnInput, TurnOutcome } from './agent.ts';
import type { Dialogue, Pending, Thing } from './dialogue.ts';
import type { Goal } from './goals/goal.ts';
import type { Percept } from './perceive.ts';
import type { Reading } from './reading.ts';

export interface PlanRequest {
  readonly input: TurnInput;
  readonly percept: Percept;
  readonly reading: Reading;
  readonly dialogue: Readonly<Dialogue>;
  readonly context: ToolContext;
  /** What the tools gave back in this turn so far, one array a step. */
  readonly rounds: readonly (readonly ToolOutcome[])[];
}

export type PlanEvent =
  /** A whole sentence for the guest, in the turn's language. */
  | { readonly type: 'sentence'; readonly text: string }
  /** Run these next, then plan again. Ends the plan of this step. */
  | { readonly type: 'calls'; readonly calls: readonly ToolCall[] }
  /** The turn is answered. Ends the plan. */
  | {
      readonly type: 'finish';
      readonly outcome: TurnOutcome;
      /** Something near it was found: another time, another room. */
      readonly partly?: boolean;
      readonly chips: readonly string[];
      /** What was talked about, and the list that was offered. */
      readonly focus?: readonly Thing[];
      readonly listed?: readonly Thing[];
      readonly pending?: Pending;
      /** What the guest is at, as it is now. */
      readonly goal?: Goal;
    };

/**
 * Decides the next step of a turn: which tools to run, or what to say. Two adapters: the local
 * planner (no network) and a language model. A plan keeps nothing between calls; all it needs is in
 * the request.
 */
export interface Planner {
  readonly name: 'local' | 'llm';
  /** @throws FoyerError fault "network" or "model" when it cannot go on; the loop then falls back. */
  plan(request: PlanRequest, signal: AbortSignal): AsyncIterable<PlanEvent>;
}
