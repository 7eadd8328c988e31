import type { Card } from '../contract/index.ts';
import type { Clock, Ids, Log } from '../ports.ts';
import type { Knowledge } from '../tools/knowledge.ts';
import { TOOLS, type ToolOutcome } from '../tools/registry.ts';
import type { ToolContext } from '../tools/tool.ts';
import { type Acted, act } from './act.ts';
import { adaptDialogue, askToConfirm } from './adapt.ts';
import type { AgentEvent, ToolRun, TurnInput } from './agent.ts';
import { piecesOf } from './answers/shorten.ts';
import { type Dialogue, inFocus, type Thing } from './dialogue.ts';
import { isReflex, localRounds, saysNothingNew } from './fall-back.ts';
import { perceive } from './perceive.ts';
import { planWithin } from './plan.ts';
import type { Planner, PlanRequest } from './planner.ts';
import { reason } from './reason.ts';
import { resolutionOf } from './resolution.ts';
import { createSilence, type Silence } from './silence.ts';
import type { Finish, Step, Understood } from './step.ts';
import { createTracer, traceAct, tracePercept, tracePlan, traceReading } from './trace.ts';

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

/** What a turn has gathered so far. */
interface TurnState {
  readonly startedMs: number;
  readonly said: string[];
  readonly cards: Card[];
  readonly runs: ToolRun[];
  readonly rounds: (readonly ToolOutcome[])[];
  readonly silence: Silence;
  planner: Planner;
  understood: Understood | null;
  steps: number;
}

/** One turn: perceive, reason, then plan, act and adapt until it is answered, within its limits. */
export async function* runTurn(input: TurnInput, dialogue: Dialogue, deps: LoopDeps, signal: AbortSignal): AsyncGenerator<AgentEvent> {
  const { clock } = deps;
  const state = begin(input, deps);
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
        const acted: Acted = yield* state.silence.fillWhile(act(step.turn, step.calls, clock, signal), fillerOf(step.turn));
        state.runs.push(...acted.runs);
        state.cards.push(...acted.outcomes.flatMap((outcome) => outcome.cards));
        yield trace(traceAct(acted));
        step = { type: 'adapt', turn: step.turn, results: acted };
        break;
      }
      case 'adapt': {
        const waits: boolean = step.results.unconfirmed !== null;
        step = yield* adaptStep(step, state);
        yield trace({ stage: 'adapt', title: waits ? 'ask the guest to confirm first' : 'go on with what the tools gave', detail: {} });
        break;
      }
      case 'finish':
        await input.committed;
        yield* finishTurn(step.finish, input, dialogue, deps, state);
        return;
    }
  }
}

function begin({ committed }: TurnInput, { clock, planner }: LoopDeps): TurnState {
  const silence = createSilence(clock, committed);
  return { startedMs: clock.nowMs(), said: [], cards: [], runs: [], rounds: [], silence, planner, understood: null, steps: 0 };
}

/** A part of the answer. */
function say(text: string, { said, silence }: TurnState): AgentEvent {
  said.push(text);
  silence.said(text);
  return { type: 'sentence', text };
}

function fillerOf({ context }: Understood): () => { text: string; event: AgentEvent } {
  return () => {
    const text = context.t('talk.moment');
    return { text, event: { type: 'sentence', text, filler: true } };
  };
}

function understand(
  input: TurnInput,
  { percept }: Extract<Step, { type: 'reason' }>,
  dialogue: Dialogue,
  deps: LoopDeps,
  state: TurnState,
): Understood {
  const context = deps.contextFor(input, percept.locale, dialogue);
  const turn: Understood = { percept, reading: reason(input, percept, dialogue, context), context };
  // What needs no judgement, or must not wait for a network, never goes to a model.
  if (isReflex(turn)) state.planner = deps.fallback;
  state.understood = turn;
  return turn;
}

async function* planStep(
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
  const request: PlanRequest = { input, ...turn, dialogue, rounds: local ? localRounds(turn, state.rounds) : state.rounds };
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

function* adaptStep({ turn, results }: Extract<Step, { type: 'adapt' }>, state: TurnState): Generator<AgentEvent, Step> {
  if (results.outcomes.length > 0) state.rounds.push(results.outcomes);
  if (results.unconfirmed === null) return { type: 'plan', turn };
  const { sentences, finish } = askToConfirm(results.unconfirmed, turn);
  for (const text of sentences.flatMap(piecesOf)) {
    yield say(text, state);
  }
  return { type: 'finish', finish };
}

function* finishTurn(finish: Finish, input: TurnInput, dialogue: Dialogue, { ids }: LoopDeps, state: TurnState): Generator<AgentEvent> {
  const { understood, cards, said, runs, planner } = state;
  const before = inFocus(dialogue, 'place');
  if (understood !== null) adaptDialogue(dialogue, understood, finish, input.text, said);
  if (cards.length > 0) yield { type: 'cards', cards: mostTelling(cards) };
  const chips = [...wayBack(before, dialogue, understood), ...finish.chips];
  yield { type: 'chips', chips: chips.slice(0, 4).map((text) => ({ id: ids.next(), text: text.slice(0, 120) })) };
  yield { type: 'done', outcome: finish.outcome, resolution: resolutionOf(finish, understood), tools: runs, planner: planner.name };
}

/** A place shown with its route makes the same place without one superfluous; the most urgent comes first. */
function mostTelling(cards: readonly Card[]): Card[] {
  const routed = new Set(cards.flatMap((card) => (card.kind === 'place' && card.route !== undefined ? [card.place.id] : [])));
  const order = (card: Card) => (card.kind === 'emergency' ? 0 : card.kind === 'place' && card.route !== undefined ? 1 : 2);
  return cards
    .filter((card) => !(card.kind === 'place' && card.route === undefined && routed.has(card.place.id)))
    .sort((a, b) => order(a) - order(b))
    .slice(0, 6);
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'none';
}

/**
 * A question for a way that leaves the place just talked about may have been misheard ("there" as
 * "the airport"): it is answered as it was heard, and the way to that place is offered first.
 */
function wayBack(before: Thing | null, { focus }: Dialogue, understood: Understood | null): string[] {
  if (before === null || understood === null || understood.reading.kind === 'say' || !understood.percept.heard('way')) return [];
  const now = focus.find((thing) => thing.kind === 'place');
  return now?.id === before.id && understood.reading.kind === 'call' && understood.reading.calls.some((call) => call.name === 'directions')
    ? []
    : [understood.context.t('chip.wayTo', { place: before.name })];
}
