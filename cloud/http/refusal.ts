import { FoyerError } from '../../core/contract/errors.ts';

/** What is wrong with a request, as the client is told: `{code, message}`. */
export class HttpRefusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function toRefusal(error: unknown): { readonly status: number; readonly code: string; readonly message: string } {
  if (error instanceof HttpRefusal) return error;
  const status = error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
  if (status >= 400 && status < 500)
    return { status, code: status === 413 ? 'too-large' : 'bad-request', message: 'The request cannot be read.' };
  const code = error instanceof FoyerError ? error.code : 'internal';
  return {
    status: code === 'database-busy' ? 503 : 500,
    code,
    message: 'The request could not be carried out; it is safe to send it again.',
  };
}
