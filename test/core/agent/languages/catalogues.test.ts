import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { CATALOGUES, translateTo } from '../../../../core/i18n/catalogues.ts';
import { floorPhrases } from '../../../../core/i18n/floor-phrases.ts';
import { withoutIsolates } from '../../../../core/i18n/isolate.ts';
import { kioskMessages } from '../../../../core/kiosk/messages.ts';
import { durationText, listText, momentText, priceText } from '../../../../core/tools/speech-words.ts';

describe('a number in a sentence', () => {
  const count = (locale: 'fr' | 'es' | 'it' | 'de', value: number) =>
    String(new IntlMessageFormat(CATALOGUES[locale]['on.count'], locale).format({ count: value, scope: '' }));

  it.each([
    ['fr', 'Il n’y a aucune séance.', 'Il y a une séance.', 'Il y a 2 séances.'],
    ['es', 'No hay ninguna sesión.', 'Hay una sesión.', 'Hay 2 sesiones.'],
    ['it', 'Non c’è nessuna sessione.', 'C’è una sessione.', 'Ci sono 2 sessioni.'],
  ] as const)('agrees in %s: none, one, two', (locale, none, one, two) => {
    expect([0, 1, 2].map((value) => count(locale, value))).toEqual([none, one, two]);
  });
});

it.each([
  ['fr', 'Rez-de-chaussée', 'au rez-de-chaussée'],
  ['fr', 'Ground floor', 'au niveau «\u00a0Ground floor\u00a0»'],
  ['es', 'Planta baja', 'en la planta baja'],
  ['it', 'Piano terra', 'al piano terra'],
  ['de-CH', 'Erdgeschoss', 'im Erdgeschoss'],
  ['en', 'Ground floor', 'on the ground floor'],
  ['ar', 'Ground floor', 'في \u2068Ground floor\u2069'],
  ['ja', '2階', '2階'],
])('a floor in a %s sentence: %s', (locale, name, phrase) => {
  expect(floorPhrases(locale).on(name)).toBe(phrase);
});

it('the kiosk’s own lines are in the guest’s language', () => {
  expect(kioskMessages('it')('greeting.visit')).toContain('Lei');
});

describe('in Arabic', () => {
  const t = translateTo('ar');

  it.each([
    [0, 'لا توجد فعاليات.'],
    [1, 'توجد فعالية واحدة.'],
    [2, 'توجد فعاليتان.'],
    [3, 'توجد 3 فعاليات.'],
    [11, 'توجد 11 فعالية.'],
    [100, 'توجد 100 فعالية.'],
  ])('%i sessions', (count, said) => {
    expect(withoutIsolates(t('on.count', { count, scope: '' }))).toBe(said);
  });

  it('what is filled in is kept apart from the words around it', () => {
    expect(t('hours.phone', { phone: '+41 44 555 01 00' })).toBe('رقم الهاتف \u2068+41 44 555 01 00\u2069.');
    expect(t('chip.wayTo', { place: 'Spa' })).toBe('الطريق إلى \u2068Spa\u2069');
  });

  it('digits, the clock and the calendar are those on the doors and in the programme', () => {
    const words = { locale: 'ar', t };
    expect(withoutIsolates(momentText('2026-05-20T19:30', '2026-05-12T10:00', words))).toBe('يوم الأربعاء 20 مايو الساعة 19:30');
    expect(priceText(12.5, 'EUR', 'ar-SA')).toMatch(/12[.,]50/);
    expect(withoutIsolates(listText(['A', 'B', 'C'], words))).toBe('A وB وC');
  });
});

it('in Japanese moments, lists and lengths of time are put together without spaces', () => {
  const words = { locale: 'ja', t: translateTo('ja') };
  expect(momentText('2026-05-20T19:30', '2026-05-12T10:00', words)).toBe('5月20日（水曜日）19:30');
  expect(listText(['A', 'B', 'C'], words)).toBe('A、B、C');
  expect(durationText({ startsAt: '2026-05-20T19:30', endsAt: '2026-05-20T21:00' }, words)).toBe('1時間30分');
});

it.each(['en', 'de', 'fr', 'es', 'it', 'ar', 'ja'])('a minute over the hour is one minute in %s', (locale) => {
  const words = { locale, t: translateTo(locale) };
  expect(durationText({ startsAt: '2026-05-20T19:00', endsAt: '2026-05-20T20:01' }, words)).not.toMatch(
    /1 (minutes|Minuten|minutos|minuti)/,
  );
});
