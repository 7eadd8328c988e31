import { realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Serves the built screen; its pages are the caller's. @param folder dist/renderer */
export function serveStatic(app: FastifyInstance, folder: string): void {
  const allowedPath = isWithin(folder);
  void app.register(fastifyStatic, { root: folder, index: false, wildcard: true, setHeaders: cacheHeaders, allowedPath });
}

/** Files of the folder itself, not what a link in it leads to. */
function isWithin(folder: string): (path: string) => boolean {
  const root = realpathSync(folder) + sep;
  return (path) => {
    try {
      return realpathSync(join(folder, path)).startsWith(root);
    } catch {
      return false;
    }
  };
}

/** File names of the build carry a hash of their content; everything else is asked for anew. */
function cacheHeaders(reply: FastifyReply, path: string): void {
  const hashed = /[/\\]assets[/\\].*-[\w-]{8,}\.\w+$/.test(path);
  reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
}
