import type { z } from 'zod';
import { FoyerError } from '../../core/contract/errors.ts';

const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

export interface Call<T> {
  /** Relative to the endpoint: "v1/push". */
  readonly path: string;
  /** null: a GET. */
  readonly body: object | null;
  readonly answer: z.ZodType<T>;
  readonly signal: AbortSignal;
  readonly token?: string;
}
export type HttpCall = <T>(call: Call<T>) => Promise<T>;

/**
 * One request to the endpoint. Rejects with FoyerError fault "network" | "operator": "cloud-unreachable" (try again),
 * "cloud-refused" (for good; `refusalCode` says why), "cloud-bad-answer" (not an answer of this protocol).
 */
export function createHttpCall(options: { readonly url: string; readonly fetch: typeof fetch }): HttpCall {
  const base = options.url.endsWith('/') ? options.url : `${options.url}/`;
  return async ({ path, body, answer, signal, token }) => {
    const headers = {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== null && { 'content-type': 'application/json' }),
    };
    const request = body === null ? { method: 'GET' } : { method: 'POST', body: JSON.stringify(body) };
    const response = await reach(path, () => options.fetch(new URL(path, base), { ...request, headers, signal, redirect: 'error' }));
    const text = await reach(path, () => readText(response));
    if (!response.ok) throw refusal(path, response.status, text);
    const parsed = answer.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    throw new FoyerError(`the cloud's answer to ${path} is not one of this protocol`, {
      fault: 'network',
      code: 'cloud-bad-answer',
      cause: parsed.error,
    });
  };
}

/** Why the endpoint refused, in its own code ("device-revoked"); null for every other failure. */
export function refusalCode(error: unknown): string | null {
  return error instanceof FoyerError && error.code === 'cloud-refused' && error.cause instanceof Refusal ? error.cause.code : null;
}

class Refusal extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

async function reach<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FoyerError) throw error;
    throw new FoyerError(`the cloud endpoint cannot be reached for ${path}`, { fault: 'network', code: 'cloud-unreachable', cause: error });
  }
}

const REMEDIES: Readonly<Record<string, string>> = {
  'unknown-token': 'Check the tenant (sync.tenant) and the token in the environment variable named by sync.tokenEnv, or enrol this kiosk.',
  'device-revoked': 'This kiosk was revoked. Enrol it again with a new code: `foyer cloud enrol-code`, then `foyer kiosk enrol`.',
  'unknown-device': 'The endpoint does not know this kiosk: enrol it again with `foyer kiosk enrol`.',
  'bad-enrol-code': 'Make another code with `foyer cloud enrol-code`; each works once and for a limited time.',
  'wrong-tenant': 'Set sync.tenant to the tenant that this kiosk was enrolled with.',
};

function refusal(path: string, status: number, text: string): FoyerError {
  // 408, 429 and 5xx pass; the rest will be the same next time.
  const passing = status >= 500 || status === 408 || status === 429;
  const answer = parseJson(text);
  const code =
    typeof answer === 'object' && answer !== null && 'code' in answer && typeof answer.code === 'string'
      ? answer.code.slice(0, 60)
      : 'none';
  const remedy = REMEDIES[code];
  return new FoyerError(`the cloud answered ${status} (${code}) to ${path}`, {
    fault: passing ? 'network' : 'operator',
    code: passing ? 'cloud-unreachable' : 'cloud-refused',
    cause: new Refusal(code),
    ...(remedy !== undefined && { remedy }),
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
