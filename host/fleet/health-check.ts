import type { Capabilities } from '../../core/contract/index.ts';
import type { Clock } from '../../core/ports.ts';

/** What a kiosk needs for guests, beside running at all. */
export const HEALTH_PARTS = ['venue', 'hearing', 'speaking', 'screen'] as const;
export type HealthPart = (typeof HEALTH_PARTS)[number];

export interface Health {
  readonly capabilities: Pick<Capabilities, 'venue' | 'hearing' | 'speaking'>;
  readonly screen: boolean;
}

/** Parts that work at this moment. What is switched off is not missed. */
export function workingParts({ capabilities, screen }: Health): HealthPart[] {
  return HEALTH_PARTS.filter((part) => (part === 'screen' ? screen : capabilities[part].state === 'ready'));
}

/** Of the parts that are needed, those that do not work; a part that was switched off on purpose is not missed. */
export function missingParts(needs: readonly string[], { capabilities, screen }: Health): HealthPart[] {
  return HEALTH_PARTS.filter((part) => {
    if (!needs.includes(part)) return false;
    if (part === 'screen') return !screen;
    const { state } = capabilities[part];
    return state !== 'ready' && !(state === 'off' && part !== 'venue');
  });
}

const LOOK_EVERY_MS = 500;

export interface HealthCheckOptions {
  /** Parts that worked before. */
  readonly needs: readonly string[];
  readonly health: () => Health;
  readonly clock: Pick<Clock, 'after' | 'nowMs'>;
  /** The kiosk has to be well within that, … */
  readonly withinMs: number;
  /** … and then for so long. */
  readonly steadyMs: number;
  /** null: it is well. */
  readonly onDone: (unhealthy: string | null) => void;
}

/** Watches a kiosk after something new came into use. */
export function startHealthCheck({ needs, health, clock, withinMs, steadyMs, onDone }: HealthCheckOptions): { close(): void } {
  const untilMs = clock.nowMs() + withinMs;
  let wellSinceMs: number | null = null;
  let cancel = () => {};
  const look = () => {
    const missing = missingParts(needs, health());
    const nowMs = clock.nowMs();
    wellSinceMs = missing.length === 0 ? (wellSinceMs ?? nowMs) : null;
    if (wellSinceMs !== null && nowMs - wellSinceMs >= steadyMs) return onDone(null);
    // A kiosk that has just come round is given its time.
    if (nowMs >= untilMs && wellSinceMs === null) {
      const seconds = Math.round(withinMs / 1000);
      return onDone(`${missing.join(', ')} ${missing.length === 1 ? 'was' : 'were'} not ready ${seconds} s after the start`);
    }
    cancel = clock.after(LOOK_EVERY_MS, look);
  };
  look();
  return { close: () => cancel() };
}
