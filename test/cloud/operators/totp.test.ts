import { describe, expect, it } from 'vitest';
import { findStep, toBase32, totpCode, totpUri } from '../../../cloud/operators/totp.ts';
import { fromBase32 } from './operator-client.ts';

const SECRET = Buffer.from('12345678901234567890');

describe('TOTP', () => {
  // RFC 6238, appendix B, the rows of SHA-1.
  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('at %i s the code is %s', (seconds, code) => {
    expect(totpCode(SECRET, Math.floor(seconds / 30), 8)).toBe(code);
  });

  it('takes the code of the step before and after, spaced as apps show it, and no other', () => {
    const nowMs = 1_234_567_890_000;
    const step = Math.floor(nowMs / 30_000);
    for (const drift of [-1, 0, 1]) expect(findStep(SECRET, totpCode(SECRET, step + drift), nowMs)).toBe(step + drift);
    expect(findStep(SECRET, totpCode(SECRET, step).replace(/(?=...$)/, ' '), nowMs)).toBe(step);
    for (const wrong of [totpCode(SECRET, step - 2), totpCode(SECRET, step + 2), '', '12345', '1234567', 'abcdef'])
      expect(findStep(SECRET, wrong, nowMs)).toBeNull();
  });

  // RFC 4648, section 10, without padding.
  it.each([
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('base32 of "%s" is %s', (text, encoded) => {
    expect(toBase32(Buffer.from(text))).toBe(encoded);
    expect(Buffer.from(fromBase32(encoded)).toString()).toBe(text);
  });

  it('the address for the app names the house and the account, whatever is in them', () => {
    const uri = totpUri(SECRET, { tenant: 'Grand & Hotel', name: 'Ada + Co' });
    expect(uri).toMatch(/^otpauth:\/\/totp\/Foyer%20Grand%20%26%20Hotel:Ada%20%2B%20Co\?secret=GEZDGNBV/);
    expect(new URL(uri).searchParams.get('issuer')).toBe('Foyer Grand & Hotel');
  });
});
