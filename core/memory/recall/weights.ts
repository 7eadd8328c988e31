import type { EvidenceKind } from './evidence.ts';

export type RecallWeights = Readonly<Record<EvidenceKind, number>>;

/** Fitted to dialogues of our own by `npm run eval -- memory --fit`; how, and how well they do: docs/memory.md. */
export const RECALL_WEIGHTS: RecallWeights = {
  words: 0.43,
  like: 2.98,
  whole: -9.61,
  names: 0.44,
  window: 11.14,
  meaning: 2.31,
  wordsBefore: 1.78,
  likeBefore: -3.35,
  likeBefore2: 1.76,
  likeAfter: 0.33,
  meaningBefore: 1.83,
  meaningAfter: 1,
  askedBefore: 3.48,
  sessionLike: 1.16,
  sessionMeaning: 3.05,
  speaker: 1.99,
  speakerLike: -1.51,
  otherSpeaker: -1.69,
  asks: -0.63,
  substance: 1.81,
  ofSelf: 0.01,
  time: 1.98,
  name: 1.24,
  number: 2.12,
  place: 1.15,
  reason: -0.07,
  period: 5.19,
  change: 2.81,
  recent: 1.84,
};
