import { STOP_WORDS } from '../../core/venue/search/everyday-words.ts';
import { foldedWords, stem } from '../../core/venue/search/fold.ts';

/**
 * Tokens of a text, rather too many than too few: tokenizers take 3 to 5 Latin letters as one token, and
 * of other scripts up to one token a letter.
 */
export function estimateTokens(text: string): number {
  let plain = 0;
  let other = 0;
  for (const char of text) {
    if (char.charCodeAt(0) < 128) plain += 1;
    else other += 1;
  }
  return Math.ceil(plain / 3) + other;
}

/** How far data is cut, step by step, until it fits: entries of each list, characters of each text. */
const STEPS = [
  [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  [40, 600],
  [20, 400],
  [10, 240],
  [5, 160],
  [2, 100],
] as const;

/**
 * Data as JSON of at most so many tokens. Of long lists the entries stay that share most words with the
 * question, in their order, with a note of how many were left out.
 */
export function fitData(data: unknown, question: string, mostTokens: number): string {
  const asked = new Set(contentWords(question));
  let text = '';
  for (const [items, chars] of STEPS) {
    text = JSON.stringify(shrink(data, asked, items, chars)) ?? 'null';
    if (estimateTokens(text) <= mostTokens) return text;
  }
  return JSON.stringify({ cut: cutTo(text, mostTokens - 8) });
}

function shrink(value: unknown, asked: ReadonlySet<string>, items: number, chars: number): unknown {
  if (typeof value === 'string') return value.length <= chars ? value : `${value.slice(0, value.lastIndexOf(' ', chars) + 1 || chars)}…`;
  if (Array.isArray(value)) {
    const kept = best(value, asked, items).map((item) => shrink(item, asked, items, chars));
    return kept.length === value.length ? kept : [...kept, `… ${value.length - kept.length} more`];
  }
  if (typeof value !== 'object' || value === null) return value;
  const told = Object.entries(value).filter(([key, inner]) => !isDrawn(key, inner));
  return Object.fromEntries(told.map(([key, inner]) => [key, shrink(inner, asked, items, chars)]));
}

/** Coordinates, for the plan on screen: a model has no use for them. "at" may also be a time. */
export function isDrawn(key: string, value: unknown): boolean {
  return typeof value !== 'string' && DRAWN.has(key);
}
const DRAWN: ReadonlySet<string> = new Set(['at', 'legs', 'points', 'polygon', 'headingDeg']);

function best(list: readonly unknown[], asked: ReadonlySet<string>, most: number): readonly unknown[] {
  if (list.length <= most) return list;
  const scored = list.map((item, index) => ({ item, index, score: likeness(item, asked) }));
  return scored
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, most)
    .sort((a, b) => a.index - b.index)
    .map(({ item }) => item);
}

function likeness(item: unknown, asked: ReadonlySet<string>): number {
  const own = new Set(contentWords(JSON.stringify(item) ?? ''));
  return [...asked].filter((word) => own.has(word)).length;
}

function contentWords(text: string): string[] {
  return foldedWords(text)
    .filter((word) => !STOP_WORDS.has(word))
    .map(stem);
}

/** The start of a text, of at most so many tokens. */
export function cutTo(text: string, mostTokens: number): string {
  if (estimateTokens(text) <= mostTokens) return text;
  let from = 0;
  let to = text.length;
  while (from < to) {
    const middle = Math.ceil((from + to) / 2);
    if (estimateTokens(text.slice(0, middle)) < mostTokens) from = middle;
    else to = middle - 1;
  }
  return `${text.slice(0, from)}…`;
}

export interface PastTurn {
  readonly question: string;
  readonly answer: string;
}

/** The latest exchanges that fit, oldest first; a long one is cut rather than left out. */
export function fitTurns(turns: readonly PastTurn[], mostTokens: number): readonly PastTurn[] {
  const kept: PastTurn[] = [];
  let left = mostTokens;
  for (const { question, answer } of turns.toReversed()) {
    const turn = { question: cutTo(question, 120), answer: cutTo(answer, 240) };
    left -= estimateTokens(turn.question) + estimateTokens(turn.answer) + 16;
    if (left < 0) break;
    kept.unshift(turn);
  }
  return kept;
}
