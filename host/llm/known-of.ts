import type { TurnInput } from '../../core/agent/agent.ts';
import type { PlanRequest } from '../../core/agent/planner.ts';
import type { RememberedTurn } from '../../core/memory/recall/recall-index.ts';
import { cutTo, estimateTokens } from './context-budget.ts';

export interface KnownOptions {
  readonly mostTokens: number;
  /** Else nothing of earlier visits. */
  readonly sendMemory: boolean;
}

/** Turns of earlier visits that are looked up. */
const MOST_RECALLED = 4;
const ENDED: ReadonlySet<string> = new Set(['done', 'given-up']);

/**
 * What the guest is about, and what of earlier visits bears on the question: lines of data for the model, within the budget; what is
 * open now goes first. Earlier visits are only told to a guest who gave their PIN.
 */
export function knownOf(request: PlanRequest, { mostTokens, sendMemory }: KnownOptions): readonly string[] {
  const lines = [...openGoals(request), ...(sendMemory ? recalledTurns(request).map(lineOf) : [])];
  let left = mostTokens;
  return lines.flatMap((line) => {
    const text = cutTo(line, 120);
    left -= estimateTokens(text) + 1;
    return left < 0 ? [] : [text];
  });
}

/** Still to be finished: kind and what is known of it. */
export function openGoals({ dialogue }: PlanRequest): string[] {
  return (dialogue.goals ?? [])
    .filter((goal) => !ENDED.has(goal.status))
    .map((goal) => `Open with this guest: ${goal.kind} (${goal.status}) ${JSON.stringify(goal.slots)}`);
}

const looked = new WeakMap<TurnInput, readonly RememberedTurn[]>();

/** Looked up once a turn: what was sent stays as it was sent. */
export function recalledTurns({ input, context }: PlanRequest): readonly RememberedTurn[] {
  const known = looked.get(input);
  if (known !== undefined) return known;
  const turns =
    context.verified === true && context.memory !== null && context.memory !== undefined
      ? context.memory.recall(input.text, { k: MOST_RECALLED, now: `${context.now}:00Z` }).map(({ turn }) => turn)
      : [];
  looked.set(input, turns);
  return turns;
}

function lineOf({ role, text, at }: RememberedTurn): string {
  return `On ${at.slice(0, 10)} ${role === 'guest' ? 'the guest said' : 'the kiosk said'}: ${JSON.stringify(text)}`;
}
