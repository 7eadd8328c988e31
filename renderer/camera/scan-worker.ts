import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { FromScan, ToScan } from './scan-messages.ts';

/** Looks for QR codes in camera pictures, off the main thread. */

/** Pictures are brought to this width: enough for a badge held at arm's length, quick to search. */
const WIDTH = 640;

let context: OffscreenCanvasRenderingContext2D | null = null;

function post(message: FromScan): void {
  self.postMessage(message);
}

async function load(wasmUrl: string): Promise<void> {
  // The library's default is a content delivery network.
  await prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true });
  post({ type: 'ready' });
}

async function scan(picture: ImageBitmap): Promise<void> {
  const width = Math.min(WIDTH, picture.width);
  const height = Math.max(1, Math.round((picture.height * width) / picture.width));
  if (context === null || context.canvas.width !== width || context.canvas.height !== height) {
    context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  }
  if (context === null) throw new Error('no 2D canvas');
  context.drawImage(picture, 0, 0, width, height);
  picture.close();
  const pixels = context.getImageData(0, 0, width, height);
  const found = await readBarcodes(pixels, { formats: ['QRCode'], maxNumberOfSymbols: 1, tryHarder: true, tryInvert: true });
  post({ type: 'scanned', payload: found.find((one) => one.isValid)?.text ?? null });
}

self.onmessage = (event: MessageEvent<ToScan>) => {
  const message = event.data;
  const work = message.type === 'load' ? load(message.wasmUrl) : scan(message.picture);
  work.catch((error: unknown) => post({ type: 'failed', reason: error instanceof Error ? error.message : String(error) }));
};
