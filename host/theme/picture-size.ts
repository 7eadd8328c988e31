/** What a picture says of itself in its first bytes. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** More is no picture for a screen: some bytes can unpack to gigabytes. */
const MAX_EDGE = 4096;
/** 4 bytes each once they are unpacked. */
const MAX_PIXELS = 8_000_000;

/** Why pictures are refused; null: they can be unpacked. @param most pixels in all */
export function tooLarge(sizes: readonly PictureSize[], most = MAX_PIXELS): string | null {
  for (const { width, height } of sizes) {
    if (width === 0 || height === 0) return 'it has no size';
    if (Math.max(width, height) > MAX_EDGE) return `it is ${width} × ${height} pixels; at most ${MAX_EDGE} to a side`;
  }
  const pixels = sizes.reduce((sum, { width, height }) => sum + width * height, 0);
  return pixels > most ? `it has ${pixels} pixels; at most ${most} are drawn` : null;
}

/** Size of a PNG, WebP or JPEG, told by its bytes; null: it is none. */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
  return pngSize(bytes) ?? webpSize(bytes) ?? jpegSize(bytes);
}

/** PNG, 11.2.2: IHDR is always first. */
export function pngSize(bytes: Uint8Array): PictureSize | null {
  if (!begins(bytes, '\x89PNG\r\n\x1a\n') || !begins(bytes, 'IHDR', 12) || bytes.length < 33) return null;
  const view = viewOf(bytes);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** WebP container (RFC 9649): of a still, and the canvas that every frame of a moving one is drawn on. */
export function webpSize(bytes: Uint8Array): PictureSize | null {
  if (!begins(bytes, 'RIFF') || !begins(bytes, 'WEBP', 8) || bytes.length < 30) return null;
  const view = viewOf(bytes);
  const uint24 = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
  if (begins(bytes, 'VP8X', 12)) return { width: uint24(24) + 1, height: uint24(27) + 1 };
  if (begins(bytes, 'VP8L', 12) && bytes[20] === 0x2f) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (begins(bytes, 'VP8 ', 12) && begins(bytes, '\x9d\x01\x2a', 23))
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  return null;
}

/** JPEG (T.81, B.1): the frame header is the first of SOF0 to SOF15 that is no table. */
function jpegSize(bytes: Uint8Array): PictureSize | null {
  if (!begins(bytes, '\xff\xd8\xff')) return null;
  const view = viewOf(bytes);
  for (let at = 2; at + 9 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at += 1;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    else at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** The signature that a file begins with, a byte for each character. */
export function begins(bytes: Uint8Array, signature: string, at = 0): boolean {
  return [...signature].every((character, i) => bytes[at + i] === character.charCodeAt(0));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
