import { describe, expect, it } from 'vitest';
import { visemeSchema } from '../../../core/contract/index.ts';
import { joinSentences } from '../../../core/speech/join-sentences.ts';
import { visemesOf } from '../../../core/speech/visemes.ts';

const timed = (phones: string) => phones.split(' ').map((phone, i) => ({ phone, startMs: i * 100, endMs: (i + 1) * 100 }));

describe('visemes', () => {
  it('has a mouth shape for every sound of the CMU set', () => {
    const phones = 'aa ae ah ao aw ax ay b ch d dh eh er ey f g hh ih iy jh k l m n ng ow oy p r s sh t th uh uw v w y z zh'.split(' ');
    for (const phone of phones) {
      const [first] = visemesOf(timed(phone));
      expect(visemeSchema.parse(first?.viseme), phone).not.toBe('sil');
    }
    expect(visemesOf(timed('pau'))).toEqual([{ viseme: 'sil', startMs: 0, endMs: 100 }]);
  });

  it('joins neighbours of one shape and parts a diphthong', () => {
    expect(visemesOf(timed('p b ay'))).toEqual([
      { viseme: 'PP', startMs: 0, endMs: 200 },
      { viseme: 'aa', startMs: 200, endMs: 260 },
      { viseme: 'I', startMs: 260, endMs: 300 },
    ]);
  });
});

describe('sentences one after another', () => {
  const sentence = (text: string) => ({
    audio: new Float32Array(16_000).fill(0.5),
    sampleRate: 16_000,
    durationMs: 1000,
    phonemes: [{ phone: 'ax', startMs: 0, endMs: 900 }],
    visemes: [{ viseme: 'E' as const, startMs: 0, endMs: 900 }],
    words: [{ text, startMs: 0, endMs: 900 }],
  });

  it('move by what stands before them', () => {
    const joined = joinSentences([sentence('One.'), sentence('Two.')], 250);
    expect(joined.durationMs).toBe(2250);
    expect(joined.words).toEqual([
      { text: 'One.', startMs: 0, endMs: 900 },
      { text: 'Two.', startMs: 1250, endMs: 2150 },
    ]);
    expect(joined.audio[16_000]).toBe(0);
    expect(joined.audio[20_000]).toBe(0.5);
  });

  it('are silence when there are none', () => {
    expect(joinSentences([], 250)).toMatchObject({ durationMs: 0, words: [] });
  });
});
