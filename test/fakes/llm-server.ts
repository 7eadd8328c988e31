import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does with one request. */
export type LlmTurn =
  | { readonly kind: 'text'; readonly pieces: readonly string[] }
  | { readonly kind: 'calls'; readonly calls: readonly { readonly name: string; readonly arguments: string }[] }
  /** Sends nothing at all, and keeps the connection open. */
  | { readonly kind: 'stall' }
  /** Sends these pieces, then drops the connection. */
  | { readonly kind: 'break-off'; readonly pieces: readonly string[] }
  | { readonly kind: 'status'; readonly status: number }
  /** Answers with something that is no event stream. */
  | { readonly kind: 'nonsense' };

export interface LlmServer {
  readonly baseUrl: string;
  /** Bodies of the requests so far. */
  readonly requests: readonly LlmRequest[];
  close(): Promise<void>;
}

export interface LlmRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string | null; readonly tool_call_id?: string }[];
  readonly tools: readonly { readonly function: { readonly name: string; readonly parameters: Record<string, unknown> } }[];
}

/** A small OpenAI-compatible endpoint that plays a script, one entry a request; the last one repeats. */
export async function startLlmServer(script: readonly LlmTurn[]): Promise<LlmServer> {
  const requests: LlmRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests.push(JSON.parse(Buffer.concat(chunks).toString('utf8')) as LlmRequest);
      play(script[Math.min(requests.length, script.length) - 1] ?? { kind: 'stall' }, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function play(turn: LlmTurn, response: ServerResponse): void {
  if (turn.kind === 'status') {
    response.writeHead(turn.status, { 'content-type': 'application/json' }).end(JSON.stringify({ error: { message: 'no' } }));
    return;
  }
  if (turn.kind === 'nonsense') {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: {"hello"\n\n<html>data: 7\n\n');
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
  if (turn.kind === 'stall') return;
  const send = (delta: unknown, finish: string | null = null) =>
    response.write(
      `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', created: 0, model: 'm', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`,
    );
  if (turn.kind === 'calls') {
    turn.calls.forEach((call, index) => {
      const half = Math.ceil(call.arguments.length / 2);
      send({
        tool_calls: [{ index, id: `c${index}`, type: 'function', function: { name: call.name, arguments: call.arguments.slice(0, half) } }],
      });
      send({ tool_calls: [{ index, function: { arguments: call.arguments.slice(half) } }] });
    });
    send({}, 'tool_calls');
  } else {
    for (const piece of turn.pieces) send({ content: piece });
    if (turn.kind === 'break-off') {
      // After what was written has left, so that the client has read it.
      response.write('', () => response.destroy());
      return;
    }
    send({}, 'stop');
  }
  response.end('data: [DONE]\n\n');
}
