import type { Check } from '../../core/contract/index.ts';
import { loadConfig } from '../config.ts';
import { audioProbe } from './audio.ts';
import { cameraProbe } from './camera.ts';
import { certificatesProbe } from './certificates.ts';
import { type DoctorContext, fail, type Probe, thrown } from './check.ts';
import { clockProbe } from './clock.ts';
import { cloudProbe } from './cloud.ts';
import { configurationProbes } from './configuration.ts';
import { displayProbes } from './display.ts';
import { fleetProbe } from './fleet.ts';
import { kioskFlagsProbe } from './kiosk-flags.ts';
import { machineProbes } from './machine.ts';
import { speechProbes } from './speech.ts';
import { staffPinProbe } from './staff-pin.ts';
import { storageProbes } from './storage.ts';
import { themeProbe } from './theme.ts';
import { venueProbe } from './venue.ts';

const PROBES: readonly Probe[] = [
  ...machineProbes,
  clockProbe,
  ...storageProbes,
  ...configurationProbes,
  themeProbe,
  venueProbe,
  staffPinProbe,
  ...speechProbes,
  audioProbe,
  cameraProbe,
  cloudProbe,
  fleetProbe,
  certificatesProbe,
  ...displayProbes,
  kioskFlagsProbe,
];

/** A probe that has not come back by then is a finding itself. */
const PROBE_LIMIT_MS = 60_000;

export interface RunChecksOptions extends Partial<Pick<DoctorContext, 'env' | 'platform' | 'root' | 'running'>> {
  readonly dataDir: string;
  /** Told each check as soon as it is done. */
  readonly onCheck?: (check: Check) => void;
  /** Told what is looked at next. */
  readonly onProbe?: (name: string, index: number, of: number) => void;
  readonly probes?: readonly Probe[];
  readonly limitMs?: number;
}

/** All that an installer would ask of a machine and the kiosk on it, one after another. Never throws. */
export async function runChecks(options: RunChecksOptions): Promise<readonly Check[]> {
  const { dataDir, env = process.env, platform = process.platform, root = '', running, probes = PROBES } = options;
  const { config, problems } = loadConfig({ dataDir, env });
  const context: DoctorContext = { dataDir, config, problems, env, platform, root, ...(running && { running }) };
  const checks: Check[] = [];
  for (const [index, probe] of probes.entries()) {
    options.onProbe?.(probe.name, index, probes.length);
    for (const check of await runProbe(probe, context, options.limitMs ?? PROBE_LIMIT_MS)) {
      checks.push(check);
      options.onCheck?.(check);
    }
  }
  return checks;
}

async function runProbe(probe: Probe, context: DoctorContext, limitMs: number): Promise<readonly Check[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly Check[]>((resolve) => {
    const check = fail(
      probe.name,
      `no answer within ${Math.round(limitMs / 1000)} s`,
      'Run foyer doctor again; if it stays, look at the system log.',
    );
    timer = setTimeout(() => resolve([check]), limitMs);
  });
  try {
    return await Promise.race([Promise.resolve(probe.run(context)), late]);
  } catch (error) {
    return [thrown(probe.name, error, 'This is a fault of the check itself; please report it.')];
  } finally {
    clearTimeout(timer);
  }
}
