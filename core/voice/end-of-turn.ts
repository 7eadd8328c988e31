import type { KioskConfig } from '../contract/index.ts';
import { type Completeness, completenessOf } from './completeness.ts';
import { createGuestPauses } from './guest-pauses.ts';
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
 * How much silence ends a turn: little after a question the recogniser is sure of, more the less the words sound like an
 * end, and more for a guest who has been pausing within turns. While the speculative transcript is still on its way the
 * rule waits half-way between quick and patient: that costs nothing, as the answer needs that same transcript.
 */
export interface EndOfTurnRule {
  /** The speculative transcript of the turn so far arrived. */
  heard(transcript: string, hints: TranscriptHints): void;
  /** The kiosk has asked: a word or two may be the whole answer. */
  expectAnswer(on: boolean): void;
  /** A new turn begins: forget the transcript. */
  begin(): void;
  /** Speech went on after so many frames of silence. */
  resumed(silentFrames: number): void;
  /** The turn had been ended after so many frames of silence, and the guest went on `gapFrames` later: they were cut off. */
  cutOff(silentFrames: number, gapFrames: number): void;
  /** Another guest: forget how this one pauses. */
  reset(): void;
  /** Frames of silence that end the turn, as things stand. */
  framesToWait(): number;
}

/** No guest is waited for longer, whatever their pauses. The page stops sending frames a little later than the most of it. */
export function longestWaitMs({ endOfTurnMs, patientEndOfTurnMs }: TurnTaking): number {
  const patient = Math.max(endOfTurnMs, patientEndOfTurnMs);
  return Math.max(patient, Math.min(1.5 * patient, 5000));
}

type Mood = 'certain' | 'quick' | 'doubtful' | 'hesitant' | 'undecided' | 'patient';

/** Mean log-probability from which the words are as good as certain, and under which they are half guessed. */
const SURE_LOGPROB = -0.7;
const DOUBTFUL_LOGPROB = -1.1;
/** A gap between two words is shorter. */
const PAUSE_MS = 200;
/** On top of the guest's usual pause, so that the next one of that length is waited out. */
const MARGIN_FRAMES = framesFor(96);
/** Who speaks again so soon has not waited for an answer. */
const CUT_OFF_FRAMES = framesFor(700);
const ANSWER_WORDS = 3;
/** "A" may be an answer, whatever else it is. */
const ONE_LETTER = /^\p{L}\.?$/u;

export function createEndOfTurnRule(turnTaking: TurnTaking): EndOfTurnRule {
  const quick = turnTaking.endOfTurnMs;
  const patient = Math.max(quick, turnTaking.patientEndOfTurnMs);
  const waits: Readonly<Record<Mood, number>> = {
    certain: framesFor(0.7 * quick),
    quick: framesFor(quick),
    doubtful: Math.min(framesFor(1.4 * quick), framesFor(patient)),
    hesitant: Math.min(framesFor(1.7 * quick), framesFor(patient)),
    undecided: framesFor((quick + patient) / 2),
    patient: framesFor(patient),
  };
  /** How far a guest's pauses can stretch each of them. */
  const limits: Readonly<Record<Mood, number>> = {
    certain: waits.doubtful,
    quick: waits.hesitant,
    doubtful: waits.hesitant,
    hesitant: waits.undecided,
    undecided: waits.patient,
    patient: framesFor(longestWaitMs(turnTaking)),
  };
  const pauses = createGuestPauses(framesFor(PAUSE_MS), limits.patient);
  let mood: Mood = 'undecided';
  let answering = false;
  return {
    heard(transcript, hints) {
      mood = moodAfter(transcript, hints, answering);
    },
    expectAnswer(on) {
      answering = on;
    },
    begin() {
      mood = 'undecided';
    },
    resumed(silentFrames) {
      mood = 'undecided';
      pauses.add(silentFrames);
    },
    cutOff(silentFrames, gapFrames) {
      if (gapFrames <= CUT_OFF_FRAMES) pauses.addMissed(silentFrames + gapFrames);
    },
    reset() {
      mood = 'undecided';
      answering = false;
      pauses.reset();
    },
    framesToWait() {
      const usual = pauses.usual();
      return usual === 0 ? waits[mood] : Math.max(waits[mood], Math.min(usual + MARGIN_FRAMES, limits[mood]));
    },
  };
}

const BY_WORDS: Readonly<Record<Completeness, Mood>> = {
  question: 'certain',
  statement: 'quick',
  unsure: 'hesitant',
  unfinished: 'patient',
};
const LESS_SURE: Readonly<Partial<Record<Mood, Mood>>> = { certain: 'quick', quick: 'doubtful' };

function moodAfter(transcript: string, { locale, avgLogprob = 0 }: TranscriptHints, answering: boolean): Mood {
  const completeness = completenessOf(transcript, locale);
  const count = transcript.trim().split(/\s+/).length;
  const answers = completeness !== 'unfinished' || ONE_LETTER.test(transcript.trim());
  if (answering && answers && transcript.trim() !== '' && count <= ANSWER_WORDS) return 'certain';
  const mood = BY_WORDS[completeness];
  if (avgLogprob >= SURE_LOGPROB) return mood;
  const less = LESS_SURE[mood] ?? mood;
  return avgLogprob >= DOUBTFUL_LOGPROB ? less : (LESS_SURE[less] ?? less);
}
