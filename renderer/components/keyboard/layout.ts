import type { Locale } from '../../../core/contract/index.ts';

export type Key =
  | { readonly kind: 'char'; readonly lower: string; readonly upper: string }
  | { readonly kind: 'shift' | 'backspace' | 'layer' | 'space' | 'send' };

export type KeyRows = readonly (readonly Key[])[];

const LETTERS: Readonly<Record<string, readonly string[]>> = {
  en: ['qwertyuiop', "asdfghjkl'", 'zxcvbnm?'],
  de: ['qwertzuiopü', 'asdfghjklöä', 'yxcvbnmß?'],
  fr: ['azertyuiopé', 'qsdfghjklmè', "wxcvbnàç'?"],
  es: ['qwertyuiopá', 'asdfghjklñé', 'zxcvbnmíóú?'],
  it: ['qwertyuiopè', 'asdfghjklòà', "zxcvbnmìù'?"],
};
const SYMBOLS: Readonly<Record<string, readonly string[]>> = {
  en: ['1234567890', '-/:;()€$&@', '"!.,+%#_'],
  de: ['1234567890', '-/:;()€$&@', '„“!.,+%#_'],
  fr: ['1234567890', '-/:;()€$&@', '«»!.,+%#_'],
  es: ['1234567890', '-/:;()€$&@', '¿¡!.,+%#_'],
};

/** Letters of the locale (QWERTY for any language without a layout of its own), or its numbers and signs. */
export function keyRows(locale: Locale, layer: 'letters' | 'symbols'): KeyRows {
  const table = layer === 'letters' ? LETTERS : SYMBOLS;
  const rows = table[locale.split('-')[0] ?? 'en'] ?? table.en ?? [];
  const [first = '', second = '', third = ''] = rows;
  return [
    chars(first, locale),
    chars(second, locale),
    [...(layer === 'letters' ? [{ kind: 'shift' } as const] : []), ...chars(third, locale), { kind: 'backspace' }],
    [{ kind: 'layer' }, ...chars(',', locale), { kind: 'space' }, ...chars('.', locale), { kind: 'send' }],
  ];
}

function chars(row: string, locale: Locale): readonly Key[] {
  // A capital ß would surprise everyone, and "SS" is two letters on one key.
  return [...row].map((lower) => ({ kind: 'char', lower, upper: lower === 'ß' ? 'ß' : lower.toLocaleUpperCase(locale) }));
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

/** Capitals at the start of a sentence, as telephones do. */
export function startsSentence(text: string, caret: number): boolean {
  return /(^|[.!?]\s+)$/.test(text.slice(0, caret));
}
