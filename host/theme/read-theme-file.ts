import { lstatSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { inspectModel } from './inspect-model.ts';
import { inspectSvg } from './inspect-svg.ts';

export interface ThemeFileContent {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
}
export type ReadThemeFile =
  | { readonly ok: true; readonly file: ThemeFileContent }
  /** "is 2 MB; at most 1 MB are read" */
  | { readonly ok: false; readonly why: string };

interface Kind {
  readonly type: string;
  readonly maxBytes: number;
  /** Null: it is one. */
  readonly inspect: (bytes: Uint8Array) => string | null;
}

const MIB = 1024 * 1024;
const MAX_PICTURE_EDGE = 4096;

const begins = (bytes: Uint8Array, signature: string, at = 0) =>
  [...signature].every((character, i) => bytes[at + i] === character.charCodeAt(0));

/** By their first bytes, whatever they are called. */
const KINDS: Readonly<Record<string, Kind>> = {
  '.svg': { type: 'image/svg+xml', maxBytes: MIB / 2, inspect: (bytes) => inspectSvg(new TextDecoder().decode(bytes)) },
  '.png': { type: 'image/png', maxBytes: MIB, inspect: inspectPng },
  '.webp': { type: 'image/webp', maxBytes: MIB, inspect: (b) => (begins(b, 'RIFF') && begins(b, 'WEBP', 8) ? null : 'it is not a WebP') },
  '.woff2': { type: 'font/woff2', maxBytes: 2 * MIB, inspect: (bytes) => (begins(bytes, 'wOF2') ? null : 'it is not a WOFF2') },
  '.vrm': {
    type: 'model/gltf-binary',
    maxBytes: 24 * MIB,
    inspect: (b) => (begins(b, 'glTF') ? inspectModel(b) : 'it is not a binary glTF'),
  },
};

/** One file of a theme. A link, a name with a path in it, or another kind of file is none. */
export function readThemeFile(folder: string, name: string): ReadThemeFile {
  const kind = /^[A-Za-z0-9][\w-]*\.\w+$/.test(name) ? KINDS[extname(name)] : undefined;
  if (kind === undefined) return { ok: false, why: 'is no picture, font or model' };
  try {
    const path = join(folder, name);
    const stat = lstatSync(path);
    if (!stat.isFile()) return { ok: false, why: 'is not a plain file' };
    if (stat.size > kind.maxBytes)
      return { ok: false, why: `is ${megabytes(stat.size)} MB; at most ${megabytes(kind.maxBytes)} MB are read` };
    const bytes = new Uint8Array(readFileSync(path));
    const problem = kind.inspect(bytes);
    return problem === null ? { ok: true, file: { bytes, type: kind.type } } : { ok: false, why: `is refused: ${problem}` };
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return { ok: false, why: missing ? 'is not there' : 'cannot be read' };
  }
}

function inspectPng(bytes: Uint8Array): string | null {
  if (!begins(bytes, '\x89PNG\r\n\x1a\n') || bytes.length < 24) return 'it is not a PNG';
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  return Math.max(width, height) > MAX_PICTURE_EDGE ? `it is ${width} × ${height} pixels; at most ${MAX_PICTURE_EDGE} to a side` : null;
}

function megabytes(bytes: number): string {
  return (bytes / MIB).toFixed(1).replace(/\.0$/, '');
}
