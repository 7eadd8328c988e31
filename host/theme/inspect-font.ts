import { begins } from './picture-size.ts';

const HEADER_BYTES = 48;
/** Of the font once it is unpacked. */
const MAX_UNPACKED_BYTES = 12 * 1024 * 1024;

/** Why a .woff2 is refused by its header (WOFF2, 4.1); null: it is one. Browsers check that the rest keeps to it. */
export function inspectFont(bytes: Uint8Array): string | null {
  if (!begins(bytes, 'wOF2') || bytes.length < HEADER_BYTES) return 'it is not a WOFF2';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(8) !== bytes.length) return 'it is cut off';
  const unpacked = view.getUint32(16);
  return unpacked > MAX_UNPACKED_BYTES ? `it unpacks to ${unpacked} bytes; at most ${MAX_UNPACKED_BYTES} are taken` : null;
}
