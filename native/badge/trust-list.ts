import { sign } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { ListSigningKey, SignedTrustList, TrustList } from '../../core/badge/trust-list.ts';
import { trustListBytes, trustListSchema } from '../../core/badge/trust-list.ts';
import { FoyerError } from '../../core/contract/errors.ts';
import type { BadgeTrustResponse } from '../../core/sync/wire.ts';
import { openBadgeFiles } from './badge-files.ts';
import { generateListKey, importPrivateKey, importPublicKey, isSignedBy } from './keys.ts';

/**
 * Brings the signed list of this machine's tenant up to its keys and revocations, and returns it. Returns the list
 * as it is where another machine signs it, and null where there is neither a list nor a key to sign one with.
 */
export function publishTrustList({ dataDir, tenant, nowMs }: { dataDir: string; tenant: string; nowMs: number }): SignedTrustList | null {
  const files = openBadgeFiles(dataDir);
  const stored = files.trust().lists.find((one) => openTrustList(one)?.tenant === tenant) ?? null;
  if (files.signingKey()?.tenant !== tenant) return stored;
  const key = ensureListKey(dataDir, tenant);
  if (stored !== null && stored.signer !== key.publicKey) return stored;
  const before = stored === null ? null : openTrustList(stored);
  const now = { keys: files.keyring().keys.filter((one) => one.tenant === tenant), revoked: files.revocations().revoked };
  if (before !== null && isDeepStrictEqual({ keys: before.keys, revoked: before.revoked }, now)) return stored;
  const signed = signTrustList(key, { version: 1, tenant, serial: Math.max((before?.serial ?? -1) + 1, nowMs), ...now });
  storeTrustList(dataDir, tenant, signed);
  return signed;
}

export function signTrustList(key: ListSigningKey, list: TrustList): SignedTrustList {
  const text = JSON.stringify(list);
  const signature = sign(null, trustListBytes(text), importPrivateKey(key.privateKey)).toString('base64url');
  return { list: text, signer: key.publicKey, signature };
}

/** The list, or null when its signature or content is not good. */
export function openTrustList({ list, signer, signature }: SignedTrustList): TrustList | null {
  try {
    if (!isSignedBy(importPublicKey(signer), trustListBytes(list), Buffer.from(signature, 'base64url'))) return null;
    return trustListSchema.safeParse(JSON.parse(list)).data ?? null;
  } catch {
    return null;
  }
}

export interface TrustOptions {
  /** `badges.trustKey` of the configuration: the only signer whose lists count. Left out: whose list came first. */
  readonly trustKey?: string | undefined;
}

/**
 * Keeps what the cloud says about the tenant's badges, if it is signed as it has to be and no older than what is here.
 * @throws FoyerError code "trust-list-forged" | "trust-list-of-another-signer" | "trust-list-stale"; nothing is changed then.
 */
export function mergeBadgeTrust(dataDir: string, tenant: string, incoming: BadgeTrustResponse, options: TrustOptions = {}): void {
  if (incoming.list !== null) acceptTrustList(dataDir, tenant, incoming.list, options);
  if (incoming.foreignKey === undefined) return;
  const files = openBadgeFiles(dataDir);
  const { keys } = files.foreignKeys();
  if (keys[tenant] !== incoming.foreignKey) files.writeForeignKeys({ version: 1, keys: { ...keys, [tenant]: incoming.foreignKey } });
}

function acceptTrustList(dataDir: string, tenant: string, incoming: SignedTrustList, { trustKey }: TrustOptions): void {
  const list = openTrustList(incoming);
  if (list === null || list.tenant !== tenant) throw refusal('trust-list-forged', 'is not signed as it has to be');
  const files = openBadgeFiles(dataDir);
  const stored = files.trust().lists.find((one) => openTrustList(one)?.tenant === tenant);
  // A list that this machine signed itself binds it to nobody.
  const bound = stored !== undefined && stored.signer !== files.listSigningKey()?.publicKey ? stored.signer : incoming.signer;
  if (incoming.signer !== (trustKey ?? bound)) throw refusal('trust-list-of-another-signer', `was signed by ${incoming.signer}`);
  const before = stored?.signer === incoming.signer ? openTrustList(stored) : null;
  if (before !== null && before.serial === list.serial) return;
  if (before !== null && before.serial > list.serial) throw refusal('trust-list-stale', 'is older than the one here');
  storeTrustList(dataDir, tenant, incoming);
}

function storeTrustList(dataDir: string, tenant: string, signed: SignedTrustList): void {
  const files = openBadgeFiles(dataDir);
  const others = files.trust().lists.filter((one) => (openTrustList(one)?.tenant ?? tenant) !== tenant);
  files.writeTrust({ version: 1, lists: [...others, signed] });
}

/** The key that signs this machine's lists; made once. */
export function ensureListKey(dataDir: string, tenant: string): ListSigningKey {
  const files = openBadgeFiles(dataDir);
  const known = files.listSigningKey();
  if (known?.tenant === tenant) return known;
  const key = generateListKey(tenant);
  files.writeListSigningKey(key);
  return key;
}

const REMEDIES = {
  'trust-list-forged': 'Somebody between this kiosk and the endpoint may have changed it: check sync.url and its certificate.',
  'trust-list-of-another-signer':
    'If badges are issued by another machine now, put its key into badges.trustKey (`foyer badge keygen` and `rotate-key` print it); else find out who answers at sync.url.',
  'trust-list-stale':
    'The endpoint was set back to an old state: publish again with any `foyer badge` command on the machine that issues badges.',
} as const;

function refusal(code: keyof typeof REMEDIES, what: string): FoyerError {
  return new FoyerError(`the list of good badges ${what}; the one here stays in force`, {
    fault: 'operator',
    code,
    remedy: REMEDIES[code],
  });
}
