const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

let segmenter: Intl.Segmenter | null = null;

/** Text of a script that sets no words apart, with a space between its words as the dictionary of the engine has them. */
export function spaced(text: string): string {
  if (!UNSPACED.test(text)) return text;
  segmenter ??= new Intl.Segmenter('ja', { granularity: 'word' });
  return Array.from(segmenter.segment(text.normalize('NFKC')), ({ segment }) => segment).join(' ');
}
