import { describe, expect, it } from 'vitest';
import { katakana, marked, markKana } from '../../../renderer/components/keyboard/kana.ts';
import { deleteBack, insertText, type Key, keyRows, lettersLabel, startsSentence } from '../../../renderer/components/keyboard/layout.ts';

const letters = (row: readonly Key[] | undefined) => (row ?? []).flatMap((key) => (key.kind === 'char' ? [key.lower] : [])).join('');

describe('layouts', () => {
  it('are QWERTY in English, QWERTZ with umlauts in German, AZERTY in French', () => {
    expect(letters(keyRows('en', 'letters')[0])).toBe('qwertyuiop');
    expect(letters(keyRows('de', 'letters')[0])).toBe('qwertzuiopü');
    expect(letters(keyRows('de-AT', 'letters')[1])).toBe('asdfghjklöä');
    expect(letters(keyRows('fr', 'letters')[0])).toBe('azertyuiopé');
    expect(letters(keyRows('pl', 'letters')[0])).toBe('qwertyuiop');
  });

  it.each(['en', 'de', 'fr', 'es', 'it'])('%s has every letter once and all the keys one needs', (locale) => {
    const rows = keyRows(locale, 'letters');
    const typed = rows.flatMap((row) => [...letters(row)]);
    expect(new Set(typed).size).toBe(typed.length);
    for (const letter of 'abcdefghijklmnopqrstuvwxyz?') expect(typed).toContain(letter);
    const kinds = rows.flat().map((key) => key.kind);
    for (const kind of ['shift', 'backspace', 'layer', 'space', 'send'] as const) expect(kinds).toContain(kind);
  });

  it.each([
    ['ar', 'ابتثجحخدذرزسشصضطظعغفقكلمنهويءةىئؤ؟'],
    ['ja', 'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをんー'],
  ])('%s has its letters once, and Latin ones on a layer of their own', (locale, alphabet) => {
    const typed = keyRows(locale, 'letters').flatMap((row) => [...letters(row)]);
    expect(new Set(typed).size).toBe(typed.length);
    for (const letter of alphabet) expect(typed).toContain(letter);
    expect(keyRows(locale, 'letters').flat()).toContainEqual({ kind: 'script' });
    expect(letters(keyRows(locale, 'latin')[0])).toBe('qwertyuiop');
    expect(lettersLabel(locale)).not.toBe('ABC');
  });

  it('gives katakana, or Arabic letters with hamza, with shift', () => {
    const key = (locale: string, lower: string) =>
      keyRows(locale, 'letters')
        .flat()
        .find((one) => one.kind === 'char' && one.lower === lower);
    expect(key('ja', 'け')).toMatchObject({ upper: 'ケ' });
    expect(key('ar', 'ا')).toMatchObject({ upper: 'أ' });
    expect(startsSentence('', 0, 'ja')).toBe(false);
  });

  it('gives every digit on the other layer', () => {
    const typed = keyRows('de', 'symbols').flatMap((row) => [...letters(row)]);
    for (const digit of '0123456789') expect(typed).toContain(digit);
  });

  it('keeps the capital ß small', () => {
    const key = keyRows('de', 'letters')
      .flat()
      .find((one) => one.kind === 'char' && one.lower === 'ß');
    expect(key).toMatchObject({ upper: 'ß' });
  });
});

describe('kana', () => {
  it.each([
    ['か', '゛', 'が'],
    ['が', '゛', 'か'],
    ['は', '゜', 'ぱ'],
    ['ば', '゜', 'ぱ'],
    ['つ', '小', 'っ'],
    ['ゃ', '小', 'や'],
    ['カ', '゛', 'ガ'],
    ['あ', '゛', 'あ'],
    ['a', '小', 'a'],
  ] as const)('%s with %s is %s', (letter, mark, made) => {
    expect(marked(letter, mark)).toBe(made);
  });

  it('are marked before the caret', () => {
    expect(markKana('きつて', 2, '小')).toEqual({ text: 'きって', caret: 2 });
    expect(markKana('', 0, '゛')).toEqual({ text: '', caret: 0 });
  });

  it('have their katakana', () => {
    expect(katakana('がっこう')).toBe('ガッコウ');
  });
});

describe('editing', () => {
  it('inserts at the caret and over a selection, up to the limit', () => {
    expect(insertText('ac', 1, 1, 'b', 10)).toEqual({ text: 'abc', caret: 2 });
    expect(insertText('abc', 0, 2, 'x', 10)).toEqual({ text: 'xc', caret: 1 });
    expect(insertText('abc', 3, 3, 'd', 3)).toEqual({ text: 'abc', caret: 3 });
  });

  it('deletes a selection, or one whole character', () => {
    expect(deleteBack('abc', 1, 3)).toEqual({ text: 'a', caret: 1 });
    expect(deleteBack('a😀b', 3, 3)).toEqual({ text: 'ab', caret: 1 });
    expect(deleteBack('abc', 0, 0)).toEqual({ text: 'abc', caret: 0 });
  });

  it('knows where a sentence begins', () => {
    expect(startsSentence('', 0)).toBe(true);
    expect(startsSentence('Hello. ', 7)).toBe(true);
    expect(startsSentence('Hello ', 6)).toBe(false);
  });
});
