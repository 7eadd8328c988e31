import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type FleetCommand, MAX_LOG_BUNDLE_BYTES } from '../../core/contract/fleet.ts';
import { type BundleOptions, writeSupportBundle } from '../support/support-bundle.ts';
import type { Outcome } from './command-desk.ts';
import type { FleetHttp } from './fleet-http.ts';

/** Of each log file; the first that fits is sent. */
const LOG_BYTES = [2_000_000, 400_000, 60_000, 0];
const UPLOAD_MS = 60_000;

export interface PullLogsOptions {
  readonly dataDir: string;
  readonly tenant: string;
  readonly http: Pick<FleetHttp, 'logs'>;
  readonly running: NonNullable<BundleOptions['running']>;
  readonly signal: AbortSignal;
}

/** Sends what `foyer support-bundle` writes: nothing of a guest, no keys. */
export function createPullLogs({ dataDir, tenant, http, running, signal }: PullLogsOptions): (command: FleetCommand) => Promise<Outcome> {
  return async ({ id }) => {
    const file = join(dataDir, 'fleet', `support-${id}.zip`);
    mkdirSync(join(dataDir, 'fleet'), { recursive: true, mode: 0o700 });
    try {
      for (const logBytes of LOG_BYTES) {
        await writeSupportBundle(dataDir, file, new Date(), { running, logBytes });
        const bundle = readFileSync(file);
        if (bundle.length > MAX_LOG_BUNDLE_BYTES) continue;
        const within = AbortSignal.any([signal, AbortSignal.timeout(UPLOAD_MS)]);
        await http.logs({ tenant, command: id, bundle: bundle.toString('base64') }, within);
        return { state: 'done', detail: `${Math.ceil(bundle.length / 1000)} kB` };
      }
      return { state: 'failed', detail: `even without its logs the bundle is larger than ${MAX_LOG_BUNDLE_BYTES} bytes` };
    } finally {
      rmSync(file, { force: true });
    }
  };
}
