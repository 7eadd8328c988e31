import { FoyerError } from '../../core/contract/errors.ts';

/** Guests' keys travel here: TLS, or the same machine. */
export function urlProblem(url: string): FoyerError | null {
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: '', hostname: '' };
  if (protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))) return null;
  return new FoyerError(`sync.url "${url}" would send guests' keys unencrypted over the network`, {
    fault: 'operator',
    code: 'sync-insecure-url',
    remedy: 'Use https; plain http is for an endpoint on the same machine.',
  });
}

/** Whether there is something to show to the endpoint: this machine's enrolment with the tenant, or a static token. */
export function credentialsProblem(options: {
  readonly tenant: string;
  readonly identity: { readonly tenant: string } | null;
  readonly token?: string | undefined;
}): FoyerError | null {
  const { tenant, identity, token } = options;
  if (identity?.tenant === tenant || (token !== undefined && token !== '')) return null;
  if (identity) {
    return new FoyerError(`this kiosk is enrolled with tenant "${identity.tenant}", and sync.tenant is "${tenant}"`, {
      fault: 'operator',
      code: 'sync-wrong-tenant',
      remedy: `Set sync.tenant to "${identity.tenant}", or enrol this kiosk with "${tenant}": foyer kiosk enrol.`,
    });
  }
  return new FoyerError('sync.url is set, but this kiosk is not enrolled there', {
    fault: 'operator',
    code: 'sync-no-token',
    remedy:
      'Enrol it: `foyer cloud enrol-code TENANT` at the endpoint, `foyer kiosk enrol CODE` here. Or put a static token into the environment variable named by sync.tokenEnv (FOYER_SYNC_TOKEN).',
  });
}
