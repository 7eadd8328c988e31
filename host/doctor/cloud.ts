import { z } from 'zod';
import type { Check } from '../../core/contract/index.ts';
import { FoyerError } from '../../core/contract/index.ts';
import { createCloudHttp } from '../cloud/cloud-http.ts';
import { deviceCredentials, fixedCredentials } from '../cloud/credentials.ts';
import { loadDeviceIdentity } from '../cloud/device-identity.ts';
import { createHttpCall } from '../cloud/http-call.ts';
import { credentialsProblem, urlProblem } from '../cloud/sync-config.ts';
import { type DoctorContext, fail, ok, type Probe, warn } from './check.ts';

const REQUEST_MS = 8000;

export const cloudProbe: Probe = { name: 'cloud', run: cloud };

/** The endpoint is named, is there, and lets this kiosk in. */
async function cloud({ config, dataDir, env }: DoctorContext): Promise<readonly Check[]> {
  const { url, tenant, tokenEnv } = config.sync;
  if (url === undefined) return [ok('sync', 'off; memory stays on this kiosk')];
  const found: Check[] = [];
  try {
    const identity = loadDeviceIdentity(dataDir);
    const problem = credentialsProblem({ tenant, identity, token: env[tokenEnv] }) ?? urlProblem(url);
    if (problem !== null) throw problem;
    const call = createHttpCall({ url, fetch });
    const signal = () => AbortSignal.timeout(REQUEST_MS);
    const startedMs = performance.now();
    await call({ path: 'health', body: null, answer: z.looseObject({ status: z.string() }), signal: signal() });
    found.push(ok('cloud', `${url} answers in ${Math.round(performance.now() - startedMs)} ms`));
    const credentials =
      identity === null ? fixedCredentials(env[tokenEnv] ?? '') : deviceCredentials(call, identity, () => performance.now());
    await createCloudHttp(call, credentials).badgeTrust(signal());
    const by = identity === null ? `by the token in ${tokenEnv}` : `as ${identity.device}`;
    return [...found, ok('sync', `let in with tenant "${tenant}" ${by}`)];
  } catch (error) {
    return [...found, faultOf(error, url)];
  }
}

/** A kiosk works without its endpoint; one that is turned away will not be let in by waiting. */
function faultOf(error: unknown, url: string): Check {
  if (!(error instanceof FoyerError)) return warn('sync', String(error), 'Look at keys/cloud-device.json in the data directory.');
  const because = error.cause instanceof Error ? causeOf(error.cause) : '';
  if (error.code === 'cloud-unreachable')
    return warn(
      'cloud',
      `${url} cannot be reached${because}; memory waits on this kiosk`,
      'Check the network, the name and the proxy; the "certificate" lines tell of TLS.',
    );
  if (error.code === 'cloud-refused') return fail('sync', error.message, error.remedy ?? 'Enrol this kiosk again: foyer kiosk enrol.');
  return warn('sync', error.message, error.remedy ?? 'Check sync.url: it does not answer as an endpoint of Foyer does.');
}

function causeOf(error: Error): string {
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return code === '' ? '' : ` (${code})`;
}
