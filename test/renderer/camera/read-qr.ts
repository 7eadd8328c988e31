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

/** QR codes in a picture, read with the reader that the camera page has. */
export async function readQrCodes(picture: Picture, atMost = 1): Promise<{ text: string; x: number; y: number }[]> {
  prepared ??= prepareZXingModule({
    overrides: {
      wasmBinary: new Uint8Array(readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')))).buffer,
    },
    fireImmediately: true,
  });
  await prepared;
  const found = await readBarcodes({ ...picture, colorSpace: 'srgb' } as ImageData, {
    formats: ['QRCode'],
    maxNumberOfSymbols: atMost,
    tryHarder: true,
    tryInvert: true,
  });
  return found.filter((one) => one.isValid).map(({ text, position }) => ({ text, ...position.topLeft }));
}
