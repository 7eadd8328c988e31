import { randomBytes } from 'node:crypto';
import { piecesOf } from '../../core/agent/answers/shorten.ts';
import type { PlanEvent, Planner, PlanRequest } from '../../core/agent/planner.ts';
import { FoyerError } from '../../core/contract/errors.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { matchFaq } from '../../core/tools/faq.ts';
import type { ToolCall } from '../../core/tools/registry.ts';
import { createAnswerReader } from './answer-reader.ts';
import { areRepeated, checkCalls } from './check-calls.ts';
import { createCoolDown } from './cool-down.ts';
import { createModelClient } from './create-model-client.ts';
import { finishOf } from './finish.ts';
import type { LlmSettings } from './llm-settings.ts';
import { createMeteredModel } from './metered-model.ts';
import type { ModelCall, ModelRequest } from './model-client.ts';
import { ModelFault } from './model-fault.ts';
import { openStream } from './open-stream.ts';
import { promptFor } from './prompt.ts';
import { refuse } from './refuse.ts';
import { toolsFor } from './tool-definitions.ts';
import { createTransientUsage, createUsageMeter, type LlmUsageStore } from './usage-meter.ts';

export interface CreateLlmPlannerOptions extends LlmSettings {
  readonly clock: Clock;
  readonly log: Log;
  /** Where tokens are counted; left out: in memory. */
  readonly usage?: LlmUsageStore;
  /** A model answered, or failed: staff are shown which. */
  readonly onState?: (state: LlmState) => void;
}

export interface LlmPlanner extends Planner {
  /** @param day venue date, for what was used. */
  state(day: string): LlmState;
}

export interface LlmState {
  /** Why guests are answered without the model at this moment, or null. */
  readonly error: unknown;
  readonly api: 'responses' | 'chat' | null;
  /** Tokens and costs of the day, in words. */
  readonly usage: string;
}

/** From here on a guest asks just what the entry answers. */
const SAME_QUESTION = 0.75;
/** A second request goes out when the first gave nothing in this part of the time. */
const SECOND_AFTER = 0.5;
/** A rate limit that names no time is worth one more try after so long. */
const SHORT_PAUSE_MS = 200;

/**
 * Plans with a language model behind any OpenAI-compatible endpoint, streamed. What it says is held to what the
 * tools gave; what it calls is checked by the tools' schemas. One step asks twice at most; then it is the local planner's turn.
 */
export function createLlmPlanner(options: CreateLlmPlannerOptions): LlmPlanner {
  const { clock, log, contextTokens, firstTokenMs } = options;
  const canary = `foyer-${randomBytes(9).toString('hex')}`;
  const meter = createUsageMeter({ ...options, store: options.usage ?? createTransientUsage() });
  const client = createModelClient(options);
  const model = createMeteredModel(client, meter);
  const coolDown = createCoolDown(clock);

  let lastError: unknown = null;
  const state = (day: string): LlmState => ({ error: lastError, api: client.api, usage: meter.summary(day) });
  const tell = (error: unknown, { context }: PlanRequest) => {
    lastError = error;
    options.onState?.(state(context.now.slice(0, 10)));
  };

  async function* plan(request: PlanRequest, signal: AbortSignal): AsyncGenerator<PlanEvent> {
    const exact = exactAnswer(request);
    if (exact !== null) {
      // Policy wording is given as it stands, whatever a model would make of it.
      for (const text of piecesOf(exact)) yield { type: 'sentence', text };
      yield finishOf(request);
      return;
    }
    const policy = policyCalls(request);
    if (policy !== null) {
      yield { type: 'calls', calls: policy };
      return;
    }
    const resting = coolDown.resting();
    if (resting !== null) throw resting;
    try {
      const last = yield* planByModel(request, signal);
      // Before it is handed over: nobody asks for more after it.
      coolDown.succeeded();
      tell(null, request);
      yield last;
    } catch (error) {
      const cause: unknown = signal.aborted ? signal.reason : error;
      // A guest who interrupts says nothing about the endpoint; neither does a cap, or an answer that cannot be used.
      if (cause instanceof FoyerError && cause.fault !== 'model') coolDown.failed(cause);
      if (cause instanceof FoyerError) tell(cause, request);
      throw error;
    }
  }

  /** Gives sentences, returns the event that ends the plan. */
  async function* planByModel(request: PlanRequest, signal: AbortSignal): AsyncGenerator<PlanEvent, PlanEvent> {
    const tools = toolsFor(request.context);
    const allowed = new Set(tools.map((tool) => tool.name));
    let prompt = promptFor(request, { tools, contextTokens, canary, sendMemory: options.sendMemory ?? true });
    let again = true;
    for (;;) {
      const reader = createAnswerReader(request, { canary, rules: prompt.system });
      try {
        const answer = yield* reader.read(await ask(prompt, request, signal, again));
        if (answer.calls.length === 0) return finishOf(request);
        const checked = checkCalls(answer.calls, request, { allowed, canary });
        if (checked.ok) return nextCalls(checked.calls, request);
        if (!again) throw refuse('invalid-tool-call', 'the model called tools wrongly twice');
        log.debug('llm.call-corrected', { calls: answer.calls.length });
        prompt = corrected(prompt, answer.calls, checked.replies);
      } catch (error) {
        if (!again || reader.said || !(error instanceof FoyerError) || !(await mayAskAgain(error, signal))) throw error;
        log.debug('llm.asked-again', { code: error.code });
      }
      again = false;
    }
  }

  const ask = (prompt: ModelRequest, request: PlanRequest, signal: AbortSignal, again: boolean) =>
    openStream((stop) => model.ask(prompt, request, stop), {
      clock,
      secondAfterMs: again ? firstTokenMs * SECOND_AFTER : null,
      signal,
    });

  /** Waits as long as the endpoint asked for, where that leaves time to answer in. */
  async function mayAskAgain(error: FoyerError, signal: AbortSignal): Promise<boolean> {
    if (!(error instanceof ModelFault)) return ASK_AGAIN.has(error.code);
    if (!error.passing) return false;
    const waitMs = error.retryAfterMs ?? (error.status === null ? 0 : SHORT_PAUSE_MS);
    if (waitMs >= firstTokenMs * SECOND_AFTER) return false;
    await new Promise<void>((resolve) => {
      clock.after(waitMs, resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    return !signal.aborted;
  }

  return { name: 'llm', plan, state };
}

/** Faults of a single answer: the next one may well be right. */
const ASK_AGAIN: ReadonlySet<string> = new Set(['broken-off', 'answered-nothing']);

function nextCalls(calls: readonly ToolCall[], request: PlanRequest): PlanEvent {
  if (areRepeated(calls, request)) throw refuse('repeated-call', 'the model called the same tools again');
  return { type: 'calls', calls };
}

/** Asked for wording of the house's own, no model is asked where to look for it. */
function policyCalls({ reading, rounds, context, percept }: PlanRequest): readonly ToolCall[] | null {
  if (reading.kind !== 'call' || rounds.length > 0) return null;
  const { know } = context;
  const isExact = reading.calls.some((call) => call.name === 'faq' && know.faqs.get(call.input.question)?.exact === true);
  const [best] = isExact ? [percept.words, percept.said].flatMap((words) => matchFaq(know, words)).sort((a, b) => b.score - a.score) : [];
  return best !== undefined && best.score >= SAME_QUESTION ? reading.calls : null;
}

function exactAnswer({ rounds }: PlanRequest): string | null {
  const policy = rounds.flat().find((outcome) => outcome.name === 'faq' && outcome.data.exact);
  return policy?.name === 'faq' ? policy.data.answer : null;
}

/** The same request with the wrong calls and what was wrong with them. */
function corrected(prompt: ModelRequest, calls: readonly ModelCall[], replies: readonly { id: string; text: string }[]): ModelRequest {
  return {
    ...prompt,
    messages: [
      ...prompt.messages,
      { role: 'calls', calls },
      ...replies.map(({ id, text }) => ({ role: 'result' as const, callId: id, text })),
    ],
  };
}
