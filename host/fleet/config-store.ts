import { join } from 'node:path';
import { z } from 'zod';
import { type ConfigFailure, configFailureSchema } from '../../core/contract/fleet.ts';
import type { FleetConfigPayload } from '../../core/contract/fleet-config.ts';
import type { Log } from '../../core/ports.ts';
import { loadDeviceIdentity } from '../cloud/device-identity.ts';
import {
  beginTrial,
  countStart,
  failTrial,
  inUse,
  NO_TRIALS,
  passTrial,
  type Trials,
  trialsSchema,
  uncountStart,
} from '../updates/trials.ts';
import { createStateFile } from './state-file.ts';

const taken = z.object({ version: z.number().int().positive(), config: z.record(z.string(), z.unknown()) });
/** A configuration of the fleet as this kiosk took it. */
export type TakenConfig = z.infer<typeof taken>;

const stateSchema = z.object({
  /** As which the kiosk was enrolled: versions of another enrolment count for nothing. */
  device: z.string().nullable(),
  /** The newest version it has had, good or not. */
  seen: z.number().int().nonnegative(),
  trials: trialsSchema(taken),
  failed: configFailureSchema.nullable(),
});
type State = z.infer<typeof stateSchema>;

/** DIR/fleet/config.json: the fleet's configuration in use, the last good one, and which failed here. */
export interface FleetConfigStore {
  /** What holds from the next start on; null: config.yaml alone. */
  current(): TakenConfig | null;
  /** The newest version this kiosk has had. */
  seen(): number;
  onTrial(): Trials<TakenConfig>['trial'];
  /** The last that failed here. */
  failed(): ConfigFailure | null;
  /** To be tried from the next start on. @param needs parts that work now */
  take(payload: FleetConfigPayload, needs: readonly string[]): void;
  refuse(version: number, why: string): void;
  /** @returns what has just been given up because the kiosk kept ending with it */
  countStart(): ConfigFailure | null;
  uncountStart(): void;
  pass(): void;
  /** Back to the last good one, from the next start on. */
  fail(why: string): void;
}

export interface FleetConfigStoreOptions {
  readonly dataDir: string;
  readonly log: Pick<Log, 'error'>;
  readonly beforeStep?: (step: string) => void;
}

const idOf = ({ version }: TakenConfig) => String(version);

export function createFleetConfigStore({ dataDir, log, beforeStep }: FleetConfigStoreOptions): FleetConfigStore {
  const device = deviceOf(dataDir);
  const empty: State = { device, seen: 0, trials: NO_TRIALS, failed: null };
  const path = join(dataDir, 'fleet', 'config.json');
  const file = createStateFile({ path, schema: stateSchema, empty, log, ...(beforeStep === undefined ? {} : { beforeStep }) });
  const read = (): State => {
    const state = file.read();
    return state.device === device ? state : empty;
  };
  const update = (change: (state: State) => State) => {
    const state = read();
    const next = change(state);
    if (next !== state) file.write(next);
  };
  const rolledBack = ({ version }: TakenConfig, why: string): ConfigFailure => ({ version, state: 'rolled-back', why: why.slice(0, 300) });

  return {
    current: () => inUse(read().trials),
    seen: () => read().seen,
    onTrial: () => read().trials.trial,
    failed: () => read().failed,
    take({ version, config }, needs) {
      update((state) => ({ ...state, seen: Math.max(state.seen, version), trials: beginTrial(state.trials, { version, config }, needs) }));
    },
    refuse(version, why) {
      update((state) => ({
        ...state,
        seen: Math.max(state.seen, version),
        failed: { version, state: 'refused', why: why.slice(0, 300) },
      }));
    },
    countStart() {
      let gaveUp: ConfigFailure | null = null;
      update((state) => {
        const { trial } = state.trials;
        const trials = countStart(state.trials, idOf);
        if (trials === state.trials) return state;
        if (trial === null || trials.trial !== null) return { ...state, trials };
        gaveUp = rolledBack(trial.value, trials.refused.at(-1)?.reason ?? 'it was not healthy');
        return { ...state, trials, failed: gaveUp };
      });
      return gaveUp;
    },
    uncountStart: () => update((state) => (state.trials.trial === null ? state : { ...state, trials: uncountStart(state.trials) })),
    pass: () => update((state) => ({ ...state, trials: passTrial(state.trials) })),
    fail(why) {
      update((state) => {
        const { trial } = state.trials;
        if (trial === null) return state;
        return { ...state, trials: failTrial(state.trials, idOf, why), failed: rolledBack(trial.value, why) };
      });
    },
  };
}

/** A broken identity is told elsewhere; here it is as none. */
function deviceOf(dataDir: string): string | null {
  try {
    return loadDeviceIdentity(dataDir)?.device ?? null;
  } catch {
    return null;
  }
}
