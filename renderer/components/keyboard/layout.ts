import type { Locale } from '../../../core/contract/index.ts';
import { baseOf } from '../../../core/i18n/tags.ts';
import { type KanaMark, katakana } from './kana.ts';

export type Key =
  | { readonly kind: 'char'; readonly lower: string; readonly upper: string }
  | { readonly kind: 'mark'; readonly mark: KanaMark }
  | { readonly kind: 'shift' | 'backspace' | 'layer' | 'script' | 'space' | 'send' };

/** `latin`: the names of a house are often written in Latin letters, whatever a guest reads. */
export type Layer = 'letters' | 'symbols' | 'latin';

export type KeyRows = readonly (readonly Key[])[];

const LETTERS: Readonly<Record<string, readonly string[]>> = {
  en: ['qwertyuiop', "asdfghjkl'", 'zxcvbnm?'],
  de: ['qwertzuiopü', 'asdfghjklöä', 'yxcvbnmß?'],
  fr: ['azertyuiopé', 'qsdfghjklmè', "wxcvbnàç'?"],
  es: ['qwertyuiopá', 'asdfghjklñé', 'zxcvbnmíóú?'],
  it: ['qwertyuiopè', 'asdfghjklòà', "zxcvbnmìù'?"],
  ar: ['ضصثقفغعهخحجد', 'شسيبلاتنمكطذ', 'ئءؤرىةوزظ؟'],
  // By the table of sounds, as on ticket machines. Kanji are not made of it.
  ja: ['あかさたなはまやらわ', 'いきしちにひみゆりを', 'うくすつぬふむよるん', 'えけせてねへめーれ？', 'おこそとのほも゛゜ろ小'],
};
const MARKS: ReadonlySet<string> = new Set<KanaMark>(['゛', '゜', '小']);
/** Letters that Arabic writes in more than one way; it has no capitals. */
const OTHER_ARABIC: Readonly<Record<string, string>> = { ا: 'أ', ل: 'إ', ى: 'آ', ي: 'ئ', و: 'ؤ', ه: 'ة' };
/** What the keys to other letters are called. */
const SCRIPTS: Readonly<Record<string, string>> = { ar: 'أبج', ja: 'あいう' };
const STOPS: Readonly<Record<string, readonly [string, string]>> = { ar: ['،', '.'], ja: ['、', '。'] };
const SYMBOLS: Readonly<Record<string, readonly string[]>> = {
  en: ['1234567890', '-/:;()€$&@', '"!.,+%#_'],
  de: ['1234567890', '-/:;()€$&@', '„“!.,+%#_'],
  fr: ['1234567890', '-/:;()€$&@', '«»!.,+%#_'],
  es: ['1234567890', '-/:;()€$&@', '¿¡!.,+%#_'],
};

/** Letters of the locale (QWERTY for any language without a layout of its own), Latin ones, or numbers and signs. */
export function keyRows(locale: Locale, layer: Layer): KeyRows {
  const base = baseOf(locale);
  const table = layer === 'symbols' ? SYMBOLS : LETTERS;
  const rows = (layer === 'latin' ? undefined : table[base]) ?? table.en ?? [];
  const [comma, stop] = (layer === 'latin' ? undefined : STOPS[base]) ?? [',', '.'];
  const last = rows.at(-1) ?? '';
  return [
    ...rows.slice(0, -1).map((row) => chars(row, locale)),
    [...(layer === 'symbols' ? [] : [{ kind: 'shift' } as const]), ...chars(last, locale), { kind: 'backspace' }],
    [
      { kind: 'layer' },
      ...(base in SCRIPTS ? [{ kind: 'script' } as const] : []),
      ...chars(comma, locale),
      { kind: 'space' },
      ...chars(stop, locale),
      { kind: 'send' },
    ],
  ];
}

/** What the key from numbers, or from Latin letters, back to letters says. */
export function lettersLabel(locale: Locale): string {
  return SCRIPTS[baseOf(locale)] ?? 'ABC';
}

function chars(row: string, locale: Locale): readonly Key[] {
  return [...row].map((lower) =>
    MARKS.has(lower) ? { kind: 'mark', mark: lower as KanaMark } : { kind: 'char', lower, upper: upperOf(lower, locale) },
  );
}

function upperOf(lower: string, locale: Locale): string {
  // A capital ß would surprise everyone, and "SS" is two letters on one key.
  if (lower === 'ß') return lower;
  return OTHER_ARABIC[lower] ?? katakana(lower).toLocaleUpperCase(locale);
}

export interface TextEdit {
  readonly text: string;
  readonly caret: number;
}

/** Puts `insert` in place of the selection [start, end). */
export function insertText(text: string, start: number, end: number, insert: string, maxLength: number): TextEdit {
  const room = Math.max(0, maxLength - (text.length - (end - start)));
  const added = insert.slice(0, room);
  return { text: text.slice(0, start) + added + text.slice(end), caret: start + added.length };
}

/** Deletes the selection, or the one character (not half of one) before the caret. */
export function deleteBack(text: string, start: number, end: number): TextEdit {
  if (start !== end) return { text: text.slice(0, start) + text.slice(end), caret: start };
  const before = [...text.slice(0, start)];
  const removed = before.pop() ?? '';
  return { text: before.join('') + text.slice(start), caret: start - removed.length };
}

/** Capitals at the start of a sentence, as telephones do; where a script has none, shift is for other letters. */
export function startsSentence(text: string, caret: number, locale: Locale = 'en'): boolean {
  return !(baseOf(locale) in SCRIPTS) && /(^|[.!?]\s+)$/.test(text.slice(0, caret));
}
