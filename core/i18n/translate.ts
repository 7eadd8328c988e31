import { IntlMessageFormat } from 'intl-messageformat';
import type { Locale } from '../contract/index.ts';
import { isolateValues } from './isolate.ts';
import { baseOf, directionOf, formatTag } from './tags.ts';

/** Messages of one language, ICU MessageFormat: "{count, plural, one {# talk} other {# talks}}". */
export type Catalogue = Readonly<Record<string, string>>;
export type MessageValues = Readonly<Record<string, string | number>>;

/**
 * Looks messages up by key and fills them in. A key missing in a language falls back to `en`; one
 * missing there too is a bug and throws, so a test finds it.
 */
export type Translate<K extends string = string> = (key: K, values?: MessageValues) => string;

export function createTranslate<C extends Catalogue>(
  catalogues: { readonly en: C } & Readonly<Record<Locale, Catalogue>>,
  locale: Locale,
): Translate<keyof C & string> {
  const catalogue: Catalogue = catalogues[locale] ?? catalogues[baseOf(locale)] ?? catalogues.en;
  const compiled = new Map<string, IntlMessageFormat>();
  return (key, values) => {
    let format = compiled.get(key);
    if (format === undefined) {
      const own = catalogue[key];
      const message = own ?? catalogues.en[key];
      if (message === undefined) throw new Error(`no message "${key}" in the catalogue of ${locale} or en`);
      format = compile(message, own === undefined ? 'en' : locale);
      compiled.set(key, format);
    }
    return String(format.format(values as Record<string, string | number>));
  };
}

function compile(message: string, locale: Locale): IntlMessageFormat {
  const format = new IntlMessageFormat(message, formatTag(locale));
  return directionOf(locale) === 'rtl' ? new IntlMessageFormat(isolateValues(format.getAst()), formatTag(locale)) : format;
}
