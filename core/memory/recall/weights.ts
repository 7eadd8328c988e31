import type { EvidenceKind } from './evidence.ts';

export type RecallWeights = Readonly<Record<EvidenceKind, number>>;

/** Fitted to dialogues of our own by `npm run eval -- memory --fit`; how, and how well they do: docs/memory.md. */
export const RECALL_WEIGHTS: RecallWeights = {
  words: 0.57,
  like: 2.35,
  whole: -12.68,
  names: 0.41,
  window: 12.07,
  meaning: 2.35,
  wordsBefore: 1.45,
  likeBefore: -2.9,
  likeBefore2: 2.74,
  likeAfter: 0.55,
  meaningBefore: 1.82,
  meaningAfter: 0.93,
  askedBefore: 3.8,
  sessionLike: 1.86,
  sessionMeaning: 2.79,
  speaker: 1.9,
  speakerLike: -1.18,
  otherSpeaker: -1.66,
  asks: -0.44,
  substance: 1.8,
  time: 1.98,
  name: 1.09,
  number: 2.14,
  place: 1.11,
  period: 5.08,
  change: 2.82,
  recent: 1.79,
};
