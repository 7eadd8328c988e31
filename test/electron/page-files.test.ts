import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPageFiles } from '../../electron/page-files.ts';

let root: string;
let serve: ReturnType<typeof createPageFiles>;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'foyer-page-'));
  mkdirSync(join(root, 'renderer/assets'), { recursive: true });
  writeFileSync(join(root, 'secret.txt'), 'secret');
  mkdirSync(join(root, 'renderer-secret'));
  writeFileSync(join(root, 'renderer-secret/key.txt'), 'secret');
  writeFileSync(join(root, 'renderer/index.html'), '<title>Foyer</title>');
  writeFileSync(join(root, 'renderer/assets/vad.wasm'), new Uint8Array([0, 97, 115, 109]));
  mkdirSync(join(root, 'theme'));
  writeFileSync(join(root, 'theme/logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(root, 'theme/theme.yaml'), 'name: Ours');
  serve = createPageFiles(join(root, 'renderer'), join(root, 'theme'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const get = (url: string) => serve({ url, method: 'GET' });

test.each(['foyer://kiosk/', 'foyer://kiosk/staff', 'foyer://kiosk/staff/requests', 'foyer://kiosk/?x=1'])(
  '%s is the page',
  async (url) => {
    const response = await get(url);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('Foyer');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  },
);

test('files have their types, so that WebAssembly and modules load', async () => {
  const response = await get('foyer://kiosk/assets/vad.wasm');
  expect(response.headers.get('content-type')).toBe('application/wasm');
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([0, 97, 115, 109]));
});

test.each([
  'foyer://kiosk/../secret.txt',
  'foyer://kiosk/%2e%2e/secret.txt',
  'foyer://kiosk/..%2fsecret.txt',
  'foyer://kiosk/assets/..%2f..%2fsecret.txt',
  'foyer://kiosk/..%2frenderer-secret/key.txt',
  'foyer://kiosk/..%5csecret.txt',
  'foyer://kiosk/%00',
  'foyer://kiosk/%E0%A4%A',
  'foyer://kiosk/nothing.js',
  'foyer://evil/index.html',
  'foyer://evil/theme/logo.svg',
  'foyer://kiosk/theme/theme.yaml',
  'foyer://kiosk/theme/..%2fsecret.txt',
  'foyer://kiosk/theme/%2e%2e/secret.txt',
  'foyer://kiosk/theme/',
])('%s is not served', async (url) => {
  const response = await get(url);
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(await response.text()).toBe('');
});

test('a file of the theme is a picture, and no page of its own', async () => {
  const response = await get('foyer://kiosk/theme/logo.svg?v=0123456789ab');
  expect(response.headers.get('content-type')).toBe('image/svg+xml');
  expect(response.headers.get('content-security-policy')).toContain('sandbox');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});

test('only reading is answered', async () => {
  expect((await serve({ url: 'foyer://kiosk/', method: 'POST' })).status).toBe(405);
});
