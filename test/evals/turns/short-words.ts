import { vocalSoundOf } from '../../../core/voice/vocal-sound.ts';
import { seeded, seedOf } from './random.ts';
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

/** How many words are lost to the judge of sounds, and how many sounds it finds. Cheap without espeak-ng: some seconds. */
export async function countSounds(speech: Speech): Promise<SoundCount> {
  const lost: string[] = [];
  const voices = speech.espeak ? [...VOICES, ...MORE_VOICES] : VOICES;
  for (const voice of voices) {
    for (const word of WORDS) {
      const sound = vocalSoundOf(inQuietRoom(await speech.say(word, voice), word));
      if (sound !== null) lost.push(`"${word}" by ${voice}: ${sound}`);
    }
  }
  const found = Object.entries(SOUNDS).map(([name, make]) => {
    const told = Array.from({ length: VARIANTS }, (_, n) => vocalSoundOf(inQuietRoom(make(seeded(seedOf(`${name} ${n}`))), name)));
    return [name, told.filter((sound) => sound !== null).length / VARIANTS] as const;
  });
  return { words: voices.length * WORDS.length, lost, found: Object.fromEntries(found) };
}

/** As the segmenter hands a take over: a little of the room before and after. */
export function inQuietRoom(sound: Float32Array, name: string): Float32Array {
  const { start, end } = audibleSpan(sound);
  const room = atLevel(pink(520 + ((end - start) / 16_000) * 1000, seeded(seedOf(name))), -62);
  addAt(room, atLevel(sound.subarray(start, end), -26), samplesFor(320));
  return room;
}
