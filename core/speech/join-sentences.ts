import type { SpokenSentence } from '../ports.ts';

/** Sentences one after another with `pauseMs` between them, as one; their times move along. */
export function joinSentences(sentences: readonly SpokenSentence[], pauseMs: number): SpokenSentence {
  const sampleRate = sentences[0]?.sampleRate ?? 16_000;
  const pause = Math.round((pauseMs / 1000) * sampleRate);
  const total = sentences.reduce((sum, sentence, i) => sum + sentence.audio.length + (i === 0 ? 0 : pause), 0);
  const audio = new Float32Array(total);
  let at = 0;
  const moved = sentences.map((sentence) => {
    const offsetMs = (at / sampleRate) * 1000;
    audio.set(sentence.audio, at);
    at += sentence.audio.length + pause;
    const move = <T extends { readonly startMs: number; readonly endMs: number }>(span: T): T => ({
      ...span,
      startMs: span.startMs + offsetMs,
      endMs: span.endMs + offsetMs,
    });
    return { phonemes: sentence.phonemes.map(move), visemes: sentence.visemes.map(move), words: sentence.words.map(move) };
  });
  return {
    audio,
    sampleRate,
    durationMs: (total / sampleRate) * 1000,
    phonemes: moved.flatMap((sentence) => sentence.phonemes),
    visemes: moved.flatMap((sentence) => sentence.visemes),
    words: moved.flatMap((sentence) => sentence.words),
  };
}
