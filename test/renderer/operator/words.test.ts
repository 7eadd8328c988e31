import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../../core/i18n/translate.ts';
import { rangeOf } from '../../../renderer/operator/analytics/range-form.tsx';
import { distinctReasons, healthText } from '../../../renderer/operator/fleet/health-text.ts';
import de from '../../../renderer/operator/i18n/de.json' with { type: 'json' };
import en from '../../../renderer/operator/i18n/en.json' with { type: 'json' };
import { toMessage } from '../../../renderer/operator/kiosk/message-form.tsx';
import { agoText, bytesText, spanText } from '../../../renderer/operator/parts/units.ts';
import { pathOf, routeOf } from '../../../renderer/operator/route.ts';

const english = createTranslate({ en, de }, 'en');
const german = createTranslate({ en, de }, 'de');
const MINUTE = 60_000;

describe('what the operator page says', () => {
  it.each([
    ['not-heard-from', { sinceMs: 12 * MINUTE }, 'Not heard from for 12 minutes.', 'Seit 12 Minuten keine Meldung.'],
    ['disk', { freeBytes: 1_240_000_000 }, 'Only 1.2 GB are free', 'Nur noch 1,2 GB Speicher frei'],
    ['clock', { offsetMs: -3 * 3_600_000 }, 'The clock is 3 hours behind.', 'Die Uhr geht 3 Stunden nach.'],
    ['clock', { offsetMs: 150_000 }, 'The clock is 2 minutes ahead.', 'Die Uhr geht 2 Minuten vor.'],
    ['microphone', { state: 'absent' }, 'The microphone: none.', 'Das Mikrofon: keine.'],
    [
      'problem',
      { problem: 'never-heard', message: 'the fan is loud', sinceMs: 1 },
      'It says: the fan is loud',
      'Er meldet: the fan is loud',
    ],
    ['problem', { problem: 'screen-absent', message: 'x', sinceMs: 1 }, 'no guest screen is connected', 'kein Gästebildschirm'],
  ] as const)('%s %j', (code, params, inEnglish, inGerman) => {
    expect(healthText(english, 'en-GB', { code, light: 'red', params })).toContain(inEnglish);
    expect(healthText(german, 'de', { code, light: 'red', params }).replaceAll('\u00a0', ' ')).toContain(inGerman);
  });

  it('of a code that it does not know, what came', () => {
    const reason = { code: 'meteor' as 'disk', light: 'red' as const, params: { size: 3 } };
    expect(healthText(english, 'en-GB', reason)).toBe('meteor 3');
  });

  it('what the kiosk and the endpoint both found is said once, with the number', () => {
    const problem = (code: string) => ({ code: 'problem', light: 'yellow', params: { problem: code, message: code, sinceMs: 1 } }) as const;
    const disk = { code: 'disk', light: 'yellow', params: { freeBytes: 1 } } as const;
    expect(distinctReasons([disk, problem('disk-low'), problem('hot')])).toEqual([disk, problem('hot')]);
  });

  it.each([
    [0, 'now'],
    [9999, 'now'],
    [59_999, '59 seconds ago'],
    [MINUTE, '1 minute ago'],
    [26 * 3_600_000, '1 day ago'],
    [-5000, 'now'],
  ])('%i ms is %s', (ms, text) => {
    expect(agoText('en-GB', ms)).toBe(text);
  });

  it('spans and sizes in units a person would use', () => {
    expect([spanText('en-GB', 90 * MINUTE), spanText('de', 3 * 86_400_000)]).toEqual(['1 hour', '3 Tage']);
    expect([12, 1500, 2_000_000, 64_000_000_000].map((bytes) => bytesText('en-GB', bytes))).toEqual([
      '12 bytes',
      '1.5 kB',
      '2 MB',
      '64 GB',
    ]);
  });

  it('a message has the languages that were written, and none is no message', () => {
    expect(toMessage({ texts: { en: ' Closed ', de: '  ' }, minutes: 15 })).toEqual({ text: { en: 'Closed' }, minutes: 15 });
    expect(toMessage({ texts: { en: ' ' }, minutes: 15 })).toBeNull();
  });

  it('seven days end today', () => {
    expect(rangeOf(7, new Date(2026, 2, 3, 0, 30))).toEqual({ from: '2026-02-25', to: '2026-03-03' });
  });

  it('every address leads back to its page, and an unknown one to the kiosks', () => {
    for (const route of [{ at: 'fleet' }, { at: 'groups' }, { at: 'setup' }, { at: 'kiosk', kiosk: 'a/b c' }] as const)
      expect(routeOf(pathOf(route))).toEqual(route);
    expect(routeOf('/operator/nowhere')).toEqual({ at: 'fleet' });
  });
});
