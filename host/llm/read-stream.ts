import type OpenAI from 'openai';

export interface StreamedCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}

export type StreamPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'end'; readonly calls: readonly StreamedCall[] };

/** Most tool calls taken from one answer, and most characters of their arguments: a runaway model stops here. */
const MOST_CALLS = 6;
const MOST_ARGUMENT_CHARS = 20_000;

/**
 * Text as it arrives, then the tool calls, put together from their pieces. Ends without "end" when
 * the stream breaks off before its finish reason.
 */
export async function* readStream(stream: AsyncIterable<OpenAI.ChatCompletionChunk>): AsyncGenerator<StreamPart> {
  const calls = new Map<number, { id: string; name: string; arguments: string }>();
  let finished = false;
  for await (const chunk of stream) {
    const choice = chunk.choices?.[0];
    if (choice === undefined) continue;
    const text = choice.delta?.content;
    if (typeof text === 'string' && text !== '') yield { type: 'text', text };
    for (const piece of choice.delta?.tool_calls ?? []) {
      const call = calls.get(piece.index) ?? { id: '', name: '', arguments: '' };
      if (!calls.has(piece.index) && calls.size >= MOST_CALLS) continue;
      call.id ||= piece.id ?? '';
      call.name += piece.function?.name ?? '';
      call.arguments = (call.arguments + (piece.function?.arguments ?? '')).slice(0, MOST_ARGUMENT_CHARS);
      calls.set(piece.index, call);
    }
    if (choice.finish_reason !== null && choice.finish_reason !== undefined) finished = true;
  }
  if (!finished) return;
  yield { type: 'end', calls: [...calls].sort(([a], [b]) => a - b).map(([index, call]) => ({ ...call, id: call.id || `call-${index}` })) };
}
