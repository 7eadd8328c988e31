import type { Point } from '../../../core/contract/index.ts';
import { type Box, boundsOf, contains } from './geometry.ts';

export interface MapLabel {
  readonly lines: readonly string[];
  readonly at: Point;
  /** Metres. */
  readonly fontSize: number;
}

/** Mean width of a character of the map's typeface, in parts of its size. */
const CHAR_WIDTH = 0.54;
const LINE_HEIGHT = 1.12;

/**
 * A name inside a polygon: at most three lines, as large as allowed, or null when it would not fit
 * at the smallest readable size.
 * @param sizes allowed font sizes in metres, largest first
 */
export function labelFor(name: string, polygon: readonly Point[], sizes: readonly number[]): MapLabel | null {
  const text = name.trim();
  if (text === '') return null;
  const room = largestRoom(polygon);
  for (const fontSize of sizes) {
    const lines = wrap(text, Math.floor((room.width * 0.92) / (fontSize * CHAR_WIDTH)));
    if (lines !== null && lines.length * fontSize * LINE_HEIGHT <= room.height * 0.92) {
      return { lines, at: [room.x + room.width / 2, room.y + room.height / 2], fontSize };
    }
  }
  return null;
}

/** Words on at most three lines of `perLine` characters, or null when a word is longer than that. */
export function wrap(text: string, perLine: number): readonly string[] | null {
  const lines: string[] = [];
  for (const word of unbroken(text)) {
    if (widthOf(word.trim()) > perLine) return null;
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last + word) <= perLine) lines[lines.length - 1] = last + word;
    else lines.push(word.trimStart());
  }
  return lines.length <= 3 ? lines : null;
}

/** Characters as wide as two Latin ones: Han, kana and full-width signs. */
const WIDE = /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60]/gu;

/** In Latin characters. */
export function widthOf(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0) * 0.85;
}

/** What a line does not break within: words, each with the space before it, and single characters of a script without spaces. */
function unbroken(text: string): string[] {
  return text.match(/\s*(?:[\u3041-\u30ff\u3400-\u9fff][、。ー）」っゃゅょッャュョ]*|[^\s\u3041-\u30ff\u3400-\u9fff]+)/gu) ?? [];
}

/**
 * A large axis-parallel box inside the polygon: for each of a few rows the widest run of inner
 * points, then as tall as that run stays inside. Rectangular rooms come out whole, L-shapes get
 * their larger arm.
 */
export function largestRoom(polygon: readonly Point[]): Box {
  const bounds = boundsOf(polygon);
  const steps = 12;
  const cell = (i: number, j: number): Point => [
    bounds.x + ((i + 0.5) / steps) * bounds.width,
    bounds.y + ((j + 0.5) / steps) * bounds.height,
  ];
  const inside = Array.from({ length: steps }, (_, j) => Array.from({ length: steps }, (_, i) => contains(polygon, cell(i, j))));
  const best = largestRectangle(inside);
  return {
    x: bounds.x + (best.i / steps) * bounds.width,
    y: bounds.y + (best.j / steps) * bounds.height,
    width: (best.columns / steps) * bounds.width,
    height: (best.rows / steps) * bounds.height,
  };
}

/** The rectangle of true cells with the largest area, wide ones preferred: text is wide. */
function largestRectangle(grid: readonly (readonly boolean[])[]) {
  let best = { i: 0, j: 0, columns: 0, rows: 0, score: 0 };
  const size = grid.length;
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < size; i++) {
      let columns = size - i;
      for (let rows = 1; j + rows <= size && columns > 0; rows++) {
        columns = Math.min(columns, runFrom(grid[j + rows - 1] ?? [], i));
        const score = columns ** 1.3 * rows;
        if (score > best.score) best = { i, j, columns, rows, score };
      }
    }
  }
  return best;
}

function runFrom(row: readonly boolean[], from: number): number {
  let end = from;
  while (row[end] === true) end++;
  return end - from;
}
