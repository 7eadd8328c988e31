import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogueFaults, messageFaults } from '../../scripts/check/catalogues.mjs';
import { guestTextFaults, sideFaults, textsIn } from '../../scripts/check/guest-text.mjs';

const ROOT = join(import.meta.dirname, '../..');

it('every catalogue is whole and no guest screen has words of its own', () => {
  expect([...catalogueFaults(ROOT), ...guestTextFaults(ROOT), ...sideFaults(ROOT)]).toEqual([]);
});

describe('a catalogue', () => {
  let root: string;
  const folders = { i18n: ['en', 'de', 'fr'] };
  const faults = (change: (messages: Record<string, string>) => void) => {
    const file = join(root, 'i18n/de.json');
    const messages = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    change(messages);
    writeFileSync(file, JSON.stringify(messages));
    return catalogueFaults(root, folders);
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'foyer-messages-'));
    for (const locale of folders.i18n) cpSync(join(ROOT, `renderer/i18n/${locale}.json`), join(root, `i18n/${locale}.json`));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('that is whole passes', () => {
    expect(faults(() => {})).toEqual([]);
  });

  it('lacks a key', () => {
    expect(faults((messages) => delete messages['attract.invite'])).toEqual(['i18n/de.json: "attract.invite" is missing']);
  });

  it('has a key that English has not', () => {
    expect(faults((messages) => Object.assign(messages, { surplus: 'Zu viel' }))).toEqual(['i18n/de.json: "surplus" is not in English']);
  });

  it('of a language is missing, or of one too many', () => {
    rmSync(join(root, 'i18n/fr.json'));
    writeFileSync(join(root, 'i18n/nl.json'), '{}');
    expect(catalogueFaults(root, folders)).toEqual([
      'i18n/fr.json: missing',
      'i18n/nl.json: a language that scripts/check does not expect',
    ]);
  });
});

describe('a message', () => {
  it.each([
    ['de', '{count, plural, one {ein Platz}', '{count, plural, one {a seat} other {# seats}}', ['is no ICU message']],
    ['de', 'Hallo, {nam}', 'Hello, {name}', ['has other arguments than English: nam, name']],
    ['de', 'Kommen {count}', 'Coming: {count}', []],
    ['de', '  ', 'Hello', ['is empty']],
    ['de', 'Hello there', 'Hello there', ['is the English text']],
    ['de', '{text}', '{text}', []],
    ['ja', '{count, plural, other {#名}}', '{count, plural, one {one person} other {# people}}', []],
    ['ar', '{n, plural, one {واحد} other {كثير}}', '{n, plural, one {one} other {many}}', ['has no "zero", "two", "few", "many" for {n}']],
    ['fr', '{n, plural, =1 {un} other {#}}', '{n, plural, one {one} other {many}}', ['has no "one" for {n}']],
    ['fr', '{n, plural, one {un} other {#}}', '{n, plural, one {one} other {many}}', []],
    [
      'es',
      '{a, select, x {{n, plural, other {#}}} other {}}',
      '{a, select, x {{n, plural, one {1} other {#}}} other {}}',
      ['has no "one" for {n}'],
    ],
  ])('in %s: %s', (locale, message, english, found) => {
    expect(messageFaults(locale, 'key', message, english)).toEqual(found);
  });
});

it('a style that names a side of the page is found, one for one direction is not', () => {
  const root = mkdtempSync(join(tmpdir(), 'foyer-styles-'));
  mkdirSync(join(root, 'renderer/styles'), { recursive: true });
  writeFileSync(
    join(root, 'renderer/styles/a.css'),
    ".row {\n  margin-left: 1rem;\n  text-align: right;\n}\n[dir='rtl'] .row {\n  text-align: right;\n}\n",
  );
  expect(sideFaults(root)).toEqual([
    'renderer/styles/a.css:2: "margin-left" does not follow the reading direction',
    'renderer/styles/a.css:3: "text-align: right" does not follow the reading direction',
  ]);
  rmSync(root, { recursive: true });
});

describe('words in a guest screen', () => {
  it.each([
    ['<p>Hello there</p>', ['Hello there']],
    ['<p>\n  Several lines\n  of text\n</p>', ['Several lines of text']],
    ['<button aria-label="Close it" />', ['Close it']],
    ["<img alt={'Photo'} />", ['Photo']],
    ['<p>{count} people</p>', ['people']],
    ["<p>{'Two words'}</p>", ['Two words']],
  ])('are found: %s', (source, found) => {
    expect(textsIn(source).map(({ text }) => text)).toEqual(found);
  });

  it.each([
    '<p>{t("attract.invite")}</p>',
    '<p className="caption quiet">{text}</p>',
    'const least = items.length > shown ? <More /> : <All />;',
    'const state = useState<string | null>(null);',
    '/** Shows <b>bold words</b> */ <p>{text}</p>',
    '<span>Foyer</span>',
    'function Card<T extends object>({ of }: Props<T>) {',
  ])('are not: %s', (source) => {
    expect(textsIn(source)).toEqual([]);
  });
});
