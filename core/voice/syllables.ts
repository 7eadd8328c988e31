import type { VoiceSlice } from './voice-slices.ts';

/** The loud part of a syllable: slices within CORE_DB of its loudest. */
export interface Syllable {
  readonly slices: readonly VoiceSlice[];
  /** Index of the first slice, and of the loudest, among those of the whole sound. */
  readonly from: number;
  readonly top: number;
  /** How far the sound had fallen since the syllable before, decibels below the softer of the two; infinite for the first. */
  readonly dipDb: number;
}

const DIP_DB = 6;
const CORE_DB = 8;
/** Softer ones are breath, or the room. */
const SOFTEST_DB = 15;

/** Finds the rises and falls of loudness that listeners take for syllables. */
export function syllablesOf(slices: readonly VoiceSlice[]): Syllable[] {
  const levels = smoothed(slices.map(({ db }) => db));
  const loudest = Math.max(...levels);
  const tops = topsOf(levels, loudest - SOFTEST_DB);
  return tops.map(({ at, valleyDb }, i) => {
    const before = tops[i - 1];
    const softer = Math.min(levels[at] ?? 0, before === undefined ? Number.POSITIVE_INFINITY : (levels[before.at] ?? 0));
    const { from, to } = coreAround(slices, at, (levels[at] ?? 0) - CORE_DB);
    return {
      slices: slices.slice(from, to + 1),
      from,
      top: at,
      dipDb: before === undefined ? Number.POSITIVE_INFINITY : softer - valleyDb,
    };
  });
}

/** Peaks that rise DIP_DB out of the valley before them and fall as far after. */
function topsOf(levels: readonly number[], leastDb: number): { readonly at: number; readonly valleyDb: number }[] {
  const tops: { at: number; valleyDb: number }[] = [];
  let rising = false;
  let valley = levels[0] ?? 0;
  let top = { at: 0, valleyDb: 0 };
  for (const [at, level] of levels.entries()) {
    if (!rising) {
      valley = Math.min(valley, level);
      if (level < valley + DIP_DB || level < leastDb) continue;
      rising = true;
      top = { at, valleyDb: valley };
    }
    if (level > (levels[top.at] ?? 0)) top.at = at;
    if (level >= (levels[top.at] ?? 0) - DIP_DB) continue;
    tops.push(top);
    rising = false;
    valley = level;
  }
  return rising ? [...tops, top] : tops;
}

function coreAround(slices: readonly VoiceSlice[], top: number, leastDb: number): { readonly from: number; readonly to: number } {
  const loud = (at: number) => (slices[at]?.db ?? Number.NEGATIVE_INFINITY) > leastDb;
  let from = top;
  let to = top;
  while (loud(from - 1)) from--;
  while (loud(to + 1)) to++;
  return { from, to };
}

/** Mean over three. */
function smoothed(levels: readonly number[]): number[] {
  return levels.map(
    (level, i) => (Math.max(-99, levels[i - 1] ?? level) + Math.max(-99, level) + Math.max(-99, levels[i + 1] ?? level)) / 3,
  );
}
