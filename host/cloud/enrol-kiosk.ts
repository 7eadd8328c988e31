import { FoyerError } from '../../core/contract/errors.ts';
import { enrolMessage, enrolRequestSchema, enrolResponseSchema, normaliseCode } from '../../core/sync/enrolment.ts';
import { pinFleetKey } from '../fleet/fleet-key.ts';
import { prepareIdentity } from './device-identity.ts';
import { createHttpCall } from './http-call.ts';
import { urlProblem } from './sync-config.ts';

const REQUEST_MS = 15_000;

export interface EnrolOptions {
  readonly dataDir: string;
  /** As `foyer cloud enrol-code` printed it: "TENANT/K7QD-9XWM-T4PA". */
  readonly code: string;
  readonly url: string;
  /** What staff call this kiosk. */
  readonly name: string;
  readonly fetch?: typeof fetch;
}

/**
 * Enrols this machine with the endpoint and keeps its identity in DIR/keys. Safe to repeat with the same code when the
 * answer was lost.
 * @throws FoyerError "bad-enrol-code" for one that is none, "sync-insecure-url", and as HttpCall does.
 */
export async function enrolKiosk(options: EnrolOptions): Promise<{ readonly tenant: string; readonly device: string }> {
  const { dataDir, url, name, fetch: fetchFrom = fetch } = options;
  const insecure = urlProblem(url);
  if (insecure !== null) throw insecure;
  const slash = options.code.lastIndexOf('/');
  const [tenant, code] = [options.code.slice(0, Math.max(slash, 0)).trim(), normaliseCode(options.code.slice(slash + 1))];
  if (!enrolRequestSchema.pick({ tenant: true, code: true }).safeParse({ tenant, code }).success) throw badCode(options.code);
  const identity = prepareIdentity(dataDir, tenant);
  const request = { tenant, code, publicKey: identity.publicKey, name };
  const body = { ...request, signature: identity.sign(enrolMessage(request)) };
  const call = createHttpCall({ url, fetch: fetchFrom });
  const { device, fleetKey } = await call({ path: 'v1/enrol', body, answer: enrolResponseSchema, signal: AbortSignal.timeout(REQUEST_MS) });
  identity.confirm(device);
  if (fleetKey !== undefined) pinFleetKey(dataDir, device, fleetKey);
  return { tenant, device };
}

function badCode(code: string): FoyerError {
  return new FoyerError(`"${code}" is not an enrolment code`, {
    fault: 'operator',
    code: 'bad-enrol-code',
    remedy: 'Give it as `foyer cloud enrol-code` printed it, with the tenant: grand-hotel/K7QD-9XWM-T4PA.',
  });
}
