import { FoyerError } from '../../core/contract/errors.ts';
import type { Clock } from '../../core/ports.ts';
import type { GuardedFetch } from './guarded-fetch.ts';

export interface AskJson {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** Statuses that are an answer too, besides 2xx. */
  readonly also?: readonly number[];
}

export interface JsonAnswer {
  readonly status: number;
  /** null for an empty one. */
  readonly body: unknown;
}

export interface AskJsonDeps {
  readonly guarded: Pick<GuardedFetch, 'fetch'>;
  readonly clock: Pick<Clock, 'after'>;
}

/**
 * One request with JSON both ways, within its time and size. What goes wrong is told without address, headers or answer: they
 * may hold secrets, or words of a guest.
 * @throws FoyerError fault "network": code "tool-timed-out", "connector-unreachable", "connector-failed" (408, 429, 5xx),
 * "connector-refused" (any other status, redirects too), "connector-bad-answer"
 */
export async function askJson(ask: AskJson, { guarded, clock }: AskJsonDeps, signal: AbortSignal): Promise<JsonAnswer> {
  const timeout = new AbortController();
  const cancel = clock.after(ask.timeoutMs, () => timeout.abort());
  try {
    const response = await guarded.fetch(ask.url, {
      method: ask.method,
      headers: { accept: 'application/json', ...(ask.body !== undefined && { 'content-type': 'application/json' }), ...ask.headers },
      ...(ask.body !== undefined && { body: JSON.stringify(ask.body) }),
      signal: AbortSignal.any([signal, timeout.signal]),
    });
    const { status, ok, headers, body } = response;
    if (!ok && ask.also?.includes(status) !== true) {
      await body?.cancel();
      throw refusedWith(status);
    }
    const text = await readText(body, ask.maxBytes);
    if (text.trim() === '') return { status, body: null };
    if (!/[/+]json\b/i.test(headers.get('content-type') ?? '')) throw fault('connector-bad-answer', 'the answer is not JSON');
    return { status, body: parse(text) };
  } catch (error) {
    signal.throwIfAborted();
    if (timeout.signal.aborted) throw fault('tool-timed-out', `no answer within ${ask.timeoutMs} ms`);
    if (error instanceof FoyerError) throw error;
    throw fault('connector-unreachable', `cannot be reached: ${reasonOf(error)}`);
  } finally {
    cancel();
  }
}

function refusedWith(status: number): FoyerError {
  if (status >= 500 || status === 408 || status === 429) return fault('connector-failed', `answered ${status}`);
  return fault(
    'connector-refused',
    status >= 300 && status < 400 ? `answered ${status}: redirects are not followed` : `answered ${status}`,
  );
}

async function readText(body: AsyncIterable<Uint8Array> | null, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw fault('connector-bad-answer', `the answer is longer than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw fault('connector-bad-answer', 'the answer is not valid JSON');
  }
}

/** The system's own code and no words of it: they may repeat the address. */
function reasonOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? (error.cause ?? error) : error;
  if (typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof Error && cause.message.endsWith('private address') ? 'its name leads to a private address' : 'no connection';
}

function fault(code: string, message: string): FoyerError {
  return new FoyerError(message, { fault: 'network', code, remedy: 'Check the system that is connected, and its file in connectors/.' });
}
