import { readFileSync } from 'node:fs';

/** Kernel's lists of TCP sockets, IPv4 and IPv6, with the user that each belongs to. */
const TABLES = ['/proc/net/tcp', '/proc/net/tcp6'];

/** The user of this machine whose program is at the other end; null where the system does not tell. */
export function peerUser({ localPort, remotePort }: { readonly localPort?: number | undefined; readonly remotePort?: number | undefined }) {
  if (localPort === undefined || remotePort === undefined) return null;
  const users = new Set(TABLES.flatMap((table) => usersOf(read(table), remotePort, localPort)));
  // Two of different users on the same ports, from different addresses: one of them pretends.
  const [user, ...others] = users;
  return user === undefined || others.length > 0 ? null : user;
}

/** Users of the sockets that go from one port to the other, in the kernel's own format (proc_net_tcp). */
export function usersOf(table: string, from: number, to: number): number[] {
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, remote]) => portOf(local) === from && portOf(remote) === to)
    .map((fields) => Number(fields[7]))
    .filter(Number.isInteger);
}

function portOf(address = ''): number {
  return Number.parseInt(address.split(':')[1] ?? '', 16);
}

function read(table: string): string {
  try {
    return readFileSync(table, 'utf8');
  } catch {
    return '';
  }
}
