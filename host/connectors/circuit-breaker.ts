import { FoyerError } from '../../core/contract/errors.ts';
import type { Clock } from '../../core/ports.ts';

export interface CircuitBreakerOptions {
  /** After so many failures one after the other nothing is sent. */
  readonly failures: number;
  /** For so long; then one call is let through, and decides. */
  readonly openMs: number;
  readonly clock: Pick<Clock, 'nowMs'>;
  /** It opened (true) or closed again. */
  readonly onChange?: (open: boolean) => void;
}

export interface CircuitBreaker {
  /** Runs `call` unless the circuit is open. Only what `isFailure` counts opens it. @throws FoyerError code "connector-resting" */
  run<T>(call: () => Promise<T>): Promise<T>;
}

/** Keeps a system that is down from being asked, and guests from waiting for it. */
export function createCircuitBreaker({ failures, openMs, clock, onChange = () => {} }: CircuitBreakerOptions): CircuitBreaker {
  let failed = 0;
  let openUntilMs: number | null = null;
  let trying = false;

  const succeeded = () => {
    failed = 0;
    if (openUntilMs !== null) onChange(false);
    openUntilMs = null;
  };
  const countFailure = () => {
    failed += 1;
    if (openUntilMs === null && failed < failures) return;
    if (openUntilMs === null) onChange(true);
    openUntilMs = clock.nowMs() + openMs;
  };

  return {
    async run(call) {
      const halfOpen = openUntilMs !== null;
      if (openUntilMs !== null && (clock.nowMs() < openUntilMs || trying)) {
        throw new FoyerError('it failed several times and is left alone for a while', {
          fault: 'network',
          code: 'connector-resting',
          remedy: 'Check the system that is connected; it is tried again by itself.',
        });
      }
      trying = halfOpen;
      try {
        const result = await call();
        succeeded();
        return result;
      } catch (error) {
        if (isFailure(error)) countFailure();
        // It answered, if only to refuse.
        else if (error instanceof FoyerError) succeeded();
        throw error;
      } finally {
        if (halfOpen) trying = false;
      }
    },
  };
}

/** A refusal of one request, or a guest who breaks off, says nothing about the system. */
function isFailure(error: unknown): boolean {
  return error instanceof FoyerError && error.fault === 'network' && error.code !== 'connector-refused';
}
