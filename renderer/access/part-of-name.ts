/**
 * Whether these words are part of what a control is called, both as plain() makes them: whole words, in Arabic with or without
 * the article; in Japanese, which sets none apart, any part of what is written.
 */
export function isPartOf(wanted: string, text: string): boolean {
  if (/[\u3040-\u9fff]/u.test(wanted)) return text.replaceAll(' ', '').includes(wanted.replaceAll(' ', ''));
  const bare = (words: string) => ` ${words} `.replaceAll(/ ال(?=\p{L}{2})/gu, ' ');
  return bare(text).includes(bare(wanted));
}
