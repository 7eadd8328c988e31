import { createBadgeIssuer } from '../../../native/badge/badge-issuer.ts';

const DAY_MS = 86_400_000;

export interface EvalBadges {
  /** The code on the badge a conversation speaks of. */
  payloadOf(badge: string | { raw: string } | { forge: string } | { expired: true }): string;
  /** Who has been given a badge, by the conversation's name for them. */
  readonly guestIds: ReadonlyMap<string, string>;
}

/** Badges of invented guests, of the data directory's own signer. @param wallMs the issuer's clock. */
export function issueBadges(dataDir: string, wallMs: () => number = Date.now): EvalBadges {
  const issuer = createBadgeIssuer({ dataDir, tenant: 'demo' });
  const past = createBadgeIssuer({ dataDir, tenant: 'demo', wallMs: () => wallMs() - 3 * DAY_MS });
  const guestIds = new Map<string, string>();
  const tokens = new Map<string, string>();

  const tokenOf = (name: string): string => {
    const known = tokens.get(name);
    if (known !== undefined) return known;
    const { token, guestId } = issuer.issue({ expiresAtMs: wallMs() + DAY_MS });
    tokens.set(name, token);
    guestIds.set(name, guestId);
    return token;
  };

  return {
    guestIds,
    payloadOf(badge) {
      if (typeof badge === 'string') return tokenOf(badge);
      if ('raw' in badge) return badge.raw;
      if ('expired' in badge) return past.issue({ expiresAtMs: wallMs() - DAY_MS }).token;
      // One character of the signature is another.
      const token = tokenOf(badge.forge);
      const at = token.length - 6;
      return `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
    },
  };
}
