import type { LlmApi } from './script.ts';

export interface CallOnWire {
  readonly name: string;
  readonly arguments: string;
}

/** Events of one API, in the shapes that endpoints send them. */
export interface Wire {
  start(): string[];
  text(piece: string): string[];
  call(call: CallOnWire, index: number): string[];
  end(usage: { readonly input: number; readonly output: number; readonly cached: number } | null, calls: number): string[];
}

export function wireOf(api: LlmApi): Wire {
  return api === 'chat' ? chatWire() : responsesWire();
}

function chatWire(): Wire {
  const event = (choices: unknown[], rest: object = {}) =>
    `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', created: 0, model: 'm', choices, ...rest })}\n\n`;
  const delta = (content: unknown, finish: string | null = null) => event([{ index: 0, delta: content, finish_reason: finish }]);
  return {
    start: () => [delta({ role: 'assistant', content: '' })],
    text: (piece) => [delta({ content: piece })],
    call(call, index) {
      const half = Math.ceil(call.arguments.length / 2);
      const first = { name: call.name, arguments: call.arguments.slice(0, half) };
      return [
        delta({ tool_calls: [{ index, id: `c${index}`, type: 'function', function: first }] }),
        delta({ tool_calls: [{ index, function: { arguments: call.arguments.slice(half) } }] }),
      ];
    },
    end: (usage, calls) => [
      delta({}, calls > 0 ? 'tool_calls' : 'stop'),
      ...(usage === null
        ? []
        : [
            event([], {
              usage: {
                prompt_tokens: usage.input,
                completion_tokens: usage.output,
                total_tokens: usage.input + usage.output,
                prompt_tokens_details: { cached_tokens: usage.cached },
              },
            }),
          ]),
      'data: [DONE]\n\n',
    ],
  };
}

function responsesWire(): Wire {
  let sequence = 0;
  let opened = false;
  const event = (type: string, rest: object) => {
    sequence += 1;
    return `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: sequence, ...rest })}\n\n`;
  };
  const response = (status: string, rest: object = {}) => ({
    id: 'resp_x',
    object: 'response',
    created_at: 0,
    model: 'm',
    status,
    output: [],
    ...rest,
  });
  const message = { id: 'msg_x', type: 'message', role: 'assistant', status: 'in_progress', content: [] };
  return {
    start: () => [
      event('response.created', { response: response('in_progress') }),
      event('response.in_progress', { response: response('in_progress') }),
    ],
    text(piece) {
      const opening = opened ? [] : [event('response.output_item.added', { output_index: 0, item: message })];
      opened = true;
      return [
        ...opening,
        event('response.output_text.delta', { item_id: 'msg_x', output_index: 0, content_index: 0, delta: piece, logprobs: [] }),
      ];
    },
    call(call, index) {
      const at = { output_index: index + 1, item_id: `fc_${index}` };
      const item = { id: `fc_${index}`, type: 'function_call', call_id: `c${index}`, name: call.name };
      const half = Math.ceil(call.arguments.length / 2);
      return [
        event('response.output_item.added', { output_index: index + 1, item: { ...item, status: 'in_progress', arguments: '' } }),
        event('response.function_call_arguments.delta', { ...at, delta: call.arguments.slice(0, half) }),
        event('response.function_call_arguments.delta', { ...at, delta: call.arguments.slice(half) }),
        event('response.function_call_arguments.done', { ...at, name: call.name, arguments: call.arguments }),
        event('response.output_item.done', { output_index: index + 1, item: { ...item, status: 'completed', arguments: call.arguments } }),
      ];
    },
    end: (usage) => [
      event('response.completed', {
        response: response('completed', {
          usage:
            usage === null
              ? null
              : {
                  input_tokens: usage.input,
                  output_tokens: usage.output,
                  total_tokens: usage.input + usage.output,
                  input_tokens_details: { cached_tokens: usage.cached },
                  output_tokens_details: { reasoning_tokens: 0 },
                },
        }),
      }),
    ],
  };
}
