import type { Fault } from '../../core/contract/errors.ts';

/** Messages between a supervisor and its worker thread; both are this program, so they are typed, not validated. */
export type ToWorker<Request> =
  | { readonly type: 'job'; readonly id: number; readonly request: Request }
  | { readonly type: 'cancel'; readonly id: number };

export type FromWorker<Result, Info> =
  | { readonly type: 'ready'; readonly info: Info }
  | { readonly type: 'failed'; readonly error: PlainError }
  | { readonly type: 'done'; readonly id: number; readonly result: Result }
  | { readonly type: 'error'; readonly id: number; readonly error: PlainError };

/** An error that survives structured cloning. */
export type PlainError =
  | {
      readonly kind: 'foyer';
      readonly fault: Fault;
      readonly code: string;
      readonly message: string;
      readonly remedy?: string;
      readonly cause?: string;
    }
  | { readonly kind: 'abort'; readonly message: string }
  | { readonly kind: 'other'; readonly message: string };
