import { decodeBadge } from '../../core/badge/token.ts';
import { createLog } from '../../host/log.ts';
import { createBadgeVerifier } from '../../native/badge/badge-verifier.ts';
import { type BadgeOptions, badgeContext, operatorFault } from './badge-context.ts';

/** What a badge says and whether a kiosk with this data directory would accept it. */
export function inspectBadge(payload: string, options: BadgeOptions): void {
  const { dataDir, tenant, config, print } = badgeContext(options);
  const { trustKey, ...policy } = config.badges;
  const verifier = createBadgeVerifier({ dataDir, tenant, makeKeys: false, policy, trustKey, log: createLog({ level: 'silent' }) });
  const verdict = verifier.verify(payload);
  const accepted = verdict.ok ? `yes, for tenant "${tenant}"` : `no: ${verdict.reason}`;
  const decoded = decodeBadge(payload);
  if (decoded.ok) {
    const { keyId, guestId, issue, expiresAtMs } = decoded.badge.claims;
    const expiresAt = new Date(expiresAtMs).toISOString();
    print(
      { guestId, issue, keyId, expiresAt, accepted: verdict.ok, ...(!verdict.ok && { reason: verdict.reason }) },
      `Guest     ${guestId}\nIssue     ${issue}\nKey       ${keyId}\nExpires   ${expiresAt}\nAccepted  ${accepted}`,
    );
  } else if (verdict.ok) {
    const kind = verdict.foreign?.kind;
    print(
      { guestId: verdict.guestId, kind, accepted: true },
      `Guest     ${verdict.guestId}\nKind      ${kind}, printed by others\nAccepted  ${accepted}`,
    );
  } else if (verdict.reason === 'foreign') {
    throw operatorFault(
      'badge-foreign',
      'this is no badge of Foyer',
      'To take badges that others printed, set badges.foreign to "allow" and name their shape in badges.patterns.',
    );
  } else {
    throw operatorFault(
      `badge-${verdict.reason}`,
      verdict.reason === 'revoked' ? 'this badge is revoked' : 'this badge is damaged or cut off',
      'Scan it again; a whole token begins with FOYER1 and has 149 characters.',
    );
  }
}
