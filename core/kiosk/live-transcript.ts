/** What to show of a sentence while it is being said. */
export interface LiveText {
  readonly text: string;
  /** So many of its leading words stay as they are. */
  readonly settledWords: number;
}

/**
 * Turns successive hypotheses of a growing utterance into a text that does not flicker: words on which two hypotheses in a row
 * agree are settled, only those after them may change (LocalAgreement-2 of Macháček et al., "Turning Whisper into Real-Time
 * Transcription System", 2023).
 */
export interface LiveTranscript {
  push(hypothesis: string): LiveText;
  reset(): void;
}

export function createLiveTranscript(): LiveTranscript {
  let settled: readonly string[] = [];
  let last: readonly string[] = [];
  return {
    push(hypothesis) {
      const words = hypothesis.split(/\s+/).filter((word) => word !== '');
      const agreed = words.findIndex((word, i) => plain(word) !== plain(last[i] ?? ''));
      const length = agreed === -1 ? words.length : agreed;
      if (length > settled.length) settled = [...settled, ...words.slice(settled.length, length)];
      last = words;
      return { text: [...settled, ...words.slice(settled.length)].join(' '), settledWords: settled.length };
    },
    reset() {
      settled = [];
      last = [];
    },
  };
}

/** A comma or a capital that comes and goes is no disagreement. */
function plain(word: string): string {
  return word.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
