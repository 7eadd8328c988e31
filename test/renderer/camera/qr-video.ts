import { writeFileSync } from 'node:fs';
import QRCode from 'qrcode';

/** Pictures for Chromium's fake camera: uncompressed Y4M (4:2:0), a QR code on light grey. */
const WIDTH = 640;
const HEIGHT = 480;
const LIGHT = 225;
const DARK = 30;

export interface QrVideoOptions {
  /** Pixels a module; 6 is a badge at arm's length. */
  readonly modulePx?: number;
  readonly frames?: number;
}

export function writeQrVideo(path: string, payload: string, { modulePx = 6, frames = 3 }: QrVideoOptions = {}): void {
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420\n`, 'ascii');
  const picture = Buffer.concat([Buffer.from('FRAME\n', 'ascii'), drawQr(payload, modulePx), Buffer.alloc((WIDTH * HEIGHT) / 2, 128)]);
  writeFileSync(path, Buffer.concat([header, ...Array.from({ length: frames }, () => picture)]));
}

function drawQr(payload: string, modulePx: number): Buffer {
  const luma = Buffer.alloc(WIDTH * HEIGHT, LIGHT);
  const { modules } = QRCode.create(payload, { errorCorrectionLevel: 'M' });
  const left = Math.floor((WIDTH - modules.size * modulePx) / 2);
  const top = Math.floor((HEIGHT - modules.size * modulePx) / 2);
  for (let y = 0; y < modules.size * modulePx; y++) {
    for (let x = 0; x < modules.size * modulePx; x++) {
      if (modules.get(Math.floor(y / modulePx), Math.floor(x / modulePx))) luma[(top + y) * WIDTH + left + x] = DARK;
    }
  }
  return luma;
}
