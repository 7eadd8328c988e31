import { lookup } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import { Agent, fetch, type RequestInit, type Response } from 'undici';
import type { Reach } from '../../core/contract/connector.ts';
import { FoyerError } from '../../core/contract/errors.ts';

export interface GuardedFetch {
  /** As fetch, to allowed hosts alone. Redirects come back as they are and are not followed. */
  fetch(url: URL, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

const PRIVATE = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 96],
  // An IPv4 address in IPv6: translated, tunnelled by Teredo or 6to4.
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
  ['fec0::', 10],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv6');

/** Of this machine, its network, or nobody's. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  return family === 0 || PRIVATE.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** Why an address may not be asked, or null. */
export function refusedUrl(url: URL, { allow, privateNetwork }: Pick<Reach, 'allow' | 'privateNetwork'>): string | null {
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && privateNetwork))
    return `"${url.protocol.slice(0, -1)}" is not https; http needs privateNetwork: true`;
  if (url.username !== '' || url.password !== '') return 'an address holds no user name or password';
  if (!allow.includes(url.host)) return `"${url.host}" is not in allow`;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && isPrivateAddress(host) && !privateNetwork)
    return `"${url.host}" is a private address; allow it with privateNetwork: true`;
  return null;
}

/**
 * Asks allowed hosts only, and checks the very address that is connected to: a name that leads to this machine or its network
 * is refused, whatever it led to a moment ago.
 */
export function createGuardedFetch(reach: Reach): GuardedFetch {
  const agent = new Agent({
    maxResponseSize: reach.maxBytes,
    connect: {
      lookup(host, options, done) {
        lookup(host, options, (error, address, family) => {
          const all = typeof address === 'string' ? [address] : (address ?? []).map((one) => one.address);
          const bad = reach.privateNetwork ? undefined : all.find(isPrivateAddress);
          if (error === null && bad !== undefined) done(new Error(`"${host}" leads to a private address`), '', 0);
          else done(error, address as string, family);
        });
      },
    },
  });
  return {
    async fetch(url, init) {
      const refused = refusedUrl(url, reach);
      if (refused !== null) throw new FoyerError(refused, { fault: 'operator', code: 'connector-not-allowed' });
      return fetch(url, { ...init, redirect: 'manual', dispatcher: agent });
    },
    close: () => agent.destroy(),
  };
}
