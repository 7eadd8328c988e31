import { BADGE_PREFIX } from '../../core/contract/badge-config.ts';

export interface Corner {
  readonly x: number;
  readonly y: number;
}

/** A code found in a picture, its corners in order around it. */
export interface SeenCode {
  readonly text: string;
  readonly corners: readonly Corner[];
}

export interface PickedCode {
  /** The code that is meant; null where none is, or no telling which. */
  readonly payload: string | null;
  /** Several different codes compete: the guest should hold up one. */
  readonly several: boolean;
}

/** By so much one of two has to be ahead, in parts of the picture: of its size and its way to the centre. */
const CLEARLY = 0.12;

/**
 * Which of the codes in view the guest means. A badge of ours goes before a poster or a ticket in the background;
 * among equals the one that is held up: larger and nearer to the centre. Where two are alike, neither is guessed.
 * @param minEdge smaller codes are passers-by, in parts of the picture's height.
 */
export function pickCode(codes: readonly SeenCode[], width: number, height: number, minEdge = 0): PickedCode {
  const different = new Map<string, SeenCode>();
  for (const code of codes) if (code.text !== '' && edgeOf(code) >= minEdge * height) different.set(code.text, code);
  const ours = [...different.values()].filter((code) => code.text.toUpperCase().startsWith(BADGE_PREFIX));
  const candidates = ours.length > 0 ? ours : [...different.values()];
  const [best, next] = candidates.map((code) => ({ code, score: prominence(code, width, height) })).sort((a, b) => b.score - a.score);
  if (best === undefined) return { payload: null, several: false };
  const clear = next === undefined || best.score - next.score >= CLEARLY;
  return { payload: clear ? best.code.text : null, several: candidates.length > 1 };
}

/** Edge of the code in parts of the picture's height, less its distance from the centre in parts of half the diagonal. */
function prominence(code: SeenCode, width: number, height: number): number {
  const { corners } = code;
  const x = corners.reduce((sum, corner) => sum + corner.x, 0) / Math.max(1, corners.length);
  const y = corners.reduce((sum, corner) => sum + corner.y, 0) / Math.max(1, corners.length);
  const off = Math.hypot(x - width / 2, y - height / 2) / (Math.hypot(width, height) / 2);
  return edgeOf(code) / height - off;
}

function edgeOf({ corners }: SeenCode): number {
  return Math.sqrt(Math.abs(area(corners)));
}

/** Shoelace formula. */
function area(corners: readonly Corner[]): number {
  return corners.reduce((sum, { x, y }, i) => {
    const next = corners[(i + 1) % corners.length] ?? { x, y };
    return sum + (x * next.y - next.x * y) / 2;
  }, 0);
}
