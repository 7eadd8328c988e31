import type { TraceStep, TurnTrace } from '../../core/contract/index.ts';
import type { Replayed } from './replay-turn.ts';

export interface StepPair {
  readonly recorded: TraceStep | null;
  readonly again: TraceStep | null;
  readonly same: boolean;
}

export interface Comparison {
  readonly steps: readonly StepPair[];
  readonly sameAnswer: boolean;
  readonly sameCards: boolean;
  readonly sameOutcome: boolean;
  /** All of it. */
  readonly same: boolean;
}

/** Puts the steps of both side by side, stage by stage; how long they took does not count. */
export function compareTurns(trace: TurnTrace, again: Replayed): Comparison {
  const length = Math.max(trace.steps.length, again.steps.length);
  const steps = Array.from({ length }, (_, index): StepPair => {
    const [one, other] = [trace.steps[index] ?? null, again.steps[index] ?? null];
    return { recorded: one, again: other, same: one !== null && other !== null && whatOf(one) === whatOf(other) };
  });
  const sameAnswer = trace.answer === null || trace.answer.join(' ') === again.answer.join(' ');
  const sameCards = trace.cards.join() === again.cards.join();
  const sameOutcome = trace.outcome === again.outcome;
  return { steps, sameAnswer, sameCards, sameOutcome, same: steps.every((step) => step.same) && sameAnswer && sameCards && sameOutcome };
}

function whatOf({ stage, title, detail }: TraceStep): string {
  const text = JSON.stringify([stage, withoutTimes(title), detail], (key, value: unknown) =>
    key === 'ms' || key === 'id' ? undefined : value,
  );
  return text;
}

function withoutTimes(title: string): string {
  return title.replaceAll(/ in [\d.]+ ms/g, '');
}
