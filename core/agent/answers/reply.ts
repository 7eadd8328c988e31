import type { MessageKey } from '../../i18n/catalogues.ts';
import type { ToolCall } from '../../tools/registry.ts';
import type { ToolContext } from '../../tools/tool.ts';
import type { TurnOutcome } from '../agent.ts';
import type { Pending, Thing } from '../dialogue.ts';
import type { Goal } from '../goals/goal.ts';
import type { Aspect } from '../reading.ts';

/** What the local planner says of one tool's data. */
export interface Reply {
  readonly sentences: readonly string[];
  readonly outcome: TurnOutcome;
  /** Something near what was asked for, and not that. */
  readonly partly?: boolean;
  readonly chips: readonly MessageKey[];
  readonly focus?: readonly Thing[];
  readonly listed?: readonly Thing[];
  readonly pending?: Pending;
  /** Tools to run before anything is said. */
  readonly next?: readonly ToolCall[];
}

export interface Asked {
  readonly aspect: Aspect;
  readonly context: ToolContext;
  /** What the guest is at. */
  readonly goal?: Goal | null;
  /** The question can be answered with yes or no. */
  readonly yesNo?: boolean;
}

/** "none" is how an optional value is left out in the catalogues' select. */
export function orNone(value: string | undefined): string {
  return value === undefined || value === '' ? 'none' : value;
}

/** Offers a person; a yes then calls one. */
export function offerStaff(detail: string): Pending {
  return { kind: 'offer', call: { name: 'call_staff', input: { reason: 'help', detail: detail.slice(0, 500) } }, aspect: 'info' };
}

export function nothingFound(sentence: string, detail: string): Reply {
  return { sentences: [sentence], outcome: 'nothing-found', chips: ['chip.yes', 'chip.no'], pending: offerStaff(detail) };
}
