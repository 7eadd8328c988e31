import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import { connect, type PeerCertificate } from 'node:tls';
import type { Check } from '../../core/contract/index.ts';
import { type DoctorContext, fail, ok, type Probe, warn } from './check.ts';

const CONNECT_MS = 5000;
const DAY_MS = 86_400_000;
/** What renews itself is renewed a month before; somebody is to look when that did not happen. */
const SOON_DAYS = 21;

export const certificatesProbe: Probe = {
  name: 'certificates',
  async run(context) {
    const found = await Promise.all(targets(context).map(([key, url]) => certificateOf(key, new URL(url))));
    return [...ownAuthority(context), ...found];
  },
};

/** Every address with TLS that this kiosk is configured to call. */
function targets({ config }: DoctorContext): readonly (readonly [string, string])[] {
  const named: readonly (readonly [string, string | undefined])[] = [
    ['sync.url', config.sync.url],
    ['webhook.url', config.webhook.url],
    ['llm.baseUrl', config.llm.baseUrl],
  ];
  return named.flatMap(([key, url]) => (url?.startsWith('https:') ? [[key, url] as const] : []));
}

function ownAuthority({ env }: DoctorContext): readonly Check[] {
  const file = env.NODE_EXTRA_CA_CERTS;
  if (file === undefined || file === '') return [];
  return existsSync(file)
    ? [ok('own authority', `${file} is trusted as well`)]
    : [
        fail(
          'own authority',
          `NODE_EXTRA_CA_CERTS is ${file}, which does not exist`,
          'Name the file with your authority, or take the variable away.',
        ),
      ];
}

function certificateOf(key: string, { hostname, port, host }: URL): Promise<Check> {
  const name = `certificate of ${key}`;
  const bare = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const socket = connect({
      host: bare,
      port: Number(port || 443),
      // Judged here, so that the reason can be told.
      rejectUnauthorized: false,
      ...(isIP(bare) === 0 && { servername: bare }),
    });
    const done = (check: Check) => {
      socket.destroy();
      resolve(check);
    };
    socket.setTimeout(CONNECT_MS, () => done(warn(name, `${host} does not answer`, 'Check the network and the address.')));
    socket.once('error', (error) => done(warn(name, `${host} cannot be reached: ${error.message}`, 'Check the network and the address.')));
    socket.once('secureConnect', () => done(judge(name, host, socket.getPeerCertificate(), socket.authorizationError, Date.now())));
  });
}

function judge(name: string, host: string, certificate: PeerCertificate, problem: Error | string | null | undefined, nowMs: number): Check {
  const until = Date.parse(certificate.valid_to ?? '');
  const day = Number.isNaN(until) ? 'an unknown day' : new Date(until).toISOString().slice(0, 10);
  if (until < nowMs) return fail(name, `${host}: it ran out on ${day}`, 'Renew it on that server, and look why it did not renew itself.');
  if (Date.parse(certificate.valid_from ?? '') > nowMs)
    return fail(name, `${host}: it is not good yet`, "Look at this machine's clock first, then at the server.");
  if (problem) {
    const why = problem instanceof Error ? ((problem as NodeJS.ErrnoException).code ?? problem.message) : problem;
    return fail(
      name,
      `${host}: it is not trusted here (${why})`,
      REMEDIES[why] ?? 'Give that server a certificate of an authority this machine trusts.',
    );
  }
  const days = Math.floor((until - nowMs) / DAY_MS);
  return days < SOON_DAYS
    ? warn(
        name,
        `${host}: good for ${days} more ${days === 1 ? 'day' : 'days'}`,
        'Renew it on that server, and look why it did not renew itself.',
      )
    : ok(name, `${host}: good until ${day}`);
}

const OWN = 'Name the file with your own authority in NODE_EXTRA_CA_CERTS, where the kiosk is started.';
const REMEDIES: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: OWN,
  SELF_SIGNED_CERT_IN_CHAIN: OWN,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: `${OWN} Or let the server send its whole chain.`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: `${OWN} Or let the server send its whole chain.`,
  ERR_TLS_CERT_ALTNAME_INVALID: 'Use the name that the certificate is for, or have this name put in.',
};
