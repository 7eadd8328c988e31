import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastify } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { addOperatorPage } from '../../../cloud/operators/operator-page.ts';
import { startTestCloud } from '../cloud-client.ts';
import { FAST, setUpOperator } from './operator-client.ts';

describe('the operator page, as it is served', () => {
  const dirs: string[] = [];
  afterEach(() => {
    for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true });
  });
  async function serve(built: boolean) {
    const dir = mkdtempSync(join(tmpdir(), 'foyer-operator-page-'));
    dirs.push(dir);
    if (built) {
      mkdirSync(join(dir, 'assets'));
      writeFileSync(join(dir, 'index.html'), '<!doctype html><title>page</title>');
      writeFileSync(join(dir, 'assets/index-abc.js'), 'export {};');
      writeFileSync(join(dir, 'secret.txt'), 'not an asset');
    }
    const app = fastify();
    await addOperatorPage(app, dir);
    return (url: string) => app.inject({ url });
  }

  it('one page for all of its addresses, under a policy without exceptions', async () => {
    const get = await serve(true);
    for (const path of ['/operator', '/operator/', '/operator/kiosks/7', '/operator/setup']) {
      const { statusCode, headers, body } = await get(path);
      expect([path, statusCode, body]).toEqual([path, 200, expect.stringContaining('<title>page')]);
      expect(headers['content-security-policy']).toMatch(/default-src 'none'; script-src 'self'; style-src 'self'/);
      expect(headers['content-security-policy']).not.toMatch(/unsafe|data:|https?:|\*/);
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cache-control': 'no-cache' });
    }
    expect((await get('/operator/assets/index-abc.js')).headers['cache-control']).toContain('immutable');
  });

  it.each([
    '/operator/assets/..%2Fsecret.txt',
    '/operator/assets/%2e%2e/secret.txt',
    '/operator/assets/..%5csecret.txt',
    '/operator/assets/none.js',
  ])('nothing but its own files: %s', async (path) => {
    const { statusCode, body } = await (await serve(true))(path);
    expect(body).not.toContain('not an asset');
    expect([200, 400, 403, 404]).toContain(statusCode);
  });

  it('where it was not built, its address says what to do', async () => {
    const get = await serve(false);
    expect(await get('/operator')).toMatchObject({ statusCode: 503, body: expect.stringContaining('npm run build') });
    expect(await get('/operator/kiosks/7')).toMatchObject({ statusCode: 302, headers: { location: '/operator' } });
  });

  it('with a public URL only that origin may ask, and over https only the host’s own cookie counts', async () => {
    const nowMs = Date.now();
    const at = await startTestCloud({ passwordCost: FAST, wallMs: () => nowMs, publicUrl: 'https://memory.example' });
    try {
      await expect(setUpOperator(at, { tenant: 'demo', name: 'Ada', role: 'admin', nowMs })).rejects.toThrow(/not-from-the-page/);
      const { client } = await setUpOperator(at, { tenant: 'demo', name: 'Ben', role: 'admin', nowMs, origin: 'https://memory.example' });
      expect(client.cookie).toMatch(/^__Host-/);
      expect((await client.call('session')).status).toBe(200);
      expect((await client.call('session', undefined, { cookie: client.cookie.replace('__Host-', '') })).status).toBe(401);
    } finally {
      await at.close();
    }
  }, 60_000);
});
