import QRCode from 'qrcode';
import { describe, expect, it } from 'vitest';
import { decodeBase32, encodeBase32 } from '../../../core/badge/base32.ts';
import { decodeBadge, encodeBadge, isGuestId, TOKEN_LENGTH, tenantTag } from '../../../core/badge/token.ts';

const claims = {
  keyId: '00c0ffee',
  tenantTag: tenantTag('demo'),
  guestId: '0123456789abcdefghjg',
  issue: 7,
  expiresAtMs: 1_800_000_000_000,
};
const sign = (bytes: Uint8Array) => new Uint8Array(64).fill(bytes.length);
const token = encodeBadge(claims, sign);

describe('badge token', () => {
  it('comes back as it went in', () => {
    const decoded = decodeBadge(token);
    expect(decoded.ok && decoded.badge.claims).toEqual(claims);
    expect(decoded.ok && decoded.badge.signature).toEqual(sign(new Uint8Array(31)));
  });

  it('fits a QR code of version 6 at level M in alphanumeric mode', () => {
    expect(token).toHaveLength(TOKEN_LENGTH);
    const code = QRCode.create([{ data: token, mode: 'alphanumeric' }], { errorCorrectionLevel: 'M' });
    expect(code.version).toBeLessThanOrEqual(6);
  });

  it('survives caps lock and white space around it', () => {
    expect(decodeBadge(` ${token.toLowerCase()}\r\n`)).toEqual(decodeBadge(token));
  });

  it.each([
    ['a web address', 'https://example.org/t/1', 'foreign'],
    ['nothing', '', 'foreign'],
    ['another version', token.replace('FOYER1', 'FOYER2'), 'malformed'],
    ['one character short', token.slice(0, -1), 'malformed'],
    ['one character more', `${token}0`, 'malformed'],
    ['a letter that base 32 lacks', token.replace(/.$/, 'U'), 'malformed'],
    ['a control character', `${token.slice(0, 40)}\u0007${token.slice(41)}`, 'malformed'],
    ['a letter that only upper-cases to one of ours', token.replace(/S|5/, 'ſ'), 'malformed'],
    ['left-over bits that are not zero', token.replace(/.$/, '7'), 'malformed'],
  ])('refuses %s', (_what, payload, reason) => {
    expect(decodeBadge(payload)).toEqual({ ok: false, reason });
  });

  it('knows the shape of a guest id', () => {
    expect(isGuestId(claims.guestId)).toBe(true);
    for (const bad of ['', 'guest', '0123456789ABCDEFGHJG', '0123456789abcdefghju', '0123456789abcdefghj1'])
      expect(isGuestId(bad)).toBe(false);
  });
});

describe('base 32', () => {
  it('brings back every byte at every length', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => (i * 167 + 13) % 256);
    for (let length = 0; length <= bytes.length; length++)
      expect(decodeBase32(encodeBase32(bytes.subarray(0, length)))).toEqual(bytes.subarray(0, length));
  });
});
