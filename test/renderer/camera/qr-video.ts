import { writeFileSync } from 'node:fs';
import { drawScene, type Scene } from './degraded-picture.ts';

const FRAMES = 3;

/** A scene for Chromium's fake camera: uncompressed Y4M (4:2:0), the same picture over and over. */
export function writeSceneVideo(path: string, scene: Scene): void {
  const { data, width, height } = drawScene(scene);
  const luma = Buffer.alloc(width * height);
  for (let i = 0; i < luma.length; i++) luma[i] = data[i * 4] ?? 0;
  const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420\n`, 'ascii');
  const picture = Buffer.concat([Buffer.from('FRAME\n', 'ascii'), luma, Buffer.alloc((width * height) / 2, 128)]);
  writeFileSync(path, Buffer.concat([header, ...Array.from({ length: FRAMES }, () => picture)]));
}

/** A badge at arm's length. */
export function writeQrVideo(path: string, payload: string): void {
  writeSceneVideo(path, { width: 640, height: 480, badges: [{ payload, edgePx: 270 }] });
}
