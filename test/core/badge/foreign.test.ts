import { describe, expect, it } from 'vitest';
import { matchesShape, readForeign } from '../../../core/badge/foreign.ts';
import { foreignPatternSchema } from '../../../core/contract/badge-config.ts';

const VCARD =
  'BEGIN:VCARD\nVERSION:3.0\nN:Lovelace;Ada;;Countess;\nFN:Ada Lovelace\nTEL:+44 20 7946 0000\nEMAIL:ada@example.org\nEND:VCARD';
const MECARD = 'MECARD:N:Lovelace,Ada;TEL:+442079460000;EMAIL:ada@example.org;;';

describe('a foreign code', () => {
  it.each([
    ['vcard', VCARD, 'Ada Lovelace'],
    ['vcard', VCARD.replace('FN:Ada Lovelace\n', ''), 'Ada Lovelace'],
    ['vcard', VCARD.replaceAll('Ada Lovelace', 'Jo\\, “the <b>”'), undefined],
    ['vcard', VCARD.replace('FN:Ada Lovelace', 'FN;CHARSET=UTF-8:Łukasz Dvořák'), 'Łukasz Dvořák'],
    ['mecard', MECARD, 'Ada Lovelace'],
    ['mecard', 'MECARD:N:Владимир;TEL:1;;', 'Владимир'],
  ] as const)('of kind %s yields a name at most', (kind, payload, contactName) => {
    const code = readForeign(payload, ['vcard', 'mecard']);
    expect(code?.kind).toBe(kind);
    expect(code?.contactName).toBe(contactName);
    expect(Object.keys(code ?? {}).sort()).toEqual(contactName === undefined ? ['identity', 'kind'] : ['contactName', 'identity', 'kind']);
  });

  it('is the same guest whichever line ends the scanner makes', () => {
    const codes = [VCARD, VCARD.replaceAll('\n', '\r\n'), `${VCARD.replaceAll('\n', '\r')}\r\n`].map((one) => readForeign(one, ['vcard']));
    expect(new Set(codes.map((code) => code?.identity)).size).toBe(1);
  });

  it.each([
    ['nothing is allowed', VCARD, []],
    ['only another kind is', MECARD, ['vcard']],
    ['it is too short to tell guests apart', 'A1234', ['*####']],
    ['its shape is another', 'TKT-1234567', ['TKT-########']],
    ['it hides a control character', 'TKT-1234\u00075678', ['TKT-*']],
    ['it goes on after a line end', 'TKT-12345678\nFOYER1', ['TKT-*']],
    ['the contact card is cut off', VCARD.slice(0, -9), ['vcard']],
    ['it only says that it is a card', 'BEGIN:VCARD', ['vcard']],
  ])('is refused when %s', (_why, payload, patterns) => {
    expect(readForeign(payload, patterns)).toBeNull();
  });

  it('of an allowed shape is taken', () => {
    expect(readForeign(' TKT-12345678\r', ['TKT-########'])).toEqual({ kind: 'code', identity: 'TKT-12345678' });
    expect(readForeign('https://tickets.example/t/9f3?x=1', ['https://tickets.example/*'])?.kind).toBe('url');
  });
});

describe('shapes', () => {
  it.each([
    ['A1', '@#', true],
    ['1A', '@#', false],
    ['abcabc', '*abc', true],
    ['abcab', '*abc', false],
    ['https://evil.example/https://tickets.example/', 'https://tickets.example/*', false],
    ['x', '', false],
    ['', '*', true],
    ['a*b', 'a*b', true],
    ['axxb', 'a*b', true],
  ])('%s against %s: %s', (text, shape, expected) => {
    expect(matchesShape(text, shape)).toBe(expected);
  });

  it('take no time that grows faster than the code: what would stall a regular expression does not stall this', () => {
    let steps = 0;
    const counted = new Proxy(Object('a'.repeat(512)) as object, {
      get(of, key) {
        if (typeof key === 'string' && /^\d+$/.test(key)) steps++;
        return Reflect.get(of, key);
      },
    }) as unknown as string;
    expect(matchesShape(counted, '*a*a*a*a*a*a*a*b')).toBe(false);
    expect(steps).toBeGreaterThanOrEqual(512);
    expect(steps).toBeLessThan(512 * 512);
  });

  it('in a configuration are kept simple', () => {
    expect(foreignPatternSchema.safeParse('TKT-########').success).toBe(true);
    for (const bad of ['', '*', '**', 'a*'.repeat(9)]) expect(foreignPatternSchema.safeParse(bad).success).toBe(false);
  });
});
