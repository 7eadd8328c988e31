import type { Check } from '../../core/contract/index.ts';
import { loadDeviceIdentity } from '../cloud/device-identity.ts';
import { urlProblem } from '../cloud/sync-config.ts';
import { createFleetConfigStore } from '../fleet/config-store.ts';
import { pinnedFleetKey } from '../fleet/fleet-key.ts';
import { LINK_WRITTEN_EVERY_MS, readFleetLink } from '../fleet/link-record.ts';
import { type DoctorContext, ok, type Probe, thrown, warn } from './check.ts';

/** It is written down every five minutes, and a kiosk backs off for as long. */
const LATE_MS = 3 * LINK_WRITTEN_EVERY_MS;
const QUIET = { error() {} };

export const fleetProbe: Probe = { name: 'fleet', run: (context) => fleet(context, Date.now()) };

/** What this kiosk knows of the fleet it belongs to: whether it is heard, and which configuration it goes by. */
export function fleet({ config, dataDir }: DoctorContext, nowMs: number): readonly Check[] {
  const { url, tenant } = config.sync;
  if (!config.fleet.enabled) return [ok('fleet', 'off; nobody far away looks after this kiosk')];
  if (url === undefined) return [ok('fleet', 'none; no endpoint is set')];
  try {
    const identity = loadDeviceIdentity(dataDir);
    if (identity === null)
      return [
        warn(
          'fleet',
          'this kiosk has not enrolled: operators do not see it',
          'Make a code with foyer cloud enrol-code, and enrol it: foyer kiosk enrol CODE --url URL. Or set fleet.enabled to false.',
        ),
      ];
    if (identity.tenant !== tenant)
      return [
        warn(
          'fleet',
          `it enrolled with tenant "${identity.tenant}", and sync.tenant is "${tenant}"`,
          'Correct sync.tenant, or enrol it again: foyer kiosk enrol.',
        ),
      ];
    const insecure = urlProblem(url);
    if (insecure !== null) return [thrown('fleet', insecure, 'Give sync.url an address that begins with https.')];
    const { device } = identity;
    return [heard(readFleetLink(dataDir, device, QUIET)?.acceptedMs ?? null, nowMs), ...configuration(dataDir, device)];
  } catch (error) {
    return [thrown('fleet', error, 'Enrol this kiosk again: foyer kiosk enrol.')];
  }
}

function heard(acceptedMs: number | null, nowMs: number): Check {
  const remedy =
    'Start the kiosk if it does not run; else look at the lines of "cloud", "sync" and "certificate", and at "fleet." in its log.';
  if (acceptedMs === null) return warn('fleet', 'the endpoint has taken no heartbeat of this kiosk yet', remedy);
  const at = new Date(acceptedMs).toISOString().replace(/\.\d+Z$/, 'Z');
  return nowMs - acceptedMs > LATE_MS
    ? warn('fleet', `the endpoint last took a heartbeat at ${at}, ${minutes(nowMs - acceptedMs)} min ago`, remedy)
    : ok('fleet', `enrolled; the endpoint took a heartbeat at ${at}`);
}

/** A configuration is taken once its signature is right, so one that is in use was. */
function configuration(dataDir: string, device: string): Check[] {
  const name = 'fleet configuration';
  const store = createFleetConfigStore({ dataDir, log: QUIET });
  const [current, failed, key] = [store.current(), store.failed(), pinnedFleetKey(dataDir, device)];
  const signed = key === null ? 'no key of the fleet is kept yet' : `signed with key ${key.keyId}`;
  const inUse = current === null ? 'none; config.yaml alone counts' : `version ${current.version} is in use`;
  if (current !== null && key === null)
    return [warn(name, `${inUse}, and ${signed}: no newer one can be checked`, 'Enrol this kiosk again: foyer kiosk enrol.')];
  if (failed !== null && failed.version > (current?.version ?? 0)) {
    const what = failed.state === 'refused' ? 'was refused' : 'was rolled back';
    return [
      warn(name, `${inUse}; version ${failed.version} ${what}: ${failed.why}`, 'Correct it at the operator page, where the same is said.'),
    ];
  }
  if (store.onTrial() !== null) return [ok(name, `${inUse}, on trial; ${signed}`)];
  return [ok(name, current === null ? `${inUse}; ${key === null ? signed : `key ${key.keyId} is kept`}` : `${inUse}, ${signed}`)];
}

function minutes(ms: number): number {
  return Math.round(ms / 60_000);
}
