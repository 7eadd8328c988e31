import type OpenAI from 'openai';
import { createCallCollector } from './collect-calls.ts';
import type { ModelMessage, ModelPart, ModelRequest, ModelStream, TokenUsage } from './model-client.ts';

export interface ChatOptions {
  readonly model: string;
  /** Asks for the count of tokens; endpoints of an older make refuse that. */
  readonly countsTokens: boolean;
}

/** One request by chat completions, streamed. */
export async function askByChat(
  client: OpenAI,
  { model, countsTokens }: ChatOptions,
  request: ModelRequest,
  signal: AbortSignal,
): Promise<ModelStream> {
  const stream = await client.chat.completions.create(
    {
      model,
      messages: [{ role: 'system', content: request.system }, ...request.messages.map(asChatMessage)],
      tools: request.tools.map(({ name, description, parameters }) => ({ type: 'function', function: { name, description, parameters } })),
      stream: true,
      ...(countsTokens ? { stream_options: { include_usage: true } } : {}),
    },
    { signal },
  );
  return readChat(stream);
}

function asChatMessage(message: ModelMessage): OpenAI.ChatCompletionMessageParam {
  switch (message.role) {
    case 'user':
    case 'assistant':
      return { role: message.role, content: message.text };
    case 'calls':
      return {
        role: 'assistant',
        content: null,
        tool_calls: message.calls.map(({ id, name, arguments: args }) => ({ id, type: 'function', function: { name, arguments: args } })),
      };
    case 'result':
      return { role: 'tool', tool_call_id: message.callId, content: message.text };
  }
}

async function* readChat(stream: AsyncIterable<OpenAI.ChatCompletionChunk>): AsyncGenerator<ModelPart> {
  const collected = createCallCollector();
  let usage: TokenUsage | null = null;
  let finished = false;
  for await (const chunk of stream) {
    // The count comes after the finish reason, in a chunk without choices.
    if (chunk.usage) usage = usageOf(chunk.usage);
    const choice = chunk.choices?.[0];
    if (choice === undefined) continue;
    const text = choice.delta?.content;
    if (typeof text === 'string' && text !== '') yield { type: 'text', text };
    for (const { index, id, function: called } of choice.delta?.tool_calls ?? [])
      collected.add(String(index), { id, name: called?.name, arguments: called?.arguments });
    if (choice.finish_reason !== null && choice.finish_reason !== undefined) finished = true;
  }
  if (finished) yield { type: 'end', calls: collected.calls(), usage };
}

function usageOf({ prompt_tokens, completion_tokens, prompt_tokens_details }: OpenAI.CompletionUsage): TokenUsage {
  return { inputTokens: prompt_tokens ?? 0, outputTokens: completion_tokens ?? 0, cachedTokens: prompt_tokens_details?.cached_tokens ?? 0 };
}
