import type { KioskConfig } from '../contract/index.ts';
import { soundsUnfinished } from './completeness.ts';
import { framesFor } from './speech-activity.ts';

export type TurnTaking = KioskConfig['turnTaking'];

/** What else is known of a speculative transcript. */
export interface TranscriptHints {
  /** Language it was recognised in, "en" or "de-AT"; left out: any. */
  readonly locale?: string;
  /** Mean natural-log probability of its tokens; left out: unknown, taken as sure. */
  readonly avgLogprob?: number;
}

/**
 * How much silence ends a turn. Quick after a complete-sounding transcript, patient after "um" or a
 * trailing preposition. While the speculative transcript is still on its way the rule waits half-way
 * between the two: that costs nothing, as the answer needs that same transcript.
 */
export interface EndOfTurnRule {
  /** The speculative transcript of the turn so far arrived. */
  heard(transcript: string, hints: TranscriptHints): void;
  /** The kiosk has asked: a word or two may be the whole answer. */
  expectAnswer(on: boolean): void;
  /** Speech went on (or a new turn began): forget the transcript. */
  forget(): void;
  /** Frames of silence that end the turn, as things stand. */
  framesToWait(): number;
}

export function createEndOfTurnRule(turnTaking: TurnTaking): EndOfTurnRule {
  const quick = turnTaking.endOfTurnMs;
  const patient = Math.max(quick, turnTaking.patientEndOfTurnMs);
  const waits = { quick: framesFor(quick), undecided: framesFor((quick + patient) / 2), patient: framesFor(patient) };
  let mood: keyof typeof waits = 'undecided';
  return {
    heard(transcript) {
      mood = soundsUnfinished(transcript) ? 'patient' : 'quick';
    },
    expectAnswer() {},
    forget() {
      mood = 'undecided';
    },
    framesToWait: () => waits[mood],
  };
}
