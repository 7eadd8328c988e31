import type { SpokenSentence } from '../../core/ports.ts';

export interface SentenceCache {
  /** A copy with its own samples: a caller may transfer or change what it got. */
  get(key: string): SpokenSentence | undefined;
  put(key: string, sentence: SpokenSentence): void;
  clear(): void;
}

/** The sentences used last, up to `maxSamples` of audio. */
export function createSentenceCache(maxSamples: number): SentenceCache {
  const kept = new Map<string, SpokenSentence>();
  let samples = 0;
  return {
    get(key) {
      const found = kept.get(key);
      if (found === undefined) return undefined;
      // A map keeps its order of insertion: the oldest is the first.
      kept.delete(key);
      kept.set(key, found);
      return copyOf(found);
    },
    put(key, sentence) {
      if (kept.has(key) || sentence.audio.length > maxSamples) return;
      kept.set(key, copyOf(sentence));
      samples += sentence.audio.length;
      for (const [oldest, { audio }] of kept) {
        if (samples <= maxSamples) break;
        kept.delete(oldest);
        samples -= audio.length;
      }
    },
    clear() {
      kept.clear();
      samples = 0;
    },
  };
}

function copyOf(sentence: SpokenSentence): SpokenSentence {
  return { ...sentence, audio: sentence.audio.slice() };
}
