import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const ABSENT = `The operator page has not been built. On the machine that serves this: npm run build, then start the endpoint again.\n`;

/** @param dir the built page, dist/operator; where there is none the address says so */
export async function addOperatorPage(app: FastifyInstance, dir: string | null): Promise<void> {
  if (dir === null || !existsSync(join(dir, 'index.html'))) {
    app.get('/operator', (_request, reply) => reply.status(503).type('text/plain; charset=utf-8').send(ABSENT));
    app.get('/operator/*', (_request, reply) => reply.redirect('/operator'));
    return;
  }
  await app.register(fastifyStatic, { root: dir, serve: false, cacheControl: false });
  const page = (reply: FastifyReply) => withHeaders(reply).header('cache-control', 'no-cache').sendFile('index.html');
  app.get('/operator', (_request, reply) => page(reply));
  app.get('/operator/assets/:file', (request, reply) => {
    const { file } = request.params as { file: string };
    // Named by their content.
    return withHeaders(reply).header('cache-control', 'public, max-age=31536000, immutable').sendFile(`assets/${file}`);
  });
  // The page's own addresses: its script shows what they name.
  app.get('/operator/*', (_request, reply) => page(reply));
}

function withHeaders(reply: FastifyReply): FastifyReply {
  return reply.headers({
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), publickey-credentials-get=(self), publickey-credentials-create=(self)',
  });
}
