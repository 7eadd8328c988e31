import type { Payload } from '../contract/index.ts';

/**
 * Largest payload any transport carries, bytes. Well above what the kiosk and the screen accept
 * (contract/protocol.ts), so that an oversized message is refused with an answer; beyond this the
 * link itself is closed with OVERSIZED.
 */
export const MAX_PAYLOAD_BYTES = 8 * 1024 * 1024;

/** Close reasons that transports give themselves. */
export const OVERSIZED = 'a payload was larger than 8 MiB';
export const OVERFLOWED = 'nobody took the payloads that arrived';
export const CONNECTION_LOST = 'the connection was lost';

/** Size for limits and counters: exact for binary, the UTF-16 length for text (never more than its UTF-8 size). */
export function payloadBytes(payload: Payload): number {
  return typeof payload === 'string' ? payload.length : payload.byteLength;
}
