/** The first sentences of a longer text, as they stand; cut at a word where even they are too long. */
export function firstSentences(text: string, sentences: number, maxLength: number): string {
  const plain = text
    .replaceAll(/<[^>]{1,80}>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const parts = plain.match(/[^.!?]+[.!?]+(?=\s|$)|[^.!?]+$/g) ?? [plain];
  const wanted = parts.slice(0, sentences).join('').trim();
  if (wanted.length <= maxLength) return wanted;
  const one = (parts[0] ?? plain).trim();
  if (one.length <= maxLength) return one;
  return `${one.slice(0, one.lastIndexOf(' ', maxLength))} …`;
}
