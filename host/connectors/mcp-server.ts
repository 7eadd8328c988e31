import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { getDefaultEnvironment, StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { FetchLike, Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { ErrorCode, McpError } from '@modelcontextprotocol/sdk/types.js';
import type { McpConnector, McpTool } from '../../core/contract/connector.ts';
import { FoyerError } from '../../core/contract/errors.ts';
import type { ConnectedCall, ConnectedTool } from '../../core/tools/connected.ts';
import { inputSchemaOf } from '../../core/tools/connected-input.ts';
import type { ConnectorDeps, OpenConnector } from './connector-deps.ts';
import { createGuardedFetch, type GuardedFetch } from './guarded-fetch.ts';
import { sentKey } from './http-tool.ts';
import { mapResult } from './map-result.ts';
import { headersOf } from './secrets.ts';

/** Under which a server finds what stays the same when a call is tried again. */
const KEY = 'foyer/idempotency-key';

/**
 * Tools of an MCP server, each as the operator declared it: what the server says of its tools (names, descriptions, schemas, notes
 * for a model) is not read. Connected with the first call, and again when the connection is gone.
 */
export function openMcpServer(name: string, connector: McpConnector, deps: ConnectorDeps): OpenConnector {
  const { server } = connector;
  const guarded = 'url' in server ? createGuardedFetch(server) : null;
  let connecting: Promise<Client> | null = null;

  const connected = (): Promise<Client> => {
    connecting ??= connect().catch((error: unknown) => {
      connecting = null;
      throw error;
    });
    return connecting;
  };
  const connect = async () => {
    // No capabilities: a server can ask this client for nothing.
    const client = new Client({ name: 'foyer', version: '1' });
    client.onclose = () => {
      connecting = null;
    };
    await client.connect(transportOf(connector, guarded, deps));
    return client;
  };

  const run = async (tool: McpTool, { input, idempotencyKey }: ConnectedCall, signal: AbortSignal) => {
    try {
      const client = await within(connected(), tool.timeoutMs, deps);
      const answer = await client.callTool(
        { name: tool.remote ?? tool.name, arguments: { ...input }, _meta: { [KEY]: sentKey(idempotencyKey) } },
        undefined,
        { signal, timeout: tool.timeoutMs, maxTotalTimeout: tool.timeoutMs },
      );
      return mapResult(contentOf(answer, server.maxBytes), tool.result);
    } catch (error) {
      signal.throwIfAborted();
      throw faultOf(error, tool);
    }
  };
  const tools = connector.tools.map(
    (tool): ConnectedTool => ({
      offer: tool,
      input: inputSchemaOf(tool.input),
      run: (call, signal) => deps.breaker(name, connector.breaker).run(() => run(tool, call, signal)),
    }),
  );
  return {
    tools,
    async close() {
      const client = await connecting?.catch(() => null);
      await client?.close();
      await guarded?.close();
    },
  };
}

function transportOf({ server }: McpConnector, guarded: GuardedFetch | null, { env }: ConnectorDeps): Transport {
  if ('command' in server) {
    const own = Object.fromEntries(server.env.map((name) => [name, env[name] ?? '']));
    const { command, args, maxBytes } = server;
    return new StdioClientTransport({
      command,
      args,
      env: { ...getDefaultEnvironment(), ...own },
      stderr: 'ignore',
      maxBufferSize: maxBytes,
    });
  }
  // Undici's own fetch: the same as the global one, by other types.
  const fetch = ((url: string | URL, init: never) => guarded?.fetch(new URL(url), init)) as unknown as FetchLike;
  // The SDK's transport types leave out "| undefined" where its classes have it.
  return new StreamableHTTPClientTransport(new URL(server.url), { fetch, requestInit: { headers: headersOf(server, env) } }) as Transport;
}

/** What it gave as data: structured where it did so, else its text, read as JSON where it is. */
function contentOf(answer: Awaited<ReturnType<Client['callTool']>>, maxBytes: number): unknown {
  if (answer.isError === true) throw new FoyerError('the tool failed', { fault: 'network', code: 'connector-refused' });
  const texts = Array.isArray(answer.content) ? answer.content.flatMap((part) => (part.type === 'text' ? [part.text] : [])) : [];
  const text = texts.join('\n');
  if (text.length + JSON.stringify(answer.structuredContent ?? null).length > maxBytes)
    throw new FoyerError(`the answer is longer than ${maxBytes} bytes`, { fault: 'network', code: 'connector-bad-answer' });
  if (answer.structuredContent !== undefined) return answer.structuredContent;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : { text };
  } catch {
    return { text };
  }
}

async function within<T>(work: Promise<T>, timeoutMs: number, { clock }: ConnectorDeps): Promise<T> {
  const due = Promise.withResolvers<never>();
  const cancel = clock.after(timeoutMs, () => due.reject(new McpError(ErrorCode.RequestTimeout, 'not connected in time')));
  try {
    return await Promise.race([work, due.promise]);
  } finally {
    cancel();
  }
}

/** Without the server's words: they may be anything. */
function faultOf(error: unknown, { timeoutMs }: McpTool): FoyerError {
  if (error instanceof FoyerError) return error;
  const remedy = 'Check the MCP server, and its file in connectors/.';
  if (error instanceof McpError && error.code === ErrorCode.RequestTimeout)
    return new FoyerError(`no answer within ${timeoutMs} ms`, { fault: 'network', code: 'tool-timed-out', remedy });
  const refused = error instanceof McpError && error.code !== ErrorCode.ConnectionClosed;
  const code = refused ? 'connector-refused' : 'connector-unreachable';
  return new FoyerError(refused ? `refused the call (${error.code})` : 'cannot be reached', { fault: 'network', code, remedy });
}
