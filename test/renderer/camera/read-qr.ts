import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

let prepared: Promise<unknown> | null = null;

export interface Picture {
  /** RGBA. */
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** Loads the reader as the camera page has it, from the package. */
export function prepareReader(): Promise<unknown> {
  const path = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'));
  prepared ??= prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(path)).buffer }, fireImmediately: true });
  return prepared;
}

export function imageData(picture: Picture): ImageData {
  return { ...picture, colorSpace: 'srgb' } as ImageData;
}

/** All QR codes on a page, however many. */
export async function readQrCodes(picture: Picture, atMost: number): Promise<{ text: string; x: number; y: number }[]> {
  await prepareReader();
  const found = await readBarcodes(imageData(picture), { formats: ['QRCode'], maxNumberOfSymbols: atMost, tryHarder: true });
  return found.filter((one) => one.isValid).map(({ text, position }) => ({ text, ...position.topLeft }));
}
