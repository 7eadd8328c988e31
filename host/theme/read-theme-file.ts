import { lstatSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { inspectFont } from './inspect-font.ts';
import { inspectModel } from './inspect-model.ts';
import { inspectSvg } from './inspect-svg.ts';
import { begins, pngSize, tooLarge, webpSize } from './picture-size.ts';

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

/** By their first bytes, whatever they are called. */
const KINDS: Readonly<Record<string, Kind>> = {
  '.svg': { type: 'image/svg+xml', maxBytes: MIB / 2, inspect: (bytes) => inspectSvg(new TextDecoder().decode(bytes)) },
  '.png': { type: 'image/png', maxBytes: MIB, inspect: pictureOf('PNG', pngSize) },
  '.webp': { type: 'image/webp', maxBytes: MIB, inspect: pictureOf('WebP', webpSize) },
  '.woff2': { type: 'font/woff2', maxBytes: 2 * MIB, inspect: inspectFont },
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

function pictureOf(name: string, sizeOf: typeof pngSize): Kind['inspect'] {
  return (bytes) => {
    const size = sizeOf(bytes);
    return size === null ? `it is not a ${name}` : tooLarge([size]);
  };
}

function megabytes(bytes: number): string {
  return (bytes / MIB).toFixed(1).replace(/\.0$/, '');
}
