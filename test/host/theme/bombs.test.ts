import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inspectModel } from '../../../host/theme/inspect-model.ts';
import { inspectSvg } from '../../../host/theme/inspect-svg.ts';
import { loadTheme } from '../../../host/theme/load-theme.ts';
import { pictureSize } from '../../../host/theme/picture-size.ts';
import { serveTheme } from '../../../host/theme/serve-theme.ts';
import { tinyVrm } from '../../renderer/avatar/tiny-vrm.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-theme-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function uint(bytes: number, value: number, order: 'be' | 'le'): Buffer {
  const buffer = Buffer.alloc(bytes);
  if (order === 'be') buffer.writeUIntBE(value, 0, bytes);
  else buffer.writeUIntLE(value, 0, bytes);
  return buffer;
}
const text = (characters: string) => Buffer.from(characters, 'latin1');

const png = (width: number, height: number) =>
  Buffer.concat([
    text('\x89PNG\r\n\x1a\n'),
    uint(4, 13, 'be'),
    text('IHDR'),
    uint(4, width, 'be'),
    uint(4, height, 'be'),
    text('\x08\x06\0\0\0CRC!'),
  ]);
const webp = (chunk: string, body: Buffer) =>
  Buffer.concat([text('RIFF'), uint(4, 22, 'le'), text('WEBP'), text(chunk), uint(4, body.length, 'le'), body, Buffer.alloc(8)]);
const extended = (width: number, height: number) =>
  webp('VP8X', Buffer.concat([text('\x02\0\0\0'), uint(3, width - 1, 'le'), uint(3, height - 1, 'le')]));
const lossless = (width: number, height: number) =>
  webp('VP8L', Buffer.concat([text('\x2f'), uint(4, width - 1 + (height - 1) * 2 ** 14, 'le')]));
const lossy = (width: number, height: number) =>
  webp('VP8 ', Buffer.concat([text('\0\0\0\x9d\x01\x2a'), uint(2, width, 'le'), uint(2, height, 'le')]));
const jpeg = (width: number, height: number) =>
  Buffer.concat([
    text('\xff\xd8\xff\xe0\0\x04JF\xff\xc4\0\x03x'),
    text('\xff\xc2\0\x11\x08'),
    uint(2, height, 'be'),
    uint(2, width, 'be'),
    Buffer.alloc(12),
  ]);
const woff2 = (length: number, unpacked: number) =>
  Buffer.concat([text('wOF2\0\x01\0\0'), uint(4, length, 'be'), Buffer.alloc(4), uint(4, unpacked, 'be'), Buffer.alloc(28)]);

it.each([
  ['PNG', png],
  ['WebP with a canvas', extended],
  ['lossless WebP', lossless],
  ['lossy WebP', lossy],
  ['JPEG', jpeg],
] as const)('the size of a %s is read from its first bytes, and half of them are none', (_what, make) => {
  const bytes = make(1234, 567);
  expect(pictureSize(bytes)).toEqual({ width: 1234, height: 567 });
  for (let length = 0; length < 18; length++) expect(pictureSize(bytes.subarray(0, length))).toBeNull();
});

describe('a file of a theme that unpacks to far more than it is', () => {
  it.each([
    ['logo.png', png(100_000, 100_000), 'it is 100000 × 100000 pixels; at most 4096 to a side'],
    ['logo.png', png(4096, 4096), 'it has 16777216 pixels; at most 8000000 are drawn'],
    ['logo.png', png(0, 10), 'it has no size'],
    ['logo.webp', extended(16_777_216, 1), 'it is 16777216 × 1 pixels; at most 4096 to a side'],
    ['logo.webp', lossless(16_384, 16_384), 'it is 16384 × 16384 pixels; at most 4096 to a side'],
    ['logo.webp', lossy(16_383, 16_383), 'it is 16383 × 16383 pixels; at most 4096 to a side'],
    ['logo.webp', webp('XXXX', Buffer.alloc(20)), 'it is not a WebP'],
  ])('%s is left out and told: %#', (name, bytes, why) => {
    writeFileSync(join(folder, 'theme.yaml'), `logo: ${name}`);
    writeFileSync(join(folder, name), bytes);
    const { theme, problems } = loadTheme(folder);
    expect(theme?.logo).toBeUndefined();
    expect(problems).toEqual([`theme/${name} is refused: ${why}; the venue's name is shown`]);
    expect(serveTheme(folder, `/theme/${name}`)).toBeNull();
  });

  it.each([
    ['what it unpacks to', woff2(48, 500_000_000), 'it unpacks to 500000000 bytes; at most 12582912 are taken'],
    ['being cut off', woff2(49, 1000), 'it is cut off'],
  ])('a font is, for %s', (_what, bytes, why) => {
    writeFileSync(join(folder, 'theme.yaml'), 'fonts: { body: body.woff2 }');
    writeFileSync(join(folder, 'body.woff2'), bytes);
    expect(loadTheme(folder).problems).toEqual([`theme/body.woff2 is refused: ${why}; Foyer's own font is used`]);
  });

  it('a drawing is, for the pictures in it, also for all of them together', () => {
    const inline = (type: string, bytes: Buffer) => `<image href="data:image/${type};base64,${bytes.toString('base64')}"/>`;
    expect(inspectSvg(`<svg>${inline('png', png(64, 64))}${inline('jpeg', jpeg(64, 64))}</svg>`)).toBeNull();
    expect(inspectSvg(`<svg>${inline('png', png(60_000, 60_000))}</svg>`)).toContain('60000 × 60000');
    expect(inspectSvg(`<svg>${inline('webp', lossless(3000, 2000)).repeat(2)}</svg>`)).toContain('12000000 pixels');
    expect(inspectSvg(`<svg>${inline('png', text('nothing'))}</svg>`)).toContain('neither PNG');
  });

  it.each([
    ['pictures', { images: [{ uri: `data:image/png;base64,${png(90_000, 90_000).toString('base64')}` }] }, 'of its pictures: it is 90000'],
    ['no pictures at all', { images: [{ uri: 'data:image/gif;base64,R0lG' }] }, 'neither PNG'],
    ['numbers that are not in it', { accessors: [{ count: 1_000_000_000, type: 'VEC3' }] }, 'it asks for 1000000000 elements'],
    ['one mesh for many nodes', { nodes: Array.from({ length: 30_000 }, () => ({ mesh: 0 })) }, 'triangles'],
    ['instances', { extensionsUsed: ['EXT_mesh_gpu_instancing'] }, 'many times over'],
    ['what is no glTF', { accessors: [null] }, 'is no glTF'],
  ])('a model is, for %s', (_what, patch, why) => {
    expect(inspectModel(tinyVrm((gltf) => Object.assign(gltf, patch)))).toContain(why);
  });
});
