import type { TurnMetrics } from '../contract/index.ts';
import type { Clock } from '../ports.ts';
import type { Heard } from './listener.ts';

/** Collects one turn's latency as its parts become known. */
export interface TurnStopwatch {
  start(turn: number, heard: Heard | null): void;
  firstSentence(turn: number): void;
  firstAudio(turn: number): void;
  firstPlayed(turn: number): void;
}

export function createTurnStopwatch(clock: Clock, publish: (turn: number, metrics: TurnMetrics) => void): TurnStopwatch {
  let turn = -1;
  let startedAtMs = 0;
  let sentenceAtMs = 0;
  let speechEndedAtMs: number | null = null;
  let metrics: TurnMetrics = empty();

  const update = (ofTurn: number, part: Partial<TurnMetrics>) => {
    if (ofTurn !== turn) return;
    metrics = { ...metrics, ...part };
    publish(turn, metrics);
  };

  return {
    start(ofTurn, heard) {
      turn = ofTurn;
      startedAtMs = clock.nowMs();
      sentenceAtMs = startedAtMs;
      speechEndedAtMs = heard?.speechEndedAtMs ?? null;
      metrics = empty();
      if (heard !== null) {
        metrics.endOfTurnDelayMs = heard.endOfTurnDelayMs;
        metrics.transcriptionDelayMs = heard.transcriptionDelayMs;
      }
    },
    firstSentence(ofTurn) {
      sentenceAtMs = clock.nowMs();
      update(ofTurn, { timeToFirstSentenceMs: sentenceAtMs - startedAtMs });
    },
    firstAudio(ofTurn) {
      update(ofTurn, { timeToFirstByteMs: clock.nowMs() - sentenceAtMs });
    },
    firstPlayed(ofTurn) {
      if (speechEndedAtMs !== null) update(ofTurn, { voiceToVoiceMs: clock.nowMs() - speechEndedAtMs });
    },
  };
}

function empty(): TurnMetrics {
  return { endOfTurnDelayMs: null, transcriptionDelayMs: null, timeToFirstSentenceMs: null, timeToFirstByteMs: null, voiceToVoiceMs: null };
}
