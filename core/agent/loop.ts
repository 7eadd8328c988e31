import type { Clock, Ids, Log } from '../ports.ts';
import type { Knowledge } from '../tools/knowledge.ts';
import { TOOLS } from '../tools/registry.ts';
import type { ToolContext } from '../tools/tool.ts';
import { type Acted, act } from './act.ts';
import type { AgentEvent, TurnInput } from './agent.ts';
import { askToConfirm, sayRefused } from './answers/read-back.ts';
import { piecesOf } from './answers/shorten.ts';
import type { Dialogue } from './dialogue.ts';
import { isReflex } from './fall-back.ts';
import { finishTurn } from './finish-turn.ts';
import { perceive } from './perceive.ts';
import { planStep } from './plan-step.ts';
import type { Planner } from './planner.ts';
import { reason } from './reason.ts';
import type { Step, Understood } from './step.ts';
import { createTracer, traceAct, traceAdapt, tracePercept, tracePlan, traceReading } from './trace.ts';
import { beginTurn, fillerOf, say, type TurnState } from './turn-state.ts';

export interface AgentLimits {
  /** Planning steps a turn may take. */
  readonly maxSteps: number;
  /** The fallback planner takes over when nothing came by then. */
  readonly firstTokenMs: number;
  /** Of the whole turn; the fallback finishes it then. */
  readonly deadlineMs: number;
}

export interface LoopDeps {
  readonly know: Knowledge;
  readonly planner: Planner;
  readonly fallback: Planner;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly limits: AgentLimits;
  readonly speaks: readonly string[];
  contextFor(input: TurnInput, locale: string, dialogue: Dialogue): ToolContext;
}

/** One turn: perceive, reason, then plan, act and adapt until it is answered, within its limits. */
export async function* runTurn(input: TurnInput, dialogue: Dialogue, deps: LoopDeps, signal: AbortSignal): AsyncGenerator<AgentEvent> {
  const { clock } = deps;
  const state = beginTurn(input, deps);
  const trace = createTracer(clock, state.startedMs);
  let step: Step = { type: 'perceive' };
  for (;;) {
    signal.throwIfAborted();
    switch (step.type) {
      case 'perceive': {
        const percept = perceive(input, deps.know, deps.speaks);
        yield trace(tracePercept(percept));
        if (percept.locale !== input.locale) yield { type: 'locale', locale: percept.locale };
        step = { type: 'reason', percept };
        break;
      }
      case 'reason': {
        const turn = understand(input, step, dialogue, deps, state);
        yield trace(traceReading(turn.reading));
        step = { type: 'plan', turn };
        break;
      }
      case 'plan': {
        step = yield* planStep(step.turn, input, dialogue, deps, state, signal);
        yield trace(tracePlan(state.planner.name, step));
        break;
      }
      case 'act': {
        if (step.calls.some((call) => TOOLS[call.name].effect !== 'none')) await input.committed;
        const acted: Acted = yield* state.silence.fillWhile(act(step.turn, step.calls, deps, signal), fillerOf(step.turn));
        state.runs.push(...acted.runs);
        state.cards.push(...acted.outcomes.flatMap((outcome) => outcome.cards));
        yield trace(traceAct(acted, deps.know.venue));
        step = { type: 'adapt', turn: step.turn, results: acted };
        break;
      }
      case 'adapt': {
        const { results }: Extract<Step, { type: 'adapt' }> = step;
        step = yield* adaptStep(step, state);
        yield trace(traceAdapt(results));
        break;
      }
      case 'finish':
        await input.committed;
        yield* finishTurn(step.finish, input, dialogue, deps, state);
        return;
    }
  }
}

function understand(
  input: TurnInput,
  { percept }: Extract<Step, { type: 'reason' }>,
  dialogue: Dialogue,
  deps: LoopDeps,
  state: TurnState,
): Understood {
  const context = deps.contextFor(input, percept.locale, dialogue);
  const turn: Understood = {
    percept,
    reading: reason(input, percept, dialogue, context, (text) => perceive({ ...input, text }, deps.know, deps.speaks)),
    context,
  };
  // What needs no judgement, or must not wait for a network, never goes to a model.
  if (isReflex(turn)) state.planner = deps.fallback;
  if (turn.reading.kind === 'say' && turn.reading.needsPin === true) state.needsPin = true;
  state.understood = turn;
  return turn;
}

function* adaptStep({ turn, results }: Extract<Step, { type: 'adapt' }>, state: TurnState): Generator<AgentEvent, Step> {
  if (results.outcomes.length > 0) state.rounds.push(results.outcomes);
  const { refused, unconfirmed } = results;
  if (refused?.why === 'not-verified' || results.outcomes.some(({ data }) => holdsBack(data))) state.needsPin = true;
  const stop =
    refused !== null ? sayRefused(refused, turn) : unconfirmed !== null ? askToConfirm(unconfirmed, turn, state.rounds.flat()) : null;
  if (stop === null) return { type: 'plan', turn };
  for (const text of stop.sentences.flatMap(piecesOf)) yield say(text, state);
  return { type: 'finish', finish: stop.finish };
}

/** A tool tells by `pinForMore` or `hidden` that there is more, for whoever gives their PIN. */
function holdsBack(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false;
  if ('pinForMore' in data && data.pinForMore === true) return true;
  return 'hidden' in data && (data.hidden === true || (typeof data.hidden === 'number' && data.hidden > 0));
}
