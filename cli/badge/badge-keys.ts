import { readFileSync } from 'node:fs';
import { trustFileSchema } from '../../core/badge/trust-list.ts';
import { createBadgeIssuer, ensureBadgeKeys, rotateBadgeKey } from '../../native/badge/badge-issuer.ts';
import { mergeBadgeTrust, openTrustList, publishTrustList } from '../../native/badge/trust-list.ts';
import { type BadgeContext, type BadgeOptions, badgeContext, howItSpreads, operatorFault } from './badge-context.ts';

export function keygen(options: BadgeOptions): void {
  const context = badgeContext(options);
  const { dataDir, files, tenant, print } = context;
  const active = files.keyring().keys.find((key) => key.tenant === tenant && key.state === 'active');
  if (active !== undefined) {
    throw operatorFault(
      'key-exists',
      `tenant "${tenant}" has the key ${active.keyId} already`,
      '`foyer badge rotate-key` makes a new one and keeps the old for the badges that are out.',
    );
  }
  const key = ensureBadgeKeys({ dataDir, tenant, nowMs: Date.now() });
  print({ keyId: key.keyId, tenant, keyring: files.paths.keyring, trustKey: trustKeyOf(context) }, keyNote(key.keyId, context));
}

export function rotateKey(options: BadgeOptions & { readonly distrustOld?: boolean }): void {
  const context = badgeContext(options);
  const { dataDir, files, tenant, print } = context;
  const key = rotateBadgeKey({ dataDir, tenant, nowMs: Date.now(), distrustOld: options.distrustOld === true });
  const retired = files.keyring().keys.filter((k) => k.tenant === tenant && k.state === 'retired').length;
  const older = options.distrustOld ? 'Badges signed with older keys are void.' : `Older keys that still verify: ${retired}.`;
  print({ keyId: key.keyId, tenant, retired, trustKey: trustKeyOf(context) }, `${keyNote(key.keyId, context)}\n${older}`);
}

function keyNote(keyId: string, context: BadgeContext): string {
  const { paths } = context.files;
  return [
    `Badges of tenant "${context.tenant}" are signed with key ${keyId} from now on.`,
    `Keep to yourself, and keep a backup: ${paths.signing} and ${paths.listSigning}`,
    howItSpreads(context),
  ].join('\n');
}

function trustKeyOf({ files, tenant }: BadgeContext): string | null {
  return files.trust().lists.find((one) => openTrustList(one)?.tenant === tenant)?.signer ?? null;
}

export function revoke(badge: string, options: BadgeOptions): void {
  const context = badgeContext(options);
  const { dataDir, tenant, print } = context;
  const revoked = createBadgeIssuer({ dataDir, tenant }).revoke(badge);
  print(
    { ...revoked, file: context.files.paths.revoked },
    [
      `The badge of guest ${revoked.guestId} (issue ${revoked.upToIssue} and before) is void.`,
      howItSpreads(context),
      `A replacement: foyer badge issue --guest ${revoked.guestId}`,
    ].join('\n'),
  );
}

/** Without a file: says whose list is trusted. With one: takes a list that was carried here by hand. */
export function trust(file: string | undefined, options: BadgeOptions): void {
  const context = badgeContext(options);
  const { dataDir, tenant, files, config, print } = context;
  if (file !== undefined) {
    const { trustKey } = config.badges;
    const mine = readTrustFile(file).filter((one) => openTrustList(one)?.tenant === tenant);
    if (mine.length === 0) {
      throw operatorFault(
        'no-trust-list',
        `${file} holds no signed list of tenant "${tenant}"`,
        'It is keys/badge-trust.json of the machine that issues badges; --tenant names whose list is wanted.',
      );
    }
    for (const list of mine) mergeBadgeTrust(dataDir, tenant, { list }, { trustKey });
  } else publishTrustList({ dataDir, tenant, nowMs: Date.now() });
  const stored = files.trust().lists.find((one) => openTrustList(one)?.tenant === tenant);
  const list = stored === undefined ? null : openTrustList(stored);
  if (stored === undefined || list === null) {
    throw operatorFault(
      'no-trust-list',
      `there is no list of good badges for tenant "${tenant}"`,
      'Issue a badge here, or give the file of the machine that does.',
    );
  }
  const keyIds = list.keys.map((key) => key.keyId);
  print(
    { tenant, trustKey: stored.signer, serial: list.serial, keys: keyIds, revoked: list.revoked.length },
    `Tenant    ${tenant}\nSigned by ${stored.signer}   (badges.trustKey)\nSerial    ${list.serial}\nKeys      ${keyIds.join(' ')}\nRevoked   ${list.revoked.length}`,
  );
}

function readTrustFile(file: string) {
  try {
    return trustFileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).lists;
  } catch {
    throw operatorFault(
      'bad-trust-file',
      `${file} is not a list of good badges`,
      'It is keys/badge-trust.json of the machine that issues badges.',
    );
  }
}
