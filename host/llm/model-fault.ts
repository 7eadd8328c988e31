import OpenAI from 'openai';
import { FoyerError } from '../../core/contract/errors.ts';

const REMEDIES: Readonly<Record<string, string>> = {
  'llm-key-refused': 'Check the key in the environment variable that llm.apiKeyEnv names.',
  'llm-not-found': 'Check llm.baseUrl and llm.model.',
  'llm-rate-limited': 'The local planner answers meanwhile; raise the limit of this key, or set llm.caps.',
  'llm-unreachable': 'Check llm.baseUrl and the network; the local planner answers meanwhile.',
  'llm-refused': 'Check llm.model and llm.api.',
  'llm-malformed': 'Check that llm.baseUrl is an OpenAI-compatible endpoint.',
};

/** Why a request to a model failed, and whether trying again can help. */
export class ModelFault extends FoyerError {
  /** HTTP status; null where there was no answer. */
  readonly status: number | null;
  /** The endpoint asked to wait so long; null when it did not say. */
  readonly retryAfterMs: number | null;

  constructor(code: string, message: string, options: { status?: number | undefined; retryAfterMs?: number | null; cause?: unknown } = {}) {
    const remedy = REMEDIES[code];
    const fault = code === 'llm-key-refused' || code === 'llm-not-found' || code === 'llm-refused' ? 'operator' : 'network';
    super(message, { fault, code, ...(remedy === undefined ? {} : { remedy }), cause: options.cause });
    this.status = options.status ?? null;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }

  /** The same request may well succeed a moment later. */
  get passing(): boolean {
    return this.status === null || this.status === 408 || this.status === 409 || this.status === 429 || this.status >= 500;
  }
}

/** What the openai package threw, as a ModelFault. An abort stays one. Nothing of what was sent gets into the message. */
export function asModelFault(error: unknown, nowMs: number): unknown {
  if (error instanceof ModelFault || error instanceof OpenAI.APIUserAbortError || isAbort(error)) return error;
  if (error instanceof OpenAI.APIConnectionError)
    return new ModelFault('llm-unreachable', 'the model endpoint cannot be reached', { cause: error });
  if (!(error instanceof OpenAI.APIError))
    return new ModelFault('llm-malformed', 'the model endpoint sent what cannot be read', { cause: error });
  const status = error.status as number | undefined;
  const retryAfterMs = retryAfter(error.headers, nowMs);
  return new ModelFault(codeOf(status), `the model endpoint answered ${status ?? 'with an error'}`, { status, retryAfterMs, cause: error });
}

function codeOf(status: number | undefined): string {
  if (status === 401 || status === 403) return 'llm-key-refused';
  if (status === 404) return 'llm-not-found';
  if (status === 429) return 'llm-rate-limited';
  return status !== undefined && status >= 400 && status < 500 ? 'llm-refused' : 'llm-unreachable';
}

/** Retry-After in seconds or as a date (RFC 9110, 10.2.3), and retry-after-ms, which some endpoints send. */
function retryAfter(headers: Headers | undefined, nowMs: number): number | null {
  const ms = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(ms)) return Math.max(0, ms);
  const text = headers?.get('retry-after');
  if (text === null || text === undefined || text.trim() === '') return null;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
