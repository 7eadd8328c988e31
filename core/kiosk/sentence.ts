import type { SpokenSentence } from '../ports.ts';

/** One sentence of the answer being spoken. */
export interface Sentence {
  readonly text: string;
  spoken: SpokenSentence | null;
  state: 'queued' | 'sent' | 'finished' | 'stopped';
  heardMs: number;
}

/** What of an answer left the loudspeaker, in whole words. */
export function heardOf(sentences: readonly Sentence[]): string {
  return sentences.map(heardPart).filter(Boolean).join(' ');
}

function heardPart(sentence: Sentence): string {
  if (sentence.state === 'finished') return sentence.text;
  const words = sentence.spoken?.words ?? [];
  return words
    .filter((word) => word.endMs <= sentence.heardMs)
    .map((word) => word.text)
    .join(' ');
}
