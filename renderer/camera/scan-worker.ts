import { prepareZXingModule } from 'zxing-wasm/reader';
import { pickCode } from './pick-code.ts';
import { readCodes, SCAN_WIDTH } from './read-codes.ts';
import type { FromScan, ToScan } from './scan-messages.ts';

/** Looks for QR codes in camera pictures, off the main thread. */

let context: OffscreenCanvasRenderingContext2D | null = null;

function post(message: FromScan): void {
  self.postMessage(message);
}

async function load(wasmUrl: string): Promise<void> {
  // The library's default is a content delivery network.
  await prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true });
  post({ type: 'ready' });
}

async function scan(picture: ImageBitmap, minEdge: number): Promise<void> {
  const width = Math.min(SCAN_WIDTH, picture.width);
  const height = Math.max(1, Math.round((picture.height * width) / picture.width));
  if (context === null || context.canvas.width !== width || context.canvas.height !== height) {
    context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  }
  if (context === null) throw new Error('no 2D canvas');
  context.drawImage(picture, 0, 0, width, height);
  picture.close();
  const codes = await readCodes(context.getImageData(0, 0, width, height));
  // The picture must not outlast its search.
  context.clearRect(0, 0, width, height);
  post({ type: 'scanned', ...pickCode(codes, width, height, minEdge) });
}

self.onmessage = (event: MessageEvent<ToScan>) => {
  const message = event.data;
  const work = message.type === 'load' ? load(message.wasmUrl) : scan(message.picture, message.minEdge);
  work.catch((error: unknown) => post({ type: 'failed', reason: error instanceof Error ? error.message : String(error) }));
};
