import { createHash, randomBytes } from 'node:crypto';
import { FoyerError } from '../../core/contract/errors.ts';
import { LINK_CODE_LENGTH, linkCodeInput } from '../../core/sync/channel.ts';
import { formatCode, normaliseCode } from '../../core/sync/enrolment.ts';
import { guestRef, seal, unseal } from '../../native/sqlite/guest-crypto.ts';
import type { CloudHttp } from './cloud-http.ts';

interface Place {
  readonly tenant: string;
  readonly companionId: string;
}

/** See KioskCloudSync.link(). The badge's own id goes along sealed under the code, which the endpoint never sees. */
export async function makeLink(
  http: CloudHttp,
  place: Place,
  { guestId, badge }: { readonly guestId: string; readonly badge: string },
  signal: AbortSignal,
): Promise<string> {
  const { tenant, companionId: companion } = place;
  const code = formatCode(randomBytes, LINK_CODE_LENGTH);
  const { name, key } = namesOf(place, code);
  const guest = guestRef(tenant, guestId);
  await http.link({ tenant, companion, guest, badge, codeHash: name, sealed: seal(key, guestId, name).toString('base64') }, signal);
  return code;
}

/** See KioskCloudSync.redeem(). */
export async function redeemLink(http: CloudHttp, place: Place, code: string, signal: AbortSignal): Promise<string> {
  const { tenant, companionId: companion } = place;
  const { name, key } = namesOf(place, code);
  const { guest, sealed } = await http.redeem({ tenant, companion, codeHash: name }, signal);
  const guestId = unseal(key, Buffer.from(sealed, 'base64'), name)?.toString('utf8');
  if (guestId !== undefined && guestRef(tenant, guestId) === guest) return guestId;
  throw new FoyerError('the code was made for another guest than it names', { fault: 'network', code: 'bad-link-code' });
}

function namesOf({ tenant, companionId }: Place, typed: string): { readonly name: string; readonly key: Buffer } {
  const code = normaliseCode(typed);
  const hash = (use: 'name' | 'key') => createHash('sha256').update(linkCodeInput(use, tenant, companionId, code));
  return { name: hash('name').digest('hex'), key: hash('key').digest() };
}
