import type { RememberedTurn } from '../../../core/memory/recall/recall-index.ts';

const K1 = 1.5;
const B = 0.75;

/** The yardstick: BM25 over "speaker: text", lower-case words, nothing else. */
export function createPlainBm25(turns: readonly RememberedTurn[]): (question: string, k: number) => RememberedTurn[] {
  const texts = turns.map((turn) => wordsOf(`${turn.role}: ${turn.text}`));
  const mean = texts.reduce((sum, words) => sum + words.length, 0) / Math.max(1, texts.length);
  const found = new Map<string, number>();
  for (const words of texts) for (const word of new Set(words)) found.set(word, (found.get(word) ?? 0) + 1);
  const scoreOf = (words: readonly string[], asked: readonly string[]) =>
    asked.reduce((sum, word) => {
      const count = words.filter((one) => one === word).length;
      const n = found.get(word) ?? 0;
      const rarity = Math.log(1 + (texts.length - n + 0.5) / (n + 0.5));
      return sum + (rarity * count * (K1 + 1)) / (count + K1 * (1 - B + (B * words.length) / mean));
    }, 0);
  return (question, k) => {
    const asked = wordsOf(question);
    return turns
      .map((turn, i) => ({ turn, score: scoreOf(texts[i] ?? [], asked) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, k)
      .map(({ turn }) => turn);
  };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9']+/g) ?? [];
}
