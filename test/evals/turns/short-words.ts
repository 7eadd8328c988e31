import { vocalSoundOf } from '../../../core/voice/vocal-sound.ts';
import { seeded, seedOf } from '../../support/random.ts';
import { addAt, atLevel, audibleSpan, samplesFor } from './signal.ts';
import { chuckle, hmm, nasalMmHm, pink } from './sounds.ts';
import type { Speech, Voice } from './speech.ts';

/** Short answers, and whatever has much of a hum in it: nasals, closed vowels, syllables said twice. */
const WORDS = (
  'no|one|nine|room two|room one|menu|mum|mom|noon|moon|yes|stop|b|m|n|e|u|two|ten|me|my|now|none|new|mine|main|more|loo|who|you|name|noodles|' +
  'do|blue|food|zoo|room|home|hall|hello|hi|go|bye|help|thanks|gym|bar|lift|now please|no no|no no no|woman|human|uno|nein|non|oui|mama|nana|' +
  'one one|nine nine|two two two|four four four|one nine|eleven|seven|moment|mini|nina|anna|hannah|banana|minimum|morning|lemon|own|on|in|am|tomorrow'
).split('|');
const VOICES: readonly Voice[] = ['rms', 'slt', 'awb', 'kal16'];
const MORE_VOICES: readonly Voice[] = ['espeak:en-us+f2', 'espeak:en-gb+m5', 'espeak:en-gb-scotland+f3', 'espeak:en-us+klatt2'];

export interface SoundCount {
  readonly words: number;
  /** Words taken for a hum or for laughter. */
  readonly lost: readonly string[];
  /** Share of each sound that was told for what it is. */
  readonly found: Readonly<Record<string, number>>;
}

const SOUNDS = { 'mm-hm': nasalMmHm, hmm, laughter: chuckle } as const;
const VARIANTS = 60;
const SAMPLED = { words: 16, variants: 20 };

/** How many words are lost to the judge of sounds, and how many sounds it finds. A sample: some of the words, by our own voices. */
export async function countSounds(speech: Speech, { sample = false } = {}): Promise<SoundCount> {
  const lost: string[] = [];
  const voices = speech.espeak && !sample ? [...VOICES, ...MORE_VOICES] : VOICES;
  const variants = sample ? SAMPLED.variants : VARIANTS;
  const spoken = sample ? WORDS.slice(0, SAMPLED.words) : WORDS;
  for (const voice of voices) {
    for (const word of spoken) {
      const sound = vocalSoundOf(inQuietRoom(await speech.say(word, voice), word));
      if (sound !== null) lost.push(`"${word}" by ${voice}: ${sound}`);
    }
  }
  const found = Object.entries(SOUNDS).map(([name, make]) => {
    const told = Array.from({ length: variants }, (_, n) => vocalSoundOf(inQuietRoom(make(seeded(seedOf(`${name} ${n}`))), name)));
    return [name, told.filter((sound) => sound !== null).length / variants] as const;
  });
  return { words: voices.length * spoken.length, lost, found: Object.fromEntries(found) };
}

/** As the segmenter hands a take over: a little of the room before and after. */
export function inQuietRoom(sound: Float32Array, name: string): Float32Array {
  const { start, end } = audibleSpan(sound);
  const room = atLevel(pink(520 + ((end - start) / 16_000) * 1000, seeded(seedOf(name))), -62);
  addAt(room, atLevel(sound.subarray(start, end), -26), samplesFor(320));
  return room;
}
