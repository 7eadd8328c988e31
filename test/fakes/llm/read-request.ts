import type { LlmApi, LlmRequest } from './script.ts';

type Json = Record<string, unknown>;
type Message = LlmRequest['messages'][number];

/** The body of a request of either API in one shape. */
export function readRequest(api: LlmApi, body: Json): LlmRequest {
  const { system, messages } = api === 'chat' ? ofChat(listOf(body.messages)) : ofResponses(body);
  const tools = listOf(body.tools).map((tool) => (api === 'chat' ? (tool.function as Json) : tool));
  return {
    api,
    model: String(body.model),
    system,
    messages,
    tools: tools.map((tool) => ({ name: String(tool.name), parameters: tool.parameters as Json })),
    body,
  };
}

function ofChat(all: readonly Json[]): { system: string; messages: Message[] } {
  const messages = all.slice(1).map((message): Message => {
    if (message.role === 'tool') return { role: 'result', content: String(message.content) };
    if (message.tool_calls !== undefined) return { role: 'calls', content: JSON.stringify(message.tool_calls) };
    return { role: message.role === 'assistant' ? 'assistant' : 'user', content: String(message.content) };
  });
  return { system: String(all[0]?.content), messages };
}

function ofResponses(body: Json): { system: string; messages: Message[] } {
  const messages = listOf(body.input).map((item): Message => {
    if (item.type === 'function_call') return { role: 'calls', content: JSON.stringify(item) };
    if (item.type === 'function_call_output') return { role: 'result', content: String(item.output) };
    return { role: item.role === 'assistant' ? 'assistant' : 'user', content: String(item.content) };
  });
  return { system: String(body.instructions), messages };
}

function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}
