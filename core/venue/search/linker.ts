import { PLAIN_WORDS, STOP_WORDS } from './everyday-words.ts';
import { foldedWords } from './fold.ts';
import { lookup, type Unit, unitsOf } from './heard-units.ts';
import { createVocabulary, type Vocabulary } from './name-words.ts';

/** Something that can be named: a place, a talk, a question of the FAQ. */
export interface Named<K extends string = string> {
  readonly kind: K;
  readonly id: string;
  /** Every way of naming it. */
  readonly names: readonly string[];
}

export interface Link<K extends string = string> {
  readonly kind: K;
  readonly id: string;
  /** The name that matched. */
  readonly name: string;
  /** How much of the name was said, 0..1, rarer words counting more. */
  readonly ofName: number;
  /** How much of what was said (function words aside) belongs to the name, 0..1. */
  readonly ofQuery: number;
  /** Sum of the matched words' rarity: a long distinct name outweighs a short common one. */
  readonly strength: number;
  /** Words of the name that were said, function words aside. */
  readonly matched: number;
  /** Words of the query it was found in: [from, to). */
  readonly from: number;
  readonly to: number;
}

export interface Linker<K extends string = string> {
  link(words: readonly string[], kinds?: ReadonlySet<K>): Link<K>[];
  readonly vocabulary: Vocabulary;
}

interface Variant<K extends string> {
  readonly entry: Named<K>;
  readonly name: string;
  readonly words: readonly string[];
}

interface Posting {
  readonly variant: number;
  /** Position in the name; -1 is the whole name written as one word. */
  readonly position: number;
}

const WHOLE_MIN = 0.76;
/** Finds which of many names are meant in a sentence, however they were misheard, split or run together. */
export function createLinker<K extends string>(entries: readonly Named<K>[]): Linker<K> {
  const variants = entries.flatMap((entry) =>
    entry.names.map((name): Variant<K> => ({ entry, name, words: foldedWords(name) })).filter((variant) => variant.words.length > 0),
  );
  const postings = indexVariants(variants);
  const people = variants.flatMap(({ entry, words }) => (entry.kind === 'person' ? words : []));
  const vocabulary = createVocabulary(postings.keys(), new Set(people));
  const unknown = Math.log(1 + variants.length);
  const weights = new Map([...postings].map(([word, { length }]) => [word, Math.log(1 + variants.length / length) * held(word)]));
  const weightOf = (word: string): number => weights.get(word) ?? unknown * held(word);

  return {
    vocabulary,
    link(words, kinds) {
      const matches = new Map<number, Map<number, { sim: number; unit: Unit }>>();
      for (const unit of unitsOf(words)) {
        for (const { term, sim } of lookup(vocabulary, unit)) {
          for (const { variant, position } of postings.get(term) ?? []) {
            // A whole name run together must be alike as a whole; its first letters are not enough.
            if (position === -1 && sim < WHOLE_MIN) continue;
            const entry = variants[variant]?.entry;
            if (entry === undefined || (kinds !== undefined && !kinds.has(entry.kind))) continue;
            const positions = matches.get(variant) ?? new Map<number, { sim: number; unit: Unit }>();
            if (sim > (positions.get(position)?.sim ?? 0)) positions.set(position, { sim, unit });
            matches.set(variant, positions);
          }
        }
      }
      const said = saidWeight(words, weightOf);
      const best = new Map<string, Link<K>>();
      for (const [index, positions] of matches) {
        const variant = variants[index];
        const link = variant === undefined ? null : score(variant, positions, words, weightOf, said);
        if (link === null) continue;
        const key = `${link.kind}:${link.id}`;
        const other = best.get(key);
        if (other === undefined || rank(link) > rank(other)) best.set(key, link);
      }
      return [...best.values()].sort((a, b) => rank(b) - rank(a));
    },
  };
}

/** A word that only holds a sentence together tells next to nothing. */
function held(word: string): number {
  return STOP_WORDS.has(word) ? 0.1 : 1;
}

/** Orders links of different names: a fully said name first, a longer one before a shorter. */
export function rank(link: Link): number {
  return link.ofName * link.ofName * (2 + link.strength) + link.ofQuery;
}

function indexVariants<K extends string>(variants: readonly Variant<K>[]): Map<string, Posting[]> {
  const postings = new Map<string, Posting[]>();
  const add = (term: string, posting: Posting) => {
    const list = postings.get(term);
    if (list === undefined) postings.set(term, [posting]);
    else list.push(posting);
  };
  variants.forEach(({ words }, variant) => {
    words.forEach((word, position) => {
      add(word, { variant, position });
    });
    const joined = words.join('');
    if (words.length > 1 && words.length <= 4 && joined.length <= 28) add(joined, { variant, position: -1 });
  });
  return postings;
}

function saidWeight(words: readonly string[], weightOf: (word: string) => number): number {
  return words.reduce((sum, word) => sum + weightOf(word), 0);
}

function score<K extends string>(
  variant: Variant<K>,
  positions: ReadonlyMap<number, { sim: number; unit: Unit }>,
  words: readonly string[],
  weightOf: (word: string) => number,
  said: number,
): Link<K> | null {
  const whole = positions.get(-1);
  const total = variant.words.reduce((sum, word) => sum + weightOf(word), 0);
  let got = 0;
  // A word said once is one word of the name, however often the name repeats it.
  const told = new Set<string>();
  for (const [position, { sim, unit }] of positions) {
    const key = `${unit.from}-${unit.to} ${variant.words[position]}`;
    if (position < 0 || told.has(key)) continue;
    told.add(key);
    got += weightOf(variant.words[position] ?? '') * sim * sim;
  }
  const byWords = total === 0 ? 0 : got / total;
  const useWhole = whole !== undefined && whole.sim > byWords;
  const used = useWhole ? [whole] : [...positions].filter(([position]) => position >= 0).map(([, match]) => match);
  if (!used.some(({ unit }) => words.slice(unit.from, unit.to).some((word) => !STOP_WORDS.has(word)))) return null;
  if (!useWhole && onlyNumbers(variant, positions)) return null;
  const from = Math.min(...used.map(({ unit }) => unit.from));
  const to = Math.max(...used.map(({ unit }) => unit.to));
  const scattered = to - from > variant.words.length + 3 ? 0.85 : 1;
  const ofName = (useWhole ? whole.sim : byWords) * scattered * (useWhole || !onlyPlain(variant, positions) ? 1 : 0.6);
  const covered = new Set(used.flatMap(({ unit }) => Array.from({ length: unit.to - unit.from }, (_, i) => unit.from + i)));
  const matched = [...covered].reduce((sum, index) => sum + weightOf(words[index] ?? ''), 0);
  return {
    kind: variant.entry.kind,
    id: variant.entry.id,
    name: variant.name,
    ofName,
    ofQuery: said === 0 ? 0 : matched / said,
    strength: useWhole ? total * whole.sim : got,
    matched: useWhole
      ? variant.words.length
      : [...positions.keys()].filter((position) => position >= 0 && !STOP_WORDS.has(variant.words[position] ?? '')).length,
    from,
    to,
  };
}

/** "talk" alone is not "talk to someone": everyday words name something only all together. */
function onlyPlain<K extends string>(variant: Variant<K>, positions: ReadonlyMap<number, unknown>): boolean {
  const everyday = (word: string) => PLAIN_WORDS.has(word) || STOP_WORDS.has(word);
  const said = [...positions.keys()].filter((position) => position >= 0);
  return said.length < variant.words.length && said.every((position) => everyday(variant.words[position] ?? ''));
}

/** "two" alone is not stand "A 2". */
function onlyNumbers<K extends string>(variant: Variant<K>, positions: ReadonlyMap<number, unknown>): boolean {
  if (variant.words.every((word) => /^\d+$/.test(word))) return false;
  return [...positions.keys()].filter((position) => position >= 0).every((position) => /^\d+$/.test(variant.words[position] ?? ''));
}
