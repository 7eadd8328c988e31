import OpenAI from 'openai';
import { compose } from '../../core/agent/answers/compose.ts';
import { piecesOf } from '../../core/agent/answers/shorten.ts';
import type { PlanEvent, Planner, PlanRequest } from '../../core/agent/planner.ts';
import { FoyerError } from '../../core/contract/errors.ts';
import type { Log } from '../../core/ports.ts';
import { createSentenceSplitter } from '../../core/speech/sentences.ts';
import { parseCall, type ToolCall, type ToolOutcome } from '../../core/tools/registry.ts';
import { createGrounding } from './grounding.ts';
import type { LlmSettings } from './llm-settings.ts';
import { type ChatMessage, messagesFor } from './prompt.ts';
import { readStream, type StreamedCall } from './read-stream.ts';
import { toolDefinitions } from './tool-definitions.ts';

export interface CreateLlmPlannerOptions extends LlmSettings {
  readonly log: Log;
}

/** Wrong calls of one plan: told to the model once, then the turn goes to the local planner. */
const MOST_CORRECTIONS = 1;

/**
 * Plans with a language model behind any OpenAI-compatible endpoint (chat completions with tools,
 * streamed). What it says is held to what the tools gave; what it calls is checked by the tools' schemas.
 */
export function createLlmPlanner({ baseUrl, model, apiKey, log }: CreateLlmPlannerOptions): Planner {
  // The loop has its own deadline and its own way out; waiting and retrying here would only cost the guest time.
  const client = new OpenAI({ apiKey, maxRetries: 0, ...(baseUrl === undefined ? {} : { baseURL: baseUrl }) });
  const tools = toolDefinitions();

  async function* plan(request: PlanRequest, signal: AbortSignal): AsyncGenerator<PlanEvent> {
    const outcomes = request.rounds.flat();
    const policy = outcomes.find((outcome) => outcome.name === 'faq' && outcome.data.exact);
    if (policy?.name === 'faq') {
      // Policy wording is given as it stands, whatever a model would make of it.
      for (const text of piecesOf(policy.data.answer)) yield { type: 'sentence', text };
      yield finishOf(request, outcomes);
      return;
    }
    const messages = messagesFor(request);
    for (let corrections = 0; ; corrections += 1) {
      const round = await askModel(messages, request, signal);
      let step = await round.next();
      while (step.done !== true) {
        yield step.value;
        step = await round.next();
      }
      const { calls, said } = step.value;
      if (calls.length === 0) {
        if (!said) throw refuse('answered-nothing', 'the model gave no sentence that may be said');
        yield finishOf(request, outcomes);
        return;
      }
      const read = calls.map((call) => ({ call, parsed: parseArguments(call) }));
      const good = read.flatMap(({ parsed }) => (parsed.ok ? [parsed.call] : []));
      if (good.length === read.length) {
        yield { type: 'calls', calls: good };
        return;
      }
      if (corrections >= MOST_CORRECTIONS) throw refuse('invalid-tool-call', 'the model called tools wrongly twice');
      log.debug('llm.call-corrected', { calls: read.length });
      messages.push({ role: 'assistant', content: null, tool_calls: calls.map(asToolCall) });
      for (const { call, parsed } of read) {
        messages.push({
          role: 'tool',
          tool_call_id: call.id,
          content: parsed.ok ? 'not run: another call was wrong' : `error: ${parsed.reason}`,
        });
      }
    }
  }

  async function* askModel(
    messages: readonly ChatMessage[],
    request: PlanRequest,
    signal: AbortSignal,
  ): AsyncGenerator<PlanEvent, { calls: readonly StreamedCall[]; said: boolean }> {
    const stream = await open(messages, signal);
    const grounding = createGrounding(request);
    const splitter = createSentenceSplitter();
    let said = false;
    const sayable = (sentences: readonly string[]) =>
      sentences.map((text) => text.trim()).filter((text) => text !== '' && grounding.allows(text));
    for await (const part of readStream(stream)) {
      if (part.type === 'end') {
        for (const text of sayable(splitter.end())) {
          // Text beside tool calls is talk about calling them.
          if (part.calls.length > 0) continue;
          said = true;
          yield { type: 'sentence', text };
        }
        return { calls: part.calls, said };
      }
      for (const text of sayable(splitter.push(part.text))) {
        said = true;
        yield { type: 'sentence', text };
      }
    }
    throw refuse('broken-off', 'the stream ended before the answer did');
  }

  async function open(messages: readonly ChatMessage[], signal: AbortSignal) {
    try {
      return await client.chat.completions.create({ model, messages: [...messages], tools, stream: true, temperature: 0.2 }, { signal });
    } catch (error) {
      throw new FoyerError(`the model endpoint refused the request: ${error instanceof Error ? error.name : 'unknown error'}`, {
        fault: 'network',
        code: error instanceof OpenAI.APIError && error.status === 429 ? 'llm-rate-limited' : 'llm-unreachable',
        remedy: 'Check llm.baseUrl, llm.model and the key.',
        cause: error,
      });
    }
  }

  return { name: 'llm', plan };
}

function parseArguments(call: StreamedCall): { ok: true; call: ToolCall } | { ok: false; reason: string } {
  try {
    const input: unknown = call.arguments.trim() === '' ? {} : JSON.parse(call.arguments);
    return parseCall(call.name, input);
  } catch {
    return { ok: false, reason: `${call.name}: the arguments are not JSON` };
  }
}

function asToolCall(call: StreamedCall) {
  return { id: call.id, type: 'function' as const, function: { name: call.name, arguments: call.arguments } };
}

/** What the next turn may refer to, and the chips: as the local planner would have them of the same tools. */
function finishOf({ context }: PlanRequest, outcomes: readonly ToolOutcome[]): PlanEvent {
  const { t } = context;
  if (outcomes.length === 0) return { type: 'finish', outcome: 'answered', chips: [t('chip.whatsOn'), t('chip.eat'), t('chip.toilet')] };
  const reply = compose(outcomes, { kind: 'call', calls: [], aspect: 'info' }, context);
  return {
    type: 'finish',
    outcome: reply.outcome,
    chips: reply.chips.map((key) => t(key)),
    ...(reply.focus === undefined ? {} : { focus: reply.focus }),
    ...(reply.listed === undefined ? {} : { listed: reply.listed }),
  };
}

function refuse(code: string, message: string): FoyerError {
  return new FoyerError(message, {
    fault: 'model',
    code,
    remedy: 'The local planner answers instead; try another model if this happens often.',
  });
}
