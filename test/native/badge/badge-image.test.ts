import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import QRCode from 'qrcode';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readBarcodes } from 'zxing-wasm/reader';
import { badgeForTerminal, drawBadge } from '../../../native/badge/badge-image.ts';
import { createBadgeIssuer } from '../../../native/badge/badge-issuer.ts';
import { prepareReader } from '../../renderer/camera/read-qr.ts';

let dataDir = '';
let token = '';
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-image-'));
  token = createBadgeIssuer({ dataDir, tenant: 'demo' }).issue({ expiresAtMs: Date.now() + 86_400_000 }).token;
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

it('a printed badge is a code of version 6 at most, level M, in alphanumeric mode', async () => {
  await prepareReader();
  const [code] = await readBarcodes(await drawBadge(token, 'png'), { formats: ['QRCode'] });
  expect(code).toMatchObject({ text: token, isValid: true, ecLevel: 'M' });
  expect(Number(code?.version)).toBeLessThanOrEqual(6);
  const { segments } = QRCode.create([{ data: token, mode: 'alphanumeric' }], { errorCorrectionLevel: 'M' });
  expect(segments.map(({ mode }) => mode.id)).toEqual(['Alphanumeric']);
  // In byte mode it would not fit: the alphabet of the token is what keeps it small.
  expect(QRCode.create([{ data: Buffer.from(token), mode: 'byte' }], { errorCorrectionLevel: 'M' }).version).toBeGreaterThan(6);
});

it('as SVG and in the terminal it has a white frame and nothing outside', async () => {
  expect(Buffer.from(await drawBadge(token, 'svg')).toString()).toMatch(/^<svg [^>]*viewBox="0 0 49 49"/);
  const lines = badgeForTerminal(token).split('\n');
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  expect(lines[0]).toMatch(/^█+$/);
});
