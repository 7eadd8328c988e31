import { z } from 'zod';

/**
 * Who has to act when something goes wrong. Faults decide what is shown to whom: guests are told
 * kindly, staff precisely.
 */
export const faultSchema = z.enum(['operator', 'guest', 'model', 'device', 'network', 'bug']);
export type Fault = z.infer<typeof faultSchema>;

export interface FoyerErrorOptions {
  readonly fault: Fault;
  /** Stable kebab-case code, for tests, logs and translations. */
  readonly code: string;
  /** What the reader can do about it, one sentence. */
  readonly remedy?: string;
  readonly cause?: unknown;
}

/** Every error this project throws on purpose. `message` names the bad value, `remedy` the way out. */
export class FoyerError extends Error {
  override readonly name = 'FoyerError';
  readonly fault: Fault;
  readonly code: string;
  readonly remedy: string | undefined;

  constructor(message: string, options: FoyerErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.fault = options.fault;
    this.code = options.code;
    this.remedy = options.remedy;
  }
}

/** Why a message was refused. The session lives on after each of them except a failed hello. */
export const refusalCodeSchema = z.enum([
  'not-json',
  'unknown-type',
  'invalid',
  'oversized',
  'out-of-order',
  'protocol-mismatch',
  'hello-first',
  'not-allowed',
  'rate-limited',
  'internal',
]);
export type RefusalCode = z.infer<typeof refusalCodeSchema>;
