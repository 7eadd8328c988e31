import type { AgentEvent, TurnInput } from './agent.ts';
import type { Dialogue } from './dialogue.ts';
import { localRounds, saysNothingNew } from './fall-back.ts';
import { withGoal } from './goals/goal-list.ts';
import type { LoopDeps } from './loop.ts';
import { planWithin } from './plan.ts';
import type { PlanRequest } from './planner.ts';
import type { Step, Understood } from './step.ts';
import { fillerOf, say, type TurnState } from './turn-state.ts';

/** Has the turn's planner decide what comes next; the fallback where it cannot, or where the turn's limits are reached. */
export async function* planStep(
  turn: Understood,
  input: TurnInput,
  dialogue: Dialogue,
  deps: LoopDeps,
  state: TurnState,
  signal: AbortSignal,
): AsyncGenerator<AgentEvent, Step> {
  const { fallback, clock, limits, log } = deps;
  state.steps += 1;
  const leftMs = limits.deadlineMs - (clock.nowMs() - state.startedMs);
  if (state.steps > limits.maxSteps || leftMs <= 0) state.planner = fallback;
  const local = state.planner === fallback;
  const request: PlanRequest = {
    input,
    ...turn,
    dialogue: { ...dialogue, goals: withGoal(dialogue.goals, turn.reading) },
    rounds: local ? localRounds(turn, state.rounds) : state.rounds,
  };
  const within = { firstEventMs: limits.firstTokenMs, remainingMs: leftMs, silenceMs: state.silence.leftMs };
  const events = (local ? fallback.plan(request, signal) : planWithin(state.planner, request, within, clock, signal))[
    Symbol.asyncIterator
  ]();
  try {
    for (;;) {
      const next = yield* state.silence.fillWhile(events.next(), fillerOf(turn));
      if (next.done === true) break;
      const event = next.value;
      if (event.type === 'calls') return { type: 'act', turn, calls: event.calls };
      if (event.type === 'finish') return { type: 'finish', finish: event };
      // The fallback may come to a sentence that was said before it took over.
      if (local && deps.planner !== fallback && saysNothingNew(event.text, state.said)) continue;
      yield say(event.text, state);
    }
  } catch (error) {
    signal.throwIfAborted();
    if (local) throw error;
    log.warn('agent.planner-failed', { planner: state.planner.name, code: codeOf(error) });
    state.planner = fallback;
    return { type: 'plan', turn };
  } finally {
    await events.return?.();
  }
  return { type: 'finish', finish: { type: 'finish', outcome: state.said.length > 0 ? 'answered' : 'nothing-found', chips: [] } };
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'none';
}
