import type { FleetKey, SignedConfig } from '../../core/contract/fleet-config.ts';
import type { Clock, Log } from '../../core/ports.ts';
import type { Finding } from './collect-heartbeat.ts';
import type { FleetConfigStore } from './config-store.ts';
import { type Health, startHealthCheck, workingParts } from './health-check.ts';
import type { RestartDesk } from './restart-desk.ts';
import { verifyConfig } from './signed-config.ts';

export interface ConfigDeskOptions {
  readonly store: FleetConfigStore;
  readonly tenant: string;
  readonly device: string;
  /** The fleet's key; asked for once where the kiosk enrolled before enrolment gave it. */
  readonly key: () => Promise<FleetKey>;
  readonly health: () => Health;
  readonly restarts: Pick<RestartDesk, 'ask' | 'possible'>;
  /** Within that a kiosk has to be well after a change. */
  readonly healthMs: number;
  readonly clock: Pick<Clock, 'after' | 'nowMs'>;
  readonly log: Log;
}

/** Takes configurations of the fleet, has the kiosk try them, and goes back by itself. */
export interface ConfigDesk {
  /** What this process runs with; 0: none. */
  readonly version: number;
  receive(signed: SignedConfig): Promise<void>;
  findings(): readonly Finding[];
  close(): void;
}

/** A part that comes up and dies again at once is not up. */
const STEADY_MS = 5000;

export function createConfigDesk(options: ConfigDeskOptions): ConfigDesk {
  const { store, health, restarts, clock, log, healthMs } = options;
  const version = store.current()?.version ?? 0;
  let problem: Finding | null = null;

  const settle = (unhealthy: string | null) => {
    try {
      if (unhealthy === null) store.pass();
      else store.fail(unhealthy);
    } catch (error) {
      // A full disk: it stays on trial, and the next start looks again. Nothing else would catch this in a timer.
      log.error('fleet.config-not-settled', { version, error });
      return;
    }
    if (unhealthy === null) return log.info('fleet.config-good', { version });
    log.warn('fleet.config-rolled-back', { version, why: unhealthy });
    void restarts.ask(`configuration ${version} rolled back`);
  };
  const trial = store.onTrial();
  // One that was taken in a process that never ended has not begun.
  const check =
    trial === null || trial.value.version !== version
      ? null
      : startHealthCheck({ needs: trial.needs, health, clock, withinMs: healthMs, steadyMs: STEADY_MS, onDone: settle });

  return {
    version,
    async receive(signed) {
      // One after another: what is on trial is settled first, and the endpoint sends the next again.
      if (store.onTrial() !== null) return;
      const { tenant, device } = options;
      const verified = verifyConfig(signed, { key: await options.key(), tenant, device, seen: store.seen() });
      if (!verified.ok) {
        if (problem?.message !== verified.why) log.warn('fleet.config-refused', { version: verified.version, why: verified.why });
        if (verified.version === null) problem = { code: 'config-refused', message: verified.why };
        else store.refuse(verified.version, verified.why);
        return;
      }
      problem = null;
      const { payload } = verified;
      store.take(payload, workingParts(health()));
      log.info('fleet.config-taken', { version: payload.version, keys: Object.keys(payload.config) });
      if (!restarts.possible)
        problem = { code: 'restart-needed', message: `configuration ${payload.version} waits for the kiosk's next start` };
      void restarts.ask(`configuration ${payload.version}`);
    },
    findings: () => (problem === null ? [] : [problem]),
    close: () => check?.close(),
  };
}
