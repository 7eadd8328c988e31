import { FoyerError } from '../contract/errors.ts';
import type { Clock } from '../ports.ts';
import type { PlanEvent, Planner, PlanRequest } from './planner.ts';

export interface PlanLimits {
  /** The fallback takes over when the planner gave nothing by then. */
  readonly firstEventMs: number;
  readonly remainingMs: number;
  /** Asked before each wait: how long the guest may still be left without a sound. */
  readonly silenceMs?: () => number;
}

/**
 * One plan of one planner, ended with an error when its first event or its whole takes too long.
 * @throws FoyerError fault "network" code "planner-too-slow"; whatever the planner throws.
 */
export async function* planWithin(
  planner: Planner,
  request: PlanRequest,
  limits: PlanLimits,
  clock: Clock,
  signal: AbortSignal,
): AsyncGenerator<PlanEvent> {
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  const events = planner.plan(request, both)[Symbol.asyncIterator]();
  const endsAtMs = clock.nowMs() + limits.remainingMs;
  const silenceMs = limits.silenceMs ?? (() => Number.POSITIVE_INFINITY);
  let waitMs = Math.min(limits.firstEventMs, limits.remainingMs, silenceMs());
  try {
    for (;;) {
      const next = await within(events.next(), waitMs, clock, signal);
      if (next.done === true) return;
      yield next.value;
      waitMs = Math.min(endsAtMs - clock.nowMs(), silenceMs());
    }
  } catch (error) {
    // The planner is told why, to know a slow endpoint from a guest who interrupts.
    stop.abort(error);
    throw error;
  } finally {
    stop.abort();
  }
}

function within<T>(promise: Promise<T>, ms: number, clock: Clock, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(Math.max(0, ms), () =>
      reject(
        new FoyerError(`the planner gave nothing for ${Math.round(ms)} ms`, {
          fault: 'network',
          code: 'planner-too-slow',
          remedy: 'Check the model endpoint, or raise llm.firstTokenMs.',
        }),
      ),
    );
    const aborted = () => reject(signal.reason);
    signal.addEventListener('abort', aborted, { once: true });
    const settle = () => {
      cancel();
      signal.removeEventListener('abort', aborted);
    };
    promise.then(
      (value) => {
        settle();
        resolve(value);
      },
      (error: unknown) => {
        settle();
        reject(error);
      },
    );
  });
}
