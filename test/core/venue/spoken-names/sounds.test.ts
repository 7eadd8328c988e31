import { describe, expect, it } from 'vitest';
import { isOrdinary } from '../../../../core/venue/spoken-names/ordinary-words.ts';
import { massOf, packSounds, skeletonOf, soundDistance, soundOf } from '../../../../core/venue/spoken-names/sounds.ts';

const apart = (a: string, b: string) => soundDistance(packSounds(soundOf(a)), packSounds(soundOf(b)));

describe('how words sound', () => {
  it.each([
    ['key', 'quay'],
    ['fone', 'phone'],
    ['nite', 'knight'],
    ['harbor', 'harbour'],
  ])('%s as %s', (a, b) => {
    expect(soundOf(a)).toBe(soundOf(b));
  });

  it('is a distance: none to itself, the same both ways, everything to silence', () => {
    const sounds = packSounds(soundOf('poettering'));
    expect(apart('poettering', 'poettering')).toBe(0);
    expect(apart('pottering', 'kettering')).toBeCloseTo(apart('kettering', 'pottering'), 5);
    expect(soundDistance(sounds, packSounds(''))).toBeCloseTo(massOf(sounds), 5);
    expect(massOf(sounds)).toBeGreaterThan(0);
  });

  it('thinks a vowel or a voiced consonant nearer than another sound', () => {
    expect(apart('bat', 'bet')).toBeLessThan(apart('bat', 'pat'));
    expect(apart('bat', 'pat')).toBeLessThan(apart('bat', 'mat'));
  });

  it('keeps the bones of a word whatever its vowels and voicing', () => {
    expect(skeletonOf(soundOf('pottering'))).toBe(skeletonOf(soundOf('poddering')));
    expect(skeletonOf(soundOf('pottering'))).not.toBe(skeletonOf(soundOf('porcelain')));
  });
});

it('knows ordinary words in their forms, and no names', () => {
  for (const word of ['sitting', 'toilets', 'unlikely', 'reliability', 'rooms', 'a', '42', 'wc']) expect(isOrdinary(word), word).toBe(true);
  for (const word of ['poettering', 'okafor', 'keyturn', 'szczepanski']) expect(isOrdinary(word), word).toBe(false);
});
