import { describe, expect, it } from 'vitest';
import type { CaptionWord } from '../../../core/speech/normalise/normalise.ts';
import { alignWords } from '../../../native/flite/align-words.ts';

const LEXICON: Record<string, string[]> = {
  the: ['dh', 'ax'],
  apple: ['ae', 'p', 'ax', 'l'],
  two: ['t', 'uw'],
  thirty: ['th', 'er', 't', 'iy'],
  is: ['ih', 'z'],
};
const phonesOf = (word: string) => LEXICON[word] ?? [];
const word = (text: string, ...spoken: string[]): CaptionWord => ({ text, spoken, pause: '' });
const timed = (phones: string) => phones.split(' ').map((phone, i) => ({ phone, startMs: i * 100, endMs: (i + 1) * 100 }));
const spans = (words: CaptionWord[], phones: string) =>
  alignWords(words, phonesOf, timed(phones)).map(({ text, startMs, endMs }) => [text, startMs, endMs]);

describe('aligning caption words with phones', () => {
  it('follows the phones, past pauses', () => {
    expect(spans([word('The', 'the'), word('apple', 'apple')], 'pau dh ax pau ae p ax l pau')).toEqual([
      ['The', 100, 300],
      ['apple', 400, 800],
    ]);
  });

  it('survives another vowel, a dropped and an added phone', () => {
    expect(spans([word('The', 'the'), word('apple', 'apple'), word('is', 'is')], 'dh iy ae p l y ih z')).toEqual([
      ['The', 0, 200],
      ['apple', 200, 600],
      ['is', 600, 800],
    ]);
  });

  it('gives several spoken words to one of the caption, and no time to one that is not said', () => {
    expect(spans([word('2:30', 'two', 'thirty'), word('—'), word('is', 'is')], 't uw th er t iy ih z')).toEqual([
      ['2:30', 0, 600],
      ['—', 600, 600],
      ['is', 600, 800],
    ]);
  });

  it('has nothing to align when nothing was said', () => {
    expect(spans([word('…')], 'pau')).toEqual([['…', 0, 0]]);
    expect(spans([], 'pau')).toEqual([]);
    expect(spans([word('The', 'the')], 'pau')).toEqual([['The', 0, 0]]);
  });
});
