import type { EvidenceKind } from './evidence.ts';

export type RecallWeights = Readonly<Record<EvidenceKind, number>>;

/** Fitted to dialogues of our own by `npm run eval -- memory --fit`; how, and how well they do: docs/memory.md. */
export const RECALL_WEIGHTS: RecallWeights = {
  words: 0.56,
  like: 2.25,
  whole: -13.74,
  names: 0.48,
  window: 12.99,
  meaning: 2.39,
  wordsBefore: 1.71,
  likeBefore: -3.21,
  likeBefore2: 2.65,
  likeAfter: 0.63,
  meaningBefore: 1.73,
  meaningAfter: 0.96,
  askedBefore: 3.61,
  sessionLike: 1.37,
  sessionMeaning: 3.11,
  speaker: 2.04,
  speakerLike: -1.61,
  otherSpeaker: -1.73,
  asks: -0.59,
  substance: 1.79,
  time: 1.96,
  name: 1.17,
  number: 2.16,
  place: 1.12,
  period: 5.29,
  change: 2.78,
  recent: 1.84,
};
