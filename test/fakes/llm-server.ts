import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readRequest } from './llm/read-request.ts';
import type { LlmApi, LlmRequest, LlmScriptEntry, LlmTurn } from './llm/script.ts';
import { wireOf } from './llm/wire.ts';

export type { LlmRequest, LlmTurn } from './llm/script.ts';

export interface LlmServer {
  readonly baseUrl: string;
  /** The requests so far that reached the model; a path that is not offered is none. */
  readonly requests: readonly LlmRequest[];
  /** Paths that were asked for, offered or not. */
  readonly paths: readonly string[];
  /** A request has been sent all that it will get, and waits for more. */
  readonly stalled: boolean;
  close(): Promise<void>;
}

export interface LlmServerOptions {
  /** What it answers with 404 is not offered; both are by default. */
  readonly offers?: readonly LlmApi[];
  /** Answers a path that is not offered with this status. */
  readonly refusal?: number;
}

/** A small OpenAI-compatible endpoint that plays a script, one entry a request; the last one repeats. */
export async function startLlmServer(script: readonly LlmScriptEntry[], options: LlmServerOptions = {}): Promise<LlmServer> {
  const { offers = ['responses', 'chat'], refusal = 404 } = options;
  const requests: LlmRequest[] = [];
  const paths: string[] = [];
  let stalled = false;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const api: LlmApi = request.url?.endsWith('/responses') === true ? 'responses' : 'chat';
      paths.push(request.url ?? '');
      if (!offers.includes(api)) return refuse(response, refusal);
      const asked = readRequest(api, JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>);
      requests.push(asked);
      const entry = script[Math.min(requests.length, script.length) - 1] ?? { kind: 'stall' as const };
      const turn = typeof entry === 'function' ? entry(asked) : entry;
      void play(turn, asked, response).then(() => {
        stalled ||= turn.kind === 'stall' || turn.kind === 'stall-after';
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    paths,
    get stalled() {
      return stalled;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function refuse(response: ServerResponse, status: number, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify({ error: { message: 'no' } }));
}

async function play(turn: LlmTurn, request: LlmRequest, response: ServerResponse): Promise<void> {
  if (turn.kind === 'status') return refuse(response, turn.status, turn.headers);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  if (turn.kind === 'nonsense') return void response.end('data: {"hello"\n\n<html>data: 7\n\n');
  response.flushHeaders();
  if (turn.kind === 'stall') return;
  const wire = wireOf(request.api);
  const send = (events: readonly string[]) => response.write(events.join(''));
  send(wire.start());
  let output = 0;
  const say = (piece: string) => {
    output += piece.length;
    return send(wire.text(piece));
  };
  if (turn.kind === 'huge') {
    for (let n = 0; n < turn.times && !response.destroyed; n += 1) say(turn.word);
  } else if (turn.kind === 'calls') {
    if (turn.text !== undefined) say(turn.text);
    turn.calls.forEach((call, index) => {
      output += call.arguments.length;
      send(wire.call(call, index));
    });
  } else {
    for (const [index, piece] of turn.pieces.entries()) {
      if (turn.kind === 'text' && turn.hold?.at === index) await turn.hold.until;
      say(piece);
    }
    if (turn.kind === 'stall-after') return;
    if (turn.kind === 'break-off') {
      // After what was written has left, so that the client has read it; half an event goes with it.
      response.write(wire.text('never to be read').join('').slice(0, 30), () => response.destroy());
      return;
    }
  }
  const counted = !(turn.kind === 'text' && turn.uncounted === true);
  const asksForCount =
    request.api === 'responses' || (request.body.stream_options as { include_usage?: boolean } | undefined)?.include_usage === true;
  const input = Math.ceil(JSON.stringify(request.body).length / 4);
  const usage = { input, output: Math.ceil(output / 4), cached: Math.floor(input / 2) };
  send(wire.end(counted && asksForCount ? usage : null, turn.kind === 'calls' ? turn.calls.length : 0));
  response.end();
}
