import type OpenAI from 'openai';
import type { ResponseInputItem, ResponseStreamEvent } from 'openai/resources/responses/responses';
import { createCallCollector } from './collect-calls.ts';
import type { ModelMessage, ModelPart, ModelRequest, ModelStream, TokenUsage } from './model-client.ts';
import { ModelFault } from './model-fault.ts';

/** One request by the Responses API, streamed. Nothing is stored at the endpoint. */
export async function askByResponses(client: OpenAI, model: string, request: ModelRequest, signal: AbortSignal): Promise<ModelStream> {
  const stream = await client.responses.create(
    {
      model,
      instructions: request.system,
      input: request.messages.flatMap(asItems),
      tools: request.tools.map(({ name, description, parameters }) => ({ type: 'function', name, description, parameters, strict: false })),
      parallel_tool_calls: true,
      store: false,
      stream: true,
    },
    { signal },
  );
  return readResponse(stream);
}

function asItems(message: ModelMessage): ResponseInputItem[] {
  switch (message.role) {
    case 'user':
    case 'assistant':
      return [{ role: message.role, content: message.text }];
    case 'calls':
      return message.calls.map(({ id, name, arguments: args }) => ({ type: 'function_call', call_id: id, name, arguments: args }));
    case 'result':
      return [{ type: 'function_call_output', call_id: message.callId, output: message.text }];
  }
}

async function* readResponse(stream: AsyncIterable<ResponseStreamEvent>): AsyncGenerator<ModelPart> {
  const collected = createCallCollector();
  for await (const event of stream) {
    switch (event.type) {
      case 'response.output_text.delta':
        if (typeof event.delta === 'string' && event.delta !== '') yield { type: 'text', text: event.delta };
        break;
      case 'response.output_item.added':
        if (event.item.type === 'function_call')
          collected.add(String(event.output_index), { id: event.item.call_id, name: event.item.name });
        break;
      case 'response.function_call_arguments.delta':
        collected.add(String(event.output_index), { arguments: event.delta });
        break;
      case 'response.output_item.done':
        if (event.item.type === 'function_call')
          collected.settle(String(event.output_index), { id: event.item.call_id, name: event.item.name, arguments: event.item.arguments });
        break;
      case 'response.completed':
      case 'response.incomplete':
        yield { type: 'end', calls: collected.calls(), usage: usageOf(event.response.usage) };
        return;
      case 'response.failed':
      case 'error':
        throw new ModelFault('llm-unreachable', 'the model endpoint failed in mid-answer');
    }
  }
}

function usageOf(usage: OpenAI.Responses.ResponseUsage | undefined | null): TokenUsage | null {
  if (usage === undefined || usage === null) return null;
  const { input_tokens, output_tokens, input_tokens_details } = usage;
  return { inputTokens: input_tokens ?? 0, outputTokens: output_tokens ?? 0, cachedTokens: input_tokens_details?.cached_tokens ?? 0 };
}
