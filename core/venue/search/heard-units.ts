import { PLAIN_WORDS, STOP_WORDS } from './everyday-words.ts';
import type { Vocabulary } from './name-words.ts';

export interface Unit {
  readonly text: string;
  /** Made of function words alone. */
  readonly held: boolean;
  readonly words: readonly string[];
  readonly from: number;
  readonly to: number;
}

const MAX_JOINED = 3;

const MAX_SPELT = 8;

const JOINED_MIN = 0.76;

const KNOWN_WORD = 0.82;

/** Single words, neighbours run together ("brek first"), and spelt-out codes ("u b 2 2 5 2"). */
export function unitsOf(words: readonly string[]): Unit[] {
  const units: Unit[] = [];
  for (let from = 0; from < words.length; from++) {
    let text = '';
    let spelt = true;
    let held = true;
    for (let to = from + 1; to <= Math.min(words.length, from + MAX_SPELT); to++) {
      const word = words[to - 1] ?? '';
      text += word;
      held = held && (STOP_WORDS.has(word) || PLAIN_WORDS.has(word));
      spelt = spelt && (word.length === 1 || /^\d+$/.test(word));
      if (to === from + 1 || to - from <= MAX_JOINED || spelt) units.push({ text, held, words: words.slice(from, to), from, to });
    }
  }
  return units;
}

export function lookup(vocabulary: Vocabulary, unit: Unit) {
  if (unit.to - unit.from === 1) {
    if (STOP_WORDS.has(unit.text) || unit.text.length < 3) return vocabulary.has(unit.text) ? [{ term: unit.text, sim: 1 }] : [];
    // A plain word of asking was meant as it is: "speaking" is not a misheard "parking".
    const found = vocabulary.lookup(unit.text);
    if (PLAIN_WORDS.has(unit.text)) return found.filter(({ sim }) => sim >= 0.95);
    // A word that the venue has is more likely itself than a misheard other one.
    return found[0]?.sim === 1 ? found.map(({ term, sim }) => ({ term, sim: sim >= 0.95 ? sim : sim * KNOWN_WORD })) : found;
  }
  // Words that only hold a sentence together are not half of a name: "kann ich" is no "Kännchen".
  if (unit.held) return vocabulary.has(unit.text) ? [{ term: unit.text, sim: 0.97 }] : [];
  // Words that the venue has one by one are joined in a name as they are, or not at all.
  if (unit.words.every((word) => STOP_WORDS.has(word) || vocabulary.has(word)))
    return vocabulary.has(unit.text) ? [{ term: unit.text, sim: 0.97 }] : [];
  if (unit.text.length < 5 && !/\d/.test(unit.text)) return vocabulary.has(unit.text) ? [{ term: unit.text, sim: 0.97 }] : [];
  return vocabulary.lookup(unit.text).flatMap(({ term, sim }) => (sim >= JOINED_MIN ? [{ term, sim: sim * 0.97 }] : []));
}
