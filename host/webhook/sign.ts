import { createHmac, timingSafeEqual } from 'node:crypto';

/** Unix time in whole seconds, part of what is signed. */
export const TIMESTAMP_HEADER = 'Foyer-Timestamp';
/** "v1=" and the signature in hexadecimal. */
export const SIGNATURE_HEADER = 'Foyer-Signature';
/** "lead.created", "lead.erased". */
export const EVENT_HEADER = 'Foyer-Event';
/** The same for every try of one push. */
export const IDEMPOTENCY_HEADER = 'Idempotency-Key';

/** HMAC-SHA256 over the timestamp, a full stop and the body as it is sent. */
export function signWebhook(secret: string, timestamp: string, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

/** What a receiver checks, in constant time; a timestamp too far from `nowS` is a replay. */
export function verifyWebhook(
  secret: string,
  push: { readonly timestamp: string; readonly signature: string; readonly body: string },
  nowS: number,
  toleranceS = 300,
): boolean {
  const sentS = Number(push.timestamp);
  if (!Number.isInteger(sentS) || Math.abs(nowS - sentS) > toleranceS) return false;
  const expected = Buffer.from(signWebhook(secret, push.timestamp, push.body));
  const given = Buffer.from(push.signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
