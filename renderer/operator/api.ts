import { z } from 'zod';

/** Why the endpoint did not do something. `code` is its own, or "offline" when it could not be reached. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export interface Api {
  /** @param query what is undefined is left out */
  get<T>(schema: z.ZodType<T>, path: string, options?: GetOptions): Promise<T>;
  post<T>(schema: z.ZodType<T>, path: string, body?: unknown): Promise<T>;
  /** Called whenever the endpoint says that nobody is signed in any more; returns the way to stop. */
  onSignedOut(listener: () => void): () => void;
}
interface GetOptions {
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** Nobody asked: the page looks for news by itself, which keeps no session alive. */
  readonly background?: boolean;
}

export const doneSchema = z.object({ status: z.literal('done') });
const refusalSchema = z.object({ code: z.string(), message: z.string() });
const SIGNED_OUT = new Set(['signed-out', 'session-over']);

/** The endpoint's interface for this page. */
export function createApi({ fetch }: { readonly fetch: (path: string, init: RequestInit) => Promise<Response> }): Api {
  const listeners = new Set<() => void>();
  const call = async <T>(schema: z.ZodType<T>, path: string, init: RequestInit): Promise<T> => {
    const response = await fetch(`/v1/operator/${path}`, { credentials: 'same-origin', ...init }).catch(() => null);
    if (response === null) throw new Refusal(0, 'offline', '');
    const body: unknown = await response.json().catch(() => null);
    if (response.ok) {
      const parsed = schema.safeParse(body);
      if (parsed.success) return parsed.data;
      throw new Refusal(response.status, 'unreadable', parsed.error.issues[0]?.path.join('.') ?? '');
    }
    const { code, message } = refusalSchema.safeParse(body).data ?? { code: 'unreadable', message: '' };
    if (response.status === 401 && SIGNED_OUT.has(code)) for (const listener of [...listeners]) listener();
    throw new Refusal(response.status, code, message);
  };
  return {
    get(schema, path, { query = {}, background = false } = {}) {
      const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
      const search = new URLSearchParams(given).toString();
      return call(schema, search === '' ? path : `${path}?${search}`, { headers: background ? { 'x-foyer-background': '1' } : {} });
    },
    post: (schema, path, body = {}) =>
      call(schema, path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-foyer-operator': '1' },
        body: JSON.stringify(body),
      }),
    onSignedOut(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
