import type { z } from 'zod';
import { FoyerError } from '../../core/contract/errors.ts';
import type { BadgeTrustResponse, ErasuresResponse, OpResult, PullRequest, PullResponse, PushRequest } from '../../core/sync/wire.ts';
import { badgeTrustResponseSchema, erasuresResponseSchema, pullResponseSchema, pushResponseSchema } from '../../core/sync/wire.ts';

const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/**
 * The cloud endpoint's HTTP interface. Every call rejects with FoyerError fault "network":
 * "cloud-unreachable" (try again), "cloud-refused" (token, tenant or badge not accepted),
 * "cloud-bad-answer" (not an answer of this protocol).
 */
export interface CloudHttp {
  push(request: PushRequest, signal: AbortSignal): Promise<readonly OpResult[]>;
  pull(request: PullRequest, signal: AbortSignal): Promise<PullResponse>;
  erasures(since: number, signal: AbortSignal): Promise<ErasuresResponse>;
  badgeTrust(signal: AbortSignal): Promise<BadgeTrustResponse>;
}

export function createCloudHttp(options: { readonly url: string; readonly token: string; readonly fetch: typeof fetch }): CloudHttp {
  const base = options.url.endsWith('/') ? options.url : `${options.url}/`;

  async function call<T>(path: string, body: object | null, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> {
    const headers = { authorization: `Bearer ${options.token}`, ...(body === null ? {} : { 'content-type': 'application/json' }) };
    const request = body === null ? { method: 'GET' } : { method: 'POST', body: JSON.stringify(body) };
    const response = await reach(path, () => options.fetch(new URL(path, base), { ...request, headers, signal, redirect: 'error' }));
    const text = await reach(path, () => readText(response));
    if (!response.ok) throw refusal(path, response.status, text);
    const parsed = schema.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    throw new FoyerError(`the cloud's answer to ${path} is not one of this protocol`, {
      fault: 'network',
      code: 'cloud-bad-answer',
      cause: parsed.error,
    });
  }
  return {
    push: async (request, signal) => (await call('v1/push', request, pushResponseSchema, signal)).results,
    pull: (request, signal) => call('v1/pull', request, pullResponseSchema, signal),
    erasures: (since, signal) => call(`v1/erasures?since=${since}`, null, erasuresResponseSchema, signal),
    badgeTrust: (signal) => call('v1/badge-trust', null, badgeTrustResponseSchema, signal),
  };
}

async function reach<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FoyerError) throw error;
    throw new FoyerError(`the cloud endpoint cannot be reached for ${path}`, { fault: 'network', code: 'cloud-unreachable', cause: error });
  }
}

function refusal(path: string, status: number, text: string): FoyerError {
  // 408, 429 and 5xx pass; the rest will be the same next time.
  const passing = status >= 500 || status === 408 || status === 429;
  const answer = parseJson(text);
  const code =
    typeof answer === 'object' && answer !== null && 'code' in answer && typeof answer.code === 'string'
      ? answer.code.slice(0, 60)
      : 'none';
  return new FoyerError(`the cloud answered ${status} (${code}) to ${path}`, {
    fault: passing ? 'network' : 'operator',
    code: passing ? 'cloud-unreachable' : 'cloud-refused',
    ...(status === 401 && { remedy: 'Check the tenant (sync.tenant) and the token in the environment variable named by sync.tokenEnv.' }),
  });
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) throw new FoyerError('the cloud sent more than 16 MB', { fault: 'network', code: 'cloud-bad-answer' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
