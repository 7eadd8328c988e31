import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createTranslate } from '../../../core/i18n/translate.ts';
import { CATALOGUES } from '../../../renderer/i18n/catalogues.ts';

const FOLDER = fileURLToPath(new URL('../../../renderer/operator-menu/i18n/', import.meta.url));
const read = (locale: string) => JSON.parse(readFileSync(`${FOLDER}${locale}.json`, 'utf8')) as Record<string, string>;
const en = read('en');
const LOCALES = Object.keys(CATALOGUES);
const VALUES = { seconds: 65, minutes: 2, count: 3, ok: 5, warn: 2, fail: 1, as: 'hotel, dev_1' };

test('there is one for each language of the guests', () => {
  expect(
    readdirSync(FOLDER)
      .map((name) => name.replace('.json', ''))
      .sort(),
  ).toEqual([...LOCALES].sort());
});

test.each(LOCALES)('%s has every message, each says something of its own and fills in what it is given', (locale) => {
  const own = read(locale);
  expect(Object.keys(own)).toEqual(Object.keys(en));
  const t = createTranslate({ en, [locale]: own }, locale);
  for (const [key, english] of Object.entries(en)) {
    const said = t(key, VALUES);
    expect(said, key).toMatch(/\S/);
    expect(said, key).not.toMatch(/[{}]/);
    if (/\{as\}/.test(english)) expect(said, key).toContain('hotel');
  }
  // "Menu" and the like; not a message that nobody translated.
  if (locale !== 'en') expect(Object.keys(en).filter((key) => own[key] === en[key]).length).toBeLessThanOrEqual(2);
});
