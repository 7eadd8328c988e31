import type { TurnMetrics } from '../contract/index.ts';
import type { Clock } from '../ports.ts';
import type { Heard } from './listener.ts';
import type { TurnPart } from './turn-histograms.ts';

/** Collects one turn's latency as its parts become known. */
export interface TurnStopwatch {
  start(turn: number, heard: Heard | null): void;
  firstSentence(turn: number): void;
  firstAudio(turn: number): void;
  /** @param heardMs how much of it had left the loudspeaker when that was reported. */
  firstPlayed(turn: number, heardMs: number): void;
}

export interface TurnStopwatchDeps {
  /** Another part is known; once for each part of a turn. */
  readonly onPart: (part: TurnPart, ms: number) => void;
  /** All that is known of the turn, after each part. */
  readonly publish: (turn: number, metrics: TurnMetrics) => void;
}

export function createTurnStopwatch(clock: Clock, { onPart, publish }: TurnStopwatchDeps): TurnStopwatch {
  let turn = -1;
  let startedAtMs = 0;
  let sentenceAtMs = 0;
  let speechEndedAtMs: number | null = null;
  let metrics: TurnMetrics = empty();

  const set = (part: TurnPart, ms: number) => {
    metrics = { ...metrics, [part]: ms };
    onPart(part, ms);
  };
  const update = (ofTurn: number, part: TurnPart, ms: number) => {
    if (ofTurn !== turn) return;
    set(part, ms);
    publish(turn, metrics);
  };

  return {
    start(ofTurn, heard) {
      turn = ofTurn;
      startedAtMs = clock.nowMs();
      sentenceAtMs = startedAtMs;
      speechEndedAtMs = heard?.speechEndedAtMs ?? null;
      metrics = empty();
      if (heard === null) return;
      set('endOfTurnDelayMs', heard.endOfTurnDelayMs);
      set('transcriptionDelayMs', heard.transcriptionDelayMs);
    },
    firstSentence(ofTurn) {
      sentenceAtMs = clock.nowMs();
      update(ofTurn, 'timeToFirstSentenceMs', sentenceAtMs - startedAtMs);
    },
    firstAudio: (ofTurn) => update(ofTurn, 'timeToFirstByteMs', clock.nowMs() - sentenceAtMs),
    firstPlayed(ofTurn, heardMs) {
      if (speechEndedAtMs !== null) update(ofTurn, 'voiceToVoiceMs', clock.nowMs() - heardMs - speechEndedAtMs);
    },
  };
}

function empty(): TurnMetrics {
  return { endOfTurnDelayMs: null, transcriptionDelayMs: null, timeToFirstSentenceMs: null, timeToFirstByteMs: null, voiceToVoiceMs: null };
}
