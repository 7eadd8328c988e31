import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A certificate (X.509 v3, ECDSA on P-256) and its key, both PEM; as little of it as TLS needs. See RFC 5280. */
export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
}

export interface TestCertificateOptions {
  readonly name: string;
  readonly from: Date;
  readonly until: Date;
  /** Left out: it vouches for itself. */
  readonly issuer?: TestCertificate & { readonly name: string };
  /** It may vouch for others. */
  readonly authority?: boolean;
}

export function createCertificate({ name, from, until, issuer, authority = false }: TestCertificateOptions): TestCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const algorithm = sequence(oid('2a8648ce3d040302'));
  const body = sequence(
    tagged(0xa0, tagged(0x02, [2])),
    tagged(0x02, [1, ...[...Buffer.from(name)].slice(0, 8)]),
    algorithm,
    named(issuer?.name ?? name),
    sequence(time(from), time(until)),
    named(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions(name, authority))),
  );
  const signer: KeyObject = issuer === undefined ? privateKey : createPrivateKey(issuer.key);
  const signature = sign('sha256', body, signer);
  const der = sequence(body, algorithm, tagged(0x03, [0, ...signature]));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return { cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`, key };
}

function extensions(name: string, authority: boolean): Buffer[] {
  const alternative = sequence(oid('551d11'), tagged(0x04, sequence(tagged(0x82, Buffer.from(name)))));
  const basic = sequence(oid('551d13'), tagged(0x01, [0xff]), tagged(0x04, sequence(tagged(0x01, [0xff]))));
  return authority ? [basic, alternative] : [alternative];
}

function tagged(tag: number, content: ArrayLike<number>): Buffer {
  const bytes = Buffer.from(Array.from(content));
  const length = bytes.length;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.from([tag, ...size, ...bytes]);
}

function sequence(...parts: Uint8Array[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function oid(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'));
}

function named(commonName: string): Buffer {
  return sequence(tagged(0x31, sequence(oid('550403'), tagged(0x0c, Buffer.from(commonName)))));
}

/** UTCTime: years of two digits, which is what is written until 2049. */
function time(at: Date): Buffer {
  return tagged(0x17, Buffer.from(`${at.toISOString().replaceAll(/[-:T]/g, '').slice(2, 14)}Z`));
}
