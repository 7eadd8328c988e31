import { type ReaderOptions, type ReadResult, readBarcodes } from 'zxing-wasm/reader';
import type { SeenCode } from './pick-code.ts';

/** Wider pictures are brought to this: a badge at arm's length then has two pixels a module, and a search takes 10 to 100 ms. */
export const SCAN_WIDTH = 1280;

/** Up to four, so that a poster in the background does not hide the badge. Light on dark is read too: screens of phones. */
const OPTIONS: ReaderOptions = { formats: ['QRCode'], maxNumberOfSymbols: 4, tryHarder: true, tryInvert: true };

/** The QR codes in a picture. The reader must have been loaded. */
export async function readCodes(picture: ImageData): Promise<SeenCode[]> {
  const found = await readBarcodes(picture, OPTIONS);
  return found.filter((one) => one.isValid).map((one) => ({ text: one.text, corners: cornersOf(one) }));
}

function cornersOf({ position: { topLeft, topRight, bottomRight, bottomLeft } }: ReadResult) {
  return [topLeft, topRight, bottomRight, bottomLeft];
}
