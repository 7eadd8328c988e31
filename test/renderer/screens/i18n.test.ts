import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import de from '../../../renderer/i18n/de.json' with { type: 'json' };
import en from '../../../renderer/i18n/en.json' with { type: 'json' };
import { dayPart, formatTime, languageName, wallClockMs } from '../../../renderer/i18n/format.ts';

/** Names of the values a message takes, at any depth. */
function argumentsOf(message: string): string[] {
  const names = JSON.stringify(new IntlMessageFormat(message, 'en').getAst(), (key, value) =>
    key === 'location' ? undefined : value,
  ).matchAll(/"type":[1-6],"value":"(\w+)"/g);
  return [...new Set([...names].map(([, name]) => name ?? ''))].sort();
}

describe('catalogues', () => {
  it('have the same keys', () => {
    expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort());
  });

  it('take the same values in every language', () => {
    for (const [key, message] of Object.entries(en)) {
      expect([key, argumentsOf(de[key as keyof typeof de])]).toEqual([key, argumentsOf(message)]);
    }
    expect(argumentsOf(en['idle.text'])).toEqual(['seconds']);
  });
});

describe('times', () => {
  const at = wallClockMs('2026-05-12T14:05');

  it('are the venue’s wall clock, whatever the zone of the screen', () => {
    expect(formatTime('en', at)).toBe('14:05');
    expect(formatTime('de', at)).toBe('14:05');
    expect(formatTime('en-US', at)).toMatch(/2:05/);
  });

  it('know the part of the day', () => {
    expect(dayPart(wallClockMs('2026-05-12T08:00'))).toBe('morning');
    expect(dayPart(at)).toBe('afternoon');
    expect(dayPart(wallClockMs('2026-05-12T23:00'))).toBe('evening');
    expect(dayPart(wallClockMs('2026-05-12T02:00'))).toBe('evening');
  });
});

it('languages are called by their own names', () => {
  expect([languageName('en'), languageName('de')]).toEqual(['English', 'Deutsch']);
});
