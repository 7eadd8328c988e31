import { createHmac, randomBytes } from 'node:crypto';
import { GUEST_ID_BYTES, guestIdFromBytes } from '../../core/badge/token.ts';
import { openBadgeFiles } from './badge-files.ts';

/**
 * A guest id from a code that somebody else printed: HMAC-SHA-256 under the tenant's key. Without the key the id tells
 * nothing of the code, and one house's guests cannot be matched with another's.
 */
export function createForeignHash(tenant: string, foreignKey: string): (identity: string) => string {
  const key = Buffer.from(foreignKey, 'base64url');
  return (identity) => {
    const digest = createHmac('sha256', key)
      .update(JSON.stringify(['foyer foreign badge', tenant, identity]))
      .digest();
    return guestIdFromBytes(digest.subarray(0, GUEST_ID_BYTES));
  };
}

/** The tenant's key; made when there is none, and replaced by the endpoint's as soon as that has told its own. */
export function ensureForeignKey(dataDir: string, tenant: string): string {
  const files = openBadgeFiles(dataDir);
  const { keys } = files.foreignKeys();
  const known = keys[tenant];
  if (known !== undefined) return known;
  const made = randomBytes(32).toString('base64url');
  files.writeForeignKeys({ version: 1, keys: { ...keys, [tenant]: made } });
  return made;
}
