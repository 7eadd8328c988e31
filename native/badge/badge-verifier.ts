import type { KeyObject } from 'node:crypto';
import type { BadgeTrust } from '../../core/badge/badge-rules.ts';
import { checkBadge } from '../../core/badge/badge-rules.ts';
import type { BadgeKey, Revocations } from '../../core/badge/keyring.ts';
import type { BadgeVerifier, Log } from '../../core/ports.ts';
import { openBadgeFiles } from './badge-files.ts';
import { ensureBadgeKeys } from './badge-issuer.ts';
import { createForeignHash, ensureForeignKey } from './foreign-hash.ts';
import { importPublicKey, isSignedBy } from './keys.ts';
import type { TrustOptions } from './trust-list.ts';
import { openTrustList } from './trust-list.ts';

export interface ForeignPolicy {
  readonly foreign: 'off' | 'allow';
  readonly patterns: readonly string[];
}

export interface BadgeVerifierOptions extends TrustOptions {
  /** Reads the files of keys/ there (see openBadgeFiles), and again when they change. */
  readonly dataDir: string;
  readonly tenant: string;
  readonly log: Log;
  /** Make a key pair when the directory has none, so that `foyer badge issue` works at once. Default true. */
  readonly makeKeys?: boolean;
  /** Whether badges that somebody else printed count. Default: none. */
  readonly policy?: ForeignPolicy;
  /** Milliseconds since 1970, for the expiry. */
  readonly wallMs?: () => number;
}

/**
 * Accepts badges of one tenant against the public keys in the data directory, without a network: its own, and those of
 * the signed list that came with the sync. Neither this nor verify() throws: files that cannot be read are logged, and
 * the last good keys (at first none) stay in force.
 */
export function createBadgeVerifier(options: BadgeVerifierOptions): BadgeVerifier {
  const { dataDir, tenant, log, makeKeys = true, policy, wallMs = Date.now } = options;
  const files = openBadgeFiles(dataDir);
  let stamp = '';
  let trust = createBadgeTrust(tenant, [], { version: 1, revoked: [] });

  function readList(): { keys: readonly BadgeKey[]; revoked: Revocations['revoked'] } {
    for (const signed of files.trust().lists) {
      const list = openTrustList(signed);
      if (list === null) log.error('badge.trust-list-forged', { file: files.paths.trust });
      else if (list.tenant === tenant && signed.signer === (options.trustKey ?? signed.signer)) return list;
    }
    return { keys: [], revoked: [] };
  }
  function refresh(): void {
    const present = files.stamp();
    if (present === stamp) return;
    stamp = present;
    try {
      const list = readList();
      const revocations = { version: 1 as const, revoked: [...files.revocations().revoked, ...list.revoked] };
      const foreignKey = policy?.foreign === 'allow' ? files.foreignKeys().keys[tenant] : undefined;
      const foreign =
        foreignKey === undefined || policy === undefined ? undefined : { ...policy, hash: createForeignHash(tenant, foreignKey) };
      trust = createBadgeTrust(tenant, [...files.keyring().keys, ...list.keys], revocations, foreign);
    } catch (error) {
      log.error('badge.keys-unreadable', { error });
    }
  }
  function makeFirstKeys(): void {
    try {
      if (policy?.foreign === 'allow') ensureForeignKey(dataDir, tenant);
      if (!makeKeys || files.keyring().keys.length > 0 || files.trust().lists.length > 0) return;
      ensureBadgeKeys({ dataDir, tenant, nowMs: wallMs() });
      log.info('badge.keys-made', { keyring: files.paths.keyring });
    } catch (error) {
      log.error('badge.keys-not-made', { error });
    }
  }
  makeFirstKeys();
  return {
    verify(payload) {
      refresh();
      return checkBadge(payload, trust, wallMs());
    },
  };
}

/** What checkBadge() needs, from keys and revocations already read. Keys of other tenants are not trusted. */
export function createBadgeTrust(
  tenant: string,
  keys: readonly BadgeKey[],
  revocations: Revocations,
  foreign?: BadgeTrust['foreign'],
): BadgeTrust {
  const trusted = new Map<string, KeyObject[]>();
  for (const key of keys.filter((k) => k.tenant === tenant))
    trusted.set(key.keyId, [...(trusted.get(key.keyId) ?? []), importPublicKey(key.publicKey)]);
  const revoked = new Map<string, number>();
  for (const { guestId, upToIssue } of revocations.revoked) revoked.set(guestId, Math.max(upToIssue, revoked.get(guestId) ?? -1));
  return {
    tenant,
    checkSignature: (keyId, badge) => trusted.get(keyId)?.some((key) => isSignedBy(key, badge.signed, badge.signature)) ?? null,
    revokedUpTo: (guestId) => revoked.get(guestId) ?? -1,
    ...(foreign !== undefined && { foreign }),
  };
}
