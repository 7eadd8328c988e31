import type { ToolCall, ToolOutcome } from '../tools/registry.ts';
import type { ToolContext } from '../tools/tool.ts';
import type { Percept } from './perceive.ts';
import type { PlanEvent } from './planner.ts';
import type { Reading } from './reading.ts';

export type Finish = Extract<PlanEvent, { type: 'finish' }>;

/** What a turn does next. */
export type Step =
  | { readonly type: 'perceive' }
  | { readonly type: 'reason'; readonly percept: Percept }
  | { readonly type: 'plan'; readonly turn: Understood }
  | { readonly type: 'act'; readonly turn: Understood; readonly calls: readonly ToolCall[] }
  | { readonly type: 'adapt'; readonly turn: Understood; readonly results: ActResult }
  | { readonly type: 'finish'; readonly finish: Finish };

export interface Understood {
  readonly percept: Percept;
  readonly reading: Reading;
  readonly context: ToolContext;
}

export interface ActResult {
  readonly outcomes: readonly ToolOutcome[];
  /** A call that has an effect and was not confirmed yet: it did not run. */
  readonly unconfirmed: ToolCall | null;
  /** A call that did not run, or did not end: nothing after it ran. */
  readonly refused: Refused | null;
}

export interface Refused {
  readonly call: ToolCall;
  /** It needs a guest who is remembered, or their PIN; this companion does not do it; or what stands behind it took too long, or cannot be reached. */
  readonly why: 'not-allowed' | 'not-recognised' | 'not-verified' | 'timed-out' | 'unavailable';
}
