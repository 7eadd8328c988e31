import { describe, expect, it } from 'vitest';
import { approach, MOUTH_SHAPES, mouthAt, mouthPath } from '../../../renderer/components/avatar/mouth.ts';
import { wordIndexAt } from '../../../renderer/components/spoken-word.ts';

const words = (...texts: string[]) => texts.map((text, i) => ({ text, startMs: i * 100, endMs: i * 100 + 100 }));
const said = (text: string, ...spoken: string[]) => ({
  sentence: 0,
  text,
  speech: { durationMs: 1000, visemes: [], words: words(...spoken) },
});

describe('the word being said', () => {
  it('follows the timings word by word', () => {
    const sentence = said('The hall is open.', 'The', 'hall', 'is', 'open.');
    expect([0, 99, 100, 250, 399, 5000].map((ms) => wordIndexAt(sentence, ms))).toEqual([0, 0, 1, 2, 3, 3]);
  });

  it('keeps in step where the engine counts words differently', () => {
    const sentence = said('From 10:30 on.', 'From', 'ten', 'thirty', 'on.');
    expect(wordIndexAt(sentence, 0)).toBe(0);
    expect(wordIndexAt(sentence, 390)).toBe(2);
  });

  it('takes a sentence without timings as said', () => {
    expect(wordIndexAt({ sentence: 0, text: 'Two words' }, 0)).toBe(2);
  });
});

describe('the mouth', () => {
  const visemes = [
    { viseme: 'aa', startMs: 100, endMs: 200 },
    { viseme: 'PP', startMs: 200, endMs: 300 },
  ] as const;

  it('opens a little ahead of the sound and closes after it', () => {
    expect(mouthAt(visemes, 0)).toBe(MOUTH_SHAPES.sil);
    expect(mouthAt(visemes, 60)).toBe(MOUTH_SHAPES.aa);
    expect(mouthAt(visemes, 160)).toBe(MOUTH_SHAPES.PP);
    expect(mouthAt(visemes, 900)).toBe(MOUTH_SHAPES.sil);
  });

  it('moves towards its shape without passing it', () => {
    expect(approach(MOUTH_SHAPES.sil, MOUTH_SHAPES.aa, 0.5).open).toBeCloseTo(0.5);
    expect(approach(MOUTH_SHAPES.sil, MOUTH_SHAPES.aa, 1)).toEqual(MOUTH_SHAPES.aa);
  });

  it('draws a finite path for every viseme', () => {
    for (const shape of Object.values(MOUTH_SHAPES)) expect(mouthPath(shape)).not.toMatch(/NaN|Infinity/);
  });
});
