import { unreadable } from '../raw-record.ts';

/**
 * Text of a file: by its byte order mark, as UTF-16 without one where every second byte is zero, as UTF-8 when
 * it is valid, as what an XML declaration says, else as windows-1252 (what spreadsheets of western Windows write).
 * @throws FoyerError "import-unreadable" when it is none of them.
 */
export function decodeText(file: string, bytes: Uint8Array): { readonly text: string; readonly encoding: string } {
  const mark = markOf(bytes) ?? unmarkedUtf16(bytes);
  if (mark !== undefined) return { text: strict(file, bytes, mark), encoding: mark };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 200));
    const declared = /^<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(head)?.[1];
    if (declared !== undefined) return { text: strict(file, bytes, declared), encoding: declared.toLowerCase() };
    if (/^\s*[<{[]/.test(head) || hasControls(bytes)) {
      throw unreadable(file, 'is not UTF-8', 'Save the file with the encoding UTF-8.');
    }
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  }
}

function markOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : undefined;
}

function unmarkedUtf16(bytes: Uint8Array): string | undefined {
  const head = bytes.subarray(0, 512);
  const zeros = [0, 0];
  head.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (odd > head.length / 4 && even === 0) return 'utf-16le';
  return even > head.length / 4 && odd === 0 ? 'utf-16be' : undefined;
}

function strict(file: string, bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw unreadable(file, `cannot be read as ${encoding}`, 'Save the file with the encoding UTF-8.', cause);
  }
}

/** Bytes that no text in windows-1252 has. */
function hasControls(bytes: Uint8Array): boolean {
  return bytes.some((byte) => (byte < 32 && ![9, 10, 12, 13].includes(byte)) || [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte));
}
