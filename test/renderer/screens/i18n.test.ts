import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { consentWord } from '../../../core/kiosk/guest-words/consent-words.ts';
import { memoryCommand } from '../../../core/kiosk/guest-words/memory-words.ts';
import { CATALOGUES } from '../../../renderer/i18n/catalogues.ts';
import { dayPart, formatTime, languageName, wallClockMs } from '../../../renderer/i18n/format.ts';

/** Names of the values a message takes, at any depth. */
function argumentsOf(message: string): string[] {
  const names = JSON.stringify(new IntlMessageFormat(message, 'en').getAst(), (key, value) =>
    key === 'location' ? undefined : value,
  ).matchAll(/"type":[1-6],"value":"(\w+)"/g);
  return [...new Set([...names].map(([, name]) => name ?? ''))].sort();
}

const { en, ...others } = CATALOGUES;

/** What a message tells the guest to say. */
const quoted = (message: string) => [...message.matchAll(/[“„«「]\s*(.+?)\s*[”“»」]/g)].map(([, words]) => words ?? '');

describe.each(Object.entries(others))('the catalogue %s', (_, catalogue) => {
  it('has the keys of the English one', () => {
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(en).sort());
  });

  it('takes the same values', () => {
    const values = (messages: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(messages).map(([key, message]) => [key, argumentsOf(message)]));
    expect(values(catalogue)).toEqual(values(en));
  });

  it('has the plurals of the English one', () => {
    const plurals = (messages: Readonly<Record<string, string>>) =>
      Object.keys(messages).filter((key) => / plural,/.test(messages[key] ?? ''));
    expect(plurals(catalogue).sort()).toEqual(plurals(en).sort());
  });
});

describe.each(Object.entries(CATALOGUES))('in %s the screen teaches words that are understood', (_, catalogue) => {
  it('of the memory screen', () => {
    expect(quoted(catalogue['memory.say']).map((said) => memoryCommand(said, true))).toEqual([
      { do: 'read' },
      { do: 'delete', number: 3 },
      { do: 'correct', number: 1, value: expect.stringMatching(/^v[eé]gan|^نباتي|^ビーガン/) },
      { do: 'close' },
    ]);
  });

  it('of the consent, which are those on its buttons too', () => {
    expect(quoted(catalogue['consent.say']).map((said) => consentWord(said, false))).toEqual(['remember', 'visit']);
    expect(consentWord(catalogue['consent.remember'], false)).toBe('remember');
    expect(consentWord(catalogue['consent.visit'], false)).toBe('visit');
  });
});

it('no French line begins with a question mark, a colon or a closing quote', () => {
  expect(Object.values(CATALOGUES.fr).filter((message) => / [?!:;»]|« /.test(message))).toEqual([]);
});

it('argumentsOf finds a value inside a plural', () => {
  expect(argumentsOf(en['idle.text'])).toEqual(['seconds']);
  expect(argumentsOf(en['pin.problem.wait'])).toEqual(['minutes', 'seconds']);
});

describe('times', () => {
  const at = wallClockMs('2026-05-12T14:05');

  it('are the venue’s wall clock, whatever the zone of the screen', () => {
    expect(formatTime('en', at)).toBe('14:05');
    for (const locale of ['de', 'fr', 'es', 'it', 'ar', 'ja']) expect(formatTime(locale, at)).toBe('14:05');
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
  expect(Object.keys(CATALOGUES).map(languageName)).toEqual(['English', 'Deutsch', 'Français', 'Español', 'Italiano', 'العربية', '日本語']);
});
