import type { Card } from '../contract/index.ts';
import type { Clock, Ids, Log } from '../ports.ts';
import type { Knowledge } from '../tools/knowledge.ts';
import type { ToolOutcome } from '../tools/registry.ts';
import type { ToolContext } from '../tools/tool.ts';
import { act } from './act.ts';
import { adaptDialogue, askToConfirm } from './adapt.ts';
import type { AgentEvent, ToolRun, TurnInput } from './agent.ts';
import type { Dialogue } from './dialogue.ts';
import { perceive } from './perceive.ts';
import { planWithin } from './plan.ts';
import type { Planner, PlanRequest } from './planner.ts';
import { reason } from './reason.ts';
import type { Finish, Step, Understood } from './step.ts';
import { traceAct, tracePercept, tracePlan, traceReading } from './trace.ts';

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
  const { clock, limits } = deps;
  const startedMs = clock.nowMs();
  const said: string[] = [];
  const cards: Card[] = [];
  const runs: ToolRun[] = [];
  const rounds: (readonly ToolOutcome[])[] = [];
  let planner = deps.planner;
  let understood: Understood | null = null;
  let steps = 0;
  let step: Step = { type: 'perceive' };
  const trace = createTracer(clock, startedMs);

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
        const context = deps.contextFor(input, step.percept.locale, dialogue);
        const reading = reason(input, step.percept, dialogue, context);
        understood = { percept: step.percept, reading, context };
        // What needs no judgement, or must not wait for a network, never goes to a model.
        if (isReflex(understood)) planner = deps.fallback;
        yield trace(traceReading(reading));
        step = { type: 'plan', turn: understood };
        break;
      }
      case 'plan': {
        steps += 1;
        const turn: Understood = step.turn;
        const leftMs = limits.deadlineMs - (clock.nowMs() - startedMs);
        if (planner !== deps.fallback && (steps > limits.maxSteps || leftMs <= 0)) planner = deps.fallback;
        const request: PlanRequest = { input, ...turn, dialogue, rounds: planner === deps.fallback ? localRounds(turn, rounds) : rounds };
        let next: Step | null = null;
        try {
          const events =
            planner === deps.fallback
              ? planner.plan(request, signal)
              : planWithin(planner, request, { firstEventMs: limits.firstTokenMs, remainingMs: leftMs }, clock, signal);
          for await (const event of events) {
            if (event.type === 'sentence') {
              if (said.includes(event.text) && planner === deps.fallback && deps.planner !== deps.fallback) continue;
              said.push(event.text);
              yield { type: 'sentence', text: event.text };
            } else if (event.type === 'calls') next = { type: 'act', turn, calls: event.calls };
            else next = { type: 'finish', finish: event };
          }
        } catch (error) {
          signal.throwIfAborted();
          if (planner === deps.fallback) throw error;
          deps.log.warn('agent.planner-failed', {
            planner: planner.name,
            error: error instanceof Error ? error.name : 'unknown',
            code: codeOf(error),
          });
          planner = deps.fallback;
          next = { type: 'plan', turn };
        }
        yield trace(tracePlan(planner.name, next));
        step = next ?? { type: 'finish', finish: { type: 'finish', outcome: said.length > 0 ? 'answered' : 'nothing-found', chips: [] } };
        break;
      }
      case 'act': {
        const acted = await act(step.turn, step.calls, clock, signal);
        runs.push(...acted.runs);
        yield trace(traceAct(acted));
        const shown = acted.outcomes.flatMap((outcome) => outcome.cards);
        cards.push(...shown);
        step = { type: 'adapt', turn: step.turn, results: acted };
        break;
      }
      case 'adapt': {
        const { outcomes, unconfirmed } = step.results;
        if (outcomes.length > 0) rounds.push(outcomes);
        if (unconfirmed !== null) {
          const { sentence, finish } = askToConfirm(unconfirmed, step.turn);
          said.push(sentence);
          yield { type: 'sentence', text: sentence };
          step = { type: 'finish', finish };
        } else step = { type: 'plan', turn: step.turn };
        yield trace({
          stage: 'adapt',
          title: unconfirmed === null ? 'go on with what the tools gave' : 'ask the guest to confirm first',
          detail: {},
        });
        break;
      }
      case 'finish': {
        const { finish }: { finish: Finish } = step;
        if (understood !== null) adaptDialogue(dialogue, understood, finish, input.text, said);
        yield* closing(cards, finish, deps);
        yield { type: 'done', outcome: finish.outcome, tools: runs, planner: planner.name };
        return;
      }
    }
  }
}

function* closing(cards: readonly Card[], finish: Finish, { ids }: LoopDeps): Generator<AgentEvent> {
  if (cards.length > 0) yield { type: 'cards', cards: mostTelling(cards) };
  yield { type: 'chips', chips: finish.chips.slice(0, 4).map((text) => ({ id: ids.next(), text: text.slice(0, 120) })) };
}

/** A place shown with its route makes the same place without one, or the list it came from, superfluous. */
function mostTelling(cards: readonly Card[]): Card[] {
  const routed = new Set(cards.flatMap((card) => (card.kind === 'place' && card.route !== undefined ? [card.place.id] : [])));
  return cards
    .filter((card) => !(card.kind === 'place' && card.route === undefined && routed.has(card.place.id)))
    .sort((a, b) => order(a) - order(b))
    .slice(0, 6);
}

function order(card: Card): number {
  return card.kind === 'emergency' ? 0 : card.kind === 'place' && card.route !== undefined ? 1 : 2;
}

function isReflex({ reading, percept }: Understood): boolean {
  if (percept.danger !== null || reading.kind === 'say' || reading.kind === 'language' || reading.kind === 'repeat') return true;
  return (
    reading.kind === 'call' &&
    (reading.confirmed === true ||
      reading.calls.some(
        (call) => call.name === 'emergency' || call.name === 'remember' || call.name === 'forget' || call.name === 'about_guest',
      ))
  );
}

/** The fallback plans from its own reading; only tools of that reading are news to it. */
function localRounds({ reading }: Understood, rounds: readonly (readonly ToolOutcome[])[]): readonly (readonly ToolOutcome[])[] {
  if (reading.kind !== 'call') return [];
  const own = new Set<unknown>(reading.calls.map((call) => call.input));
  const first = rounds.findIndex((round) => round.some((outcome) => own.has(outcome.input)));
  return first === -1 ? [] : rounds.slice(first);
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'none';
}

function createTracer(clock: Clock, startedMs: number) {
  let lastMs = startedMs;
  return (step: {
    stage: 'perceive' | 'reason' | 'plan' | 'act' | 'adapt';
    title: string;
    detail: Record<string, unknown>;
  }): AgentEvent => {
    const nowMs = clock.nowMs();
    const event: AgentEvent = {
      type: 'step',
      step: { ...step, title: step.title.slice(0, 300), atMs: Math.max(0, nowMs - startedMs), tookMs: Math.max(0, nowMs - lastMs) },
    };
    lastMs = nowMs;
    return event;
  };
}
