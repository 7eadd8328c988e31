import type { KeyObject } from 'node:crypto';
import type { BadgeTrust } from '../../core/badge/badge-rules.ts';
import { checkBadge } from '../../core/badge/badge-rules.ts';
import type { BadgeKey, Revocations } from '../../core/badge/keyring.ts';
import type { BadgeVerifier, Log } from '../../core/ports.ts';
import { openBadgeFiles } from './badge-files.ts';
import { ensureBadgeKeys } from './badge-issuer.ts';
import { importPublicKey, isSignedBy } from './keys.ts';

export interface BadgeVerifierOptions {
  /** Reads keys/badge-keys.json and keys/badge-revoked.json there, and again when they change. */
  readonly dataDir: string;
  readonly tenant: string;
  readonly log: Log;
  /** Make a key pair when the directory has none, so that `foyer badge issue` works at once. Default true. */
  readonly makeKeys?: boolean;
  /** Milliseconds since 1970, for the expiry. */
  readonly wallMs?: () => number;
}

/**
 * Accepts badges of one tenant against the public keys in the data directory, without a network.
 * Neither this nor verify() throws: files that cannot be read are logged, and the last good keys (at
 * first none) stay in force.
 */
export function createBadgeVerifier(options: BadgeVerifierOptions): BadgeVerifier {
  const { dataDir, tenant, log, makeKeys = true, wallMs = Date.now } = options;
  const files = openBadgeFiles(dataDir);
  let stamp = '';
  let trust = createBadgeTrust(tenant, [], { version: 1, revoked: [] });

  function refresh(): void {
    const present = files.stamp();
    if (present === stamp) return;
    stamp = present;
    try {
      trust = createBadgeTrust(tenant, files.keyring().keys, files.revocations());
    } catch (error) {
      log.error('badge.keys-unreadable', { error });
    }
  }
  function makeFirstKeys(): void {
    try {
      if (files.keyring().keys.length > 0) return;
      ensureBadgeKeys({ dataDir, tenant, nowMs: wallMs() });
      log.info('badge.keys-made', { keyring: files.paths.keyring });
    } catch (error) {
      log.error('badge.keys-not-made', { error });
    }
  }
  if (makeKeys) makeFirstKeys();
  return {
    verify(payload) {
      refresh();
      return checkBadge(payload, trust, wallMs());
    },
  };
}

/** What checkBadge() needs, from keys and revocations already read. Keys of other tenants are not trusted. */
export function createBadgeTrust(tenant: string, keys: readonly BadgeKey[], revocations: Revocations): BadgeTrust {
  const trusted = new Map<string, KeyObject[]>();
  for (const key of keys.filter((k) => k.tenant === tenant))
    trusted.set(key.keyId, [...(trusted.get(key.keyId) ?? []), importPublicKey(key)]);
  const revoked = new Map<string, number>();
  for (const { guestId, upToIssue } of revocations.revoked) revoked.set(guestId, Math.max(upToIssue, revoked.get(guestId) ?? -1));
  return {
    tenant,
    checkSignature: (keyId, badge) => trusted.get(keyId)?.some((key) => isSignedBy(key, badge.signed, badge.signature)) ?? null,
    revokedUpTo: (guestId) => revoked.get(guestId) ?? -1,
  };
}
