import { MIC_SAMPLE_RATE } from '../contract/index.ts';
import { pitchAt } from './pitch.ts';
import { type Syllable, syllablesOf } from './syllables.ts';
import { SLICE_MS, slicesOf, type VoiceSlice } from './voice-slices.ts';

/**
 * Sounds of a listener that are no words, told from how they are made.
 * - 'assent': "mm-hm", with the mouth closed and without a fall in pitch.
 * - 'hum': "mm", "hmm"; also "mm-mm", which falls and means no.
 * - 'laughter': the same short syllable three times or more, at an even pace, with breath between.
 *
 * "Uh-huh" is left to the recogniser: by its sound it is no other than "four four" or "papa".
 */
export type VocalSound = 'assent' | 'hum' | 'laughter';

/**
 * What no word does: it stays the same all the way through. A word moves its tongue and lips, so the balance of its bands
 * moves; a hum or a laugh repeats one setting of the mouth (Bachorowski, Smoski and Owren, 2001, on laughter: "consistent
 * lack of articulation effects"). And nothing above 500 Hz to speak of leaves a closed mouth (cf. the low-to-high ratio by
 * which Lee et al., 2006, measure nasality). The limits are set so that of some 3000 short words by 24 synthetic voices none
 * is taken for such a sound; `npm run eval -- turns --sounds` counts.
 *
 * @param audio one utterance with a little of the room before or after it.
 */
export function vocalSoundOf(audio: Float32Array): VocalSound | null {
  const slices = slicesOf(audio);
  const syllables = syllablesOf(slices);
  const look = describe(slices, syllables);
  if (look === null) return null;
  if (isHum(look)) return syllables.length > 1 && !falls(audio, syllables) ? 'assent' : 'hum';
  return isLaughter(look) ? 'laughter' : null;
}

/** The sound in figures; decibels and milliseconds. */
export interface SoundLook {
  readonly syllables: number;
  readonly spanMs: number;
  readonly shortestMs: number;
  /** From the top of each syllable to that of the next. */
  readonly pacesMs: readonly number[];
  /** The shallowest fall between two syllables. */
  readonly dipDb: number;
  /** Nearly the most of each band within syllables, against the whole. */
  readonly openDb: number;
  readonly secondDb: number;
  readonly thirdDb: number;
  /** The strongest friction or burst anywhere, against the loudest moment. */
  readonly burstDb: number;
  /** How much the balance of the bands moves within the sound, and from syllable to syllable. */
  readonly movesDb: number;
  readonly differsDb: number;
  /** The first again, of what is loud enough to come out of an open mouth. */
  readonly closedMovesDb: number;
}

/** Less of a fall than this is none. */
const LEVEL = 0.96;
const NEARLY_ALL = 0.95;
const MOST = 0.9;
/** The bands that tell one vowel from another, and the level under which a band says nothing. */
const VOWEL_BANDS = [0, 1, 2, 3] as const;
const NOTHING_DB = -36;
const CLOSED_DB = -30;

export function describe(slices: readonly VoiceSlice[], syllables: readonly Syllable[]): SoundLook | null {
  const [first, last] = [syllables[0], syllables.at(-1)];
  if (first === undefined || last === undefined) return null;
  const inside = syllables.flatMap((syllable) => syllable.slices);
  const loudest = Math.max(...slices.map(({ db }) => db));
  const band = (index: 1 | 2 | 3) =>
    quantile(
      inside.map(({ shape }) => shape[index]),
      NEARLY_ALL,
    );
  const means = syllables.map((syllable) => meanShape(syllable.slices));
  return {
    syllables: syllables.length,
    spanMs: (last.from + last.slices.length - first.from) * SLICE_MS,
    shortestMs: Math.min(...syllables.map((syllable) => syllable.slices.length)) * SLICE_MS,
    pacesMs: syllables.slice(1).map(({ top }, i) => (top - (syllables[i]?.top ?? 0)) * SLICE_MS),
    dipDb: Math.min(...syllables.map(({ dipDb }) => dipDb)),
    openDb: band(1),
    secondDb: band(2),
    thirdDb: band(3),
    burstDb: Math.max(...slices.map(({ db, shape }) => db + shape[4])) - loudest,
    movesDb: moves(inside, NOTHING_DB),
    closedMovesDb: moves(inside, CLOSED_DB),
    differsDb: Math.max(...means.map((a) => Math.max(...means.map((b) => distance(a, b))))),
  };
}

function isHum(look: SoundLook): boolean {
  const { syllables, openDb, secondDb, thirdDb, burstDb, spanMs } = look;
  if (openDb > -16 || secondDb > -9 || thirdDb > -24 || burstDb > -19) return false;
  if (syllables === 1) return look.movesDb <= 1.6 && spanMs >= 240;
  return syllables <= 3 && look.closedMovesDb <= 2.4 && look.dipDb >= 8 && look.shortestMs >= 50 && spanMs <= 900;
}

/** Unknown pitch counts as a fall: a yes must be heard as one. */
function falls(audio: Float32Array, syllables: readonly Syllable[]): boolean {
  const pitch = (syllable: Syllable | undefined) =>
    syllable === undefined ? null : pitchAt(audio, Math.round(((syllable.top * SLICE_MS) / 1000) * MIC_SAMPLE_RATE));
  const [first, last] = [pitch(syllables[0]), pitch(syllables.at(-1))];
  return first === null || last === null || last < LEVEL * first;
}

/** Digits said three times over ("two two two") are slower, or longer for their pace. */
function isLaughter({ syllables, shortestMs, pacesMs, movesDb, differsDb, dipDb, burstDb }: SoundLook): boolean {
  if (syllables < 3 || movesDb > 3.5 || differsDb > 3.5 || burstDb > -19 || dipDb < (syllables === 3 ? 15 : 12)) return false;
  const [quickest, slowest] = [Math.min(...pacesMs), Math.max(...pacesMs)];
  return quickest >= 90 && slowest <= 250 && slowest <= 1.4 * quickest && shortestMs <= 0.5 * quickest;
}

function moves(slices: readonly VoiceSlice[], leastDb: number): number {
  const mean = meanShape(slices, leastDb);
  return quantile(
    slices.map((slice) => distance(meanShape([slice], leastDb), mean)),
    MOST,
  );
}

function meanShape(slices: readonly VoiceSlice[], leastDb = NOTHING_DB): number[] {
  return VOWEL_BANDS.map((band) => slices.reduce((sum, { shape }) => sum + Math.max(leastDb, shape[band]), 0) / Math.max(1, slices.length));
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.sqrt(a.reduce((sum, value, i) => sum + (value - (b[i] ?? 0)) ** 2, 0) / a.length);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}
