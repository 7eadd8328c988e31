import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';

/** Every folder of message catalogues, and the languages it has to have. */
const ALL = ['en', 'de', 'fr', 'es', 'it', 'ar', 'ja'];
const FOLDERS = {
  'renderer/i18n': ALL,
  'core/i18n': ALL,
  'core/kiosk/messages': ALL,
  'renderer/staff/i18n': ['en', 'de'],
  'renderer/calibration/i18n': ['en', 'de'],
  'renderer/operator-menu/i18n': ALL,
  'renderer/operator/i18n': ['en', 'de'],
};

/**
 * `sameAsEnglish`: messages that are the same word in that language; read through by a person.
 * `switchOnNumber`: a plural that chooses by numbers of its own, not by grammar.
 */
const ALLOWED = JSON.parse(readFileSync(new URL('allowed.json', import.meta.url), 'utf8'));

const ICU = { literal: 0, select: 5, plural: 6 };

/**
 * What is wrong with the catalogues: a key missing or too many, a message that is no ICU MessageFormat, other arguments than
 * English, a plural without a form that the language has for whole numbers, English left untranslated.
 */
export function catalogueFaults(root, folders = FOLDERS) {
  return Object.entries(folders).flatMap(([folder, locales]) => faultsIn(root, folder, locales));
}

function faultsIn(root, folder, locales) {
  const present = readdirSync(join(root, folder)).filter((name) => name.endsWith('.json'));
  const expected = locales.map((locale) => `${locale}.json`);
  const files = [
    ...expected.filter((name) => !present.includes(name)).map((name) => `${folder}/${name}: missing`),
    ...present.filter((name) => !expected.includes(name)).map((name) => `${folder}/${name}: a language that scripts/check does not expect`),
  ];
  const read = (locale) => JSON.parse(readFileSync(join(root, folder, `${locale}.json`), 'utf8'));
  const english = read('en');
  const present_ = locales.filter((locale) => present.includes(`${locale}.json`));
  return [...files, ...present_.flatMap((locale) => compared(`${folder}/${locale}.json`, locale, read(locale), english))];
}

function compared(file, locale, messages, english) {
  const missing = Object.keys(english).filter((key) => !(key in messages));
  const extra = Object.keys(messages).filter((key) => !(key in english));
  const shared = Object.keys(english).filter((key) => key in messages);
  return [
    ...missing.map((key) => `${file}: "${key}" is missing`),
    ...extra.map((key) => `${file}: "${key}" is not in English`),
    ...shared.flatMap((key) => messageFaults(locale, key, messages[key], english[key]).map((fault) => `${file}: "${key}" ${fault}`)),
  ];
}

/** @returns {string[]} */
export function messageFaults(locale, key, message, english) {
  if (typeof message !== 'string' || message.trim() === '') return ['is empty'];
  const own = parsed(message);
  const reference = parsed(english);
  if (own === null) return ['is no ICU message'];
  if (reference === null) return locale === 'en' ? ['is no ICU message'] : [];
  const [mine, theirs] = [namesIn(own), namesIn(reference)];
  const differing = [...mine, ...theirs].filter((name) => !(mine.has(name) && theirs.has(name)));
  return [
    ...(differing.length === 0 ? [] : [`has other arguments than English: ${[...new Set(differing)].sort().join(', ')}`]),
    ...(ALLOWED.switchOnNumber.includes(key) ? [] : pluralFaults(own, locale)),
    ...(locale !== 'en' && message === english && hasWords(own) && !(ALLOWED.sameAsEnglish[locale] ?? []).includes(key)
      ? ['is the English text']
      : []),
  ];
}

function parsed(message) {
  try {
    return new IntlMessageFormat(message, 'en').getAst();
  } catch {
    return null;
  }
}

function* within(elements) {
  for (const element of elements) {
    yield element;
    for (const option of Object.values(element.options ?? {})) yield* within(option.value);
  }
}

function namesIn(elements) {
  return new Set([...within(elements)].flatMap(({ type, value }) => (type !== ICU.literal && typeof value === 'string' ? [value] : [])));
}

function hasWords(elements) {
  return [...within(elements)].some(({ type, value }) => type === ICU.literal && /\p{L}{2}/u.test(value));
}

const forms = new Map();

/** Plural forms that whole numbers take; a form for millions or fractions alone needs none. */
function formsOf(locale) {
  const known = forms.get(locale);
  if (known !== undefined) return known;
  const rules = new Intl.PluralRules(locale);
  const found = new Set(Array.from({ length: 201 }, (_, number) => rules.select(number)));
  forms.set(locale, found);
  return found;
}

function pluralFaults(elements, locale) {
  return [...within(elements)].flatMap(({ type, value, options }) => {
    if (type !== ICU.plural) return [];
    const absent = [...formsOf(locale)].filter((form) => !(form in options) && !exactly(options, locale, form));
    return absent.length === 0 ? [] : [`has no "${absent.join('", "')}" for {${value}}`];
  });
}

/** "=1" stands for "one" where no other whole number takes that form. */
function exactly(options, locale, form) {
  const rules = new Intl.PluralRules(locale);
  const numbers = Array.from({ length: 201 }, (_, number) => number).filter((number) => rules.select(number) === form);
  return numbers.length <= 2 && numbers.every((number) => `=${number}` in options);
}
