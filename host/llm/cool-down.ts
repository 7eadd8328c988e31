import type { Clock } from '../../core/ports.ts';
import { ModelFault } from './model-fault.ts';

/** So many failures one after another, and guests no longer wait for the model for a while. */
const FAILURES = 3;
const REST_MS = 30_000;
/** What only an operator can put right is tried again now and then. */
const OPERATOR_REST_MS = 60_000;
const LONGEST_REST_MS = 300_000;

/** Keeps guests from waiting for an endpoint that is known not to answer. */
export interface CoolDown {
  /** The failure that the endpoint is left alone for, or null: ask it. */
  resting(): unknown;
  failed(error: unknown): void;
  succeeded(): void;
}

export function createCoolDown(clock: Clock): CoolDown {
  let failures = 0;
  let last: unknown = null;
  let untilMs = 0;
  return {
    resting: () => (clock.nowMs() < untilMs ? last : null),
    failed(error) {
      failures += 1;
      last = error;
      const restMs = restOf(error) ?? (failures >= FAILURES ? REST_MS : 0);
      untilMs = Math.max(untilMs, clock.nowMs() + Math.min(restMs, LONGEST_REST_MS));
    },
    succeeded() {
      failures = 0;
      last = null;
      untilMs = 0;
    },
  };
}

/** What the endpoint asked for; one that refuses this key or model will do so in a second, too. */
function restOf(error: unknown): number | null {
  if (!(error instanceof ModelFault)) return null;
  return error.fault === 'operator' ? OPERATOR_REST_MS : error.retryAfterMs;
}
