import type { LocalText } from '../../model.ts';
import { isRecord } from '../read-yaml.ts';
import { saysNothing } from './titles.ts';

/** HTML's names for U+00A0 to U+00FF, in their order. */
const LATIN =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';

const NAMED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(LATIN.split(' ').map((name, i) => [name, String.fromCodePoint(0xa0 + i)])),
  euro: '€',
  bull: '•',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
};

/** Texts from the web as they are read out: without HTML, without the marks of Markdown. */
export function plainText(text: string): string {
  const html = /<\/?[a-z][^>]*>|&[a-z]+;|&#/i.test(text);
  const bare = html
    ? text
        .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ')
        .replace(/<\/(?:p|div|li|h\d|ul|ol)>|<br\s*\/?>/gi, '\n')
        .replace(/<\/?[a-z!][^>]*>/gi, '')
        .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+\d{0,2}));/gi, (all, decimal, hex, name) => entity(all, decimal, hex, name))
    : text;
  return bare
    .replace(/!?\[([^\]\n]{1,300})\]\((?:[^()\s]|\([^()\s]*\))*\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)([^\n]*?\S)\1/g, '$2')
    .replace(/^#{1,6}\s+/gm, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function entity(all: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return NAMED[name] ?? NAMED[name.toLowerCase()] ?? all;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ' ';
}

/** A text, or one a language ({en: …, de: …}); undefined when there is nothing to read out. */
export function localText(value: unknown, clean: (text: string) => string = plainText): LocalText | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    const text = clean(value);
    return text === '' || saysNothing(text) ? undefined : text;
  }
  if (!isRecord(value)) return undefined;
  const texts = Object.entries(value).flatMap(([language, text]): [string, string][] => {
    const locale = language.replace('_', '-').replace(/-(?:formal|informal)$/, '');
    if (typeof text !== 'string' || !/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(locale)) return [];
    const cleaned = clean(text);
    return cleaned === '' || saysNothing(cleaned) ? [] : [[locale, cleaned]];
  });
  return texts.length === 0 ? undefined : Object.fromEntries(texts);
}

/** One line of text: a name, a title. */
export function oneLine(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (isRecord(value)) {
    const first = value.en ?? value.name ?? Object.values(value).find((text) => typeof text === 'string' && text !== '');
    return typeof first === 'string' ? oneLine(first) : undefined;
  }
  if (typeof value !== 'string') return undefined;
  const text = plainText(value).replace(/\s+/g, ' ').trim();
  return text === '' || saysNothing(text) ? undefined : text;
}

/** Letters and digits of a name, for ids: "Altes Rathaus" → "altes-rathaus". */
export function slugOf(text: string): string {
  const slug = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return slug.slice(0, 60) || 'x';
}
