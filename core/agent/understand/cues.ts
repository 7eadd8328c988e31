import { CUES_DE } from './cues-de.ts';
import { CUES_EN } from './cues-en.ts';

export const CUE_NAMES = [
  'greeting', 'thanks', 'goodbye', 'howAreYou', 'whoAreYou', 'canDo', 'repeat', 'louder', 'slower', 'nevermind', 'yes', 'no', 'other', 'abuse',
  'staff', 'lost', 'found', 'where', 'near', 'exists', 'way', 'far', 'opens', 'closes', 'hours', 'begins', 'when', 'programme', 'talk', 'speak',
  'speaker', 'who', 'whoIs', 'about', 'count', 'first', 'last', 'menu', 'eat', 'options', 'price', 'contains', 'exhibitor', 'service', 'request',
  'stepFree', 'there', 'and', 'openNow', 'forget', 'aboutMe', 'openThreads', 'settled', 'clock', 'deictic',
] as const; // biome-ignore format: a table
export type CueName = (typeof CUE_NAMES)[number];
export type Cues = Readonly<Record<CueName, RegExp>>;

/** Cues that a sentence gives, by name. */
export type Heard = (cue: CueName) => boolean;

/** @param locale whose cues: German, else English, which the other languages are read through. */
export function cuesOf(text: string, locale: string): Heard {
  const cues = locale.startsWith('de') ? CUES_DE : CUES_EN;
  const known = new Map<CueName, boolean>();
  return (cue) => {
    const before = known.get(cue);
    if (before !== undefined) return before;
    const heard = cues[cue].test(text);
    known.set(cue, heard);
    return heard;
  };
}
