import { describe, expect, it } from 'vitest';
import { deleteBack, insertText, type Key, keyRows, startsSentence } from '../../../renderer/components/keyboard/layout.ts';

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
