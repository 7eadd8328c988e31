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

export function tokenProblem(token: string | undefined): FoyerError | null {
  if (token !== undefined && token !== '') return null;
  return new FoyerError('sync.url is set, but there is no token for it', {
    fault: 'operator',
    code: 'sync-no-token',
    remedy: 'Put the token that `foyer cloud serve` printed into the environment variable named by sync.tokenEnv (FOYER_SYNC_TOKEN).',
  });
}
