import type { TextEdit } from './layout.ts';

export type KanaMark = '゛' | '゜' | '小';

const COMBINING = { ゛: '\u3099', ゜: '\u309a' } as const;
const SMALL = new Map(
  [...'あいうえおつやゆよわアイウエオツヤユヨワカケ'].map((large, i) => [
    large,
    [...'ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ'][i] ?? large,
  ]),
);
const LARGE = new Map([...SMALL].map(([large, small]) => [small, large]));

/** か with ゛ is が, は with ゜ ぱ, つ with 小 っ; the same mark once more takes it off. Other letters stay. */
export function marked(letter: string, mark: KanaMark): string {
  if (mark === '小') return SMALL.get(letter) ?? LARGE.get(letter) ?? letter;
  const [plain = letter, ...marks] = letter.normalize('NFD');
  if (marks.includes(COMBINING[mark])) return plain;
  const joined = `${plain}${COMBINING[mark]}`.normalize('NFC');
  return [...joined].length === 1 ? joined : letter;
}

/** Marks the letter before the caret. */
export function markKana(text: string, start: number, mark: KanaMark): TextEdit {
  const before = [...text.slice(0, start)];
  const letter = before.pop();
  if (letter === undefined) return { text, caret: start };
  const head = `${before.join('')}${marked(letter, mark)}`;
  return { text: head + text.slice(start), caret: head.length };
}

export function katakana(letter: string): string {
  return letter.replaceAll(/[\u3041-\u3096]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
}
