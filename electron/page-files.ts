import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { isPagePath, PAGE_HEADERS } from '../core/transport/page-policy.ts';
import { serveTheme, THEME_HEADERS } from '../host/theme/serve-theme.ts';
import { isPageUrl } from './channels.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * Answers requests of the foyer:// scheme with the built screen and the venue's theme, and nothing beside them.
 * @param staticDir dist/renderer
 * @param themeDir folder of the theme, whose files are under /theme/
 */
export function createPageFiles(staticDir: string, themeDir?: string): (request: Pick<Request, 'url' | 'method'>) => Promise<Response> {
  return async ({ url, method }) => {
    if (method !== 'GET') return plain(405);
    if (!isPageUrl(url)) return plain(404);
    const path = readPath(url);
    if (path !== null && themeDir !== undefined && path.startsWith('/theme/')) return themed(themeDir, path);
    const file = path === null ? null : fileOf(staticDir, path);
    if (file === null) return plain(400);
    try {
      const type = TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream';
      return new Response(new Uint8Array(await readFile(file)), { headers: { ...PAGE_HEADERS, 'content-type': type } });
    } catch {
      return plain(404);
    }
  };
}

function themed(themeDir: string, path: string): Response {
  const file = serveTheme(themeDir, path);
  if (file === null) return plain(404);
  return new Response(file.bytes, { headers: { ...PAGE_HEADERS, ...THEME_HEADERS, 'content-type': file.type } });
}

function readPath(url: string): string | null {
  try {
    return decodeURIComponent(new URL(url).pathname);
  } catch {
    return null;
  }
}

/** The file a path names, or null when it leads out of the folder. */
function fileOf(staticDir: string, path: string): string | null {
  if (isPagePath(path)) return join(staticDir, 'index.html');
  if (path.includes('\0') || path.includes('\\')) return null;
  const root = normalize(staticDir + sep);
  const file = join(root, path);
  return file.startsWith(root) ? file : null;
}

function plain(status: number): Response {
  return new Response(null, { status, headers: PAGE_HEADERS });
}
