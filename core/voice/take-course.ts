import { MIC_FRAME_MS } from '../contract/index.ts';
import { createEndOfTurnRule, type TranscriptHints, type TurnTaking } from './end-of-turn.ts';
import type { Interruption } from './interruption.ts';
import type { SegmenterEvent } from './segmenter-event.ts';
import { CONFIRM_FRAMES, framesFor, type HeardFrame } from './speech-activity.ts';
import { audioOf, type Take } from './take.ts';

const MIN_SPEECH_FRAMES = framesFor(160);
/** Silence after which a sound over the kiosk's voice was none of its business. */
const COUGH_OVER_FRAMES = framesFor(192);

/** What happens to one take, frame by frame, until it is over. */
export interface TakeCourse {
  /** A new take, or the rest of one that was cut, begins. */
  begin(): void;
  /** `frame` is already the take's last. */
  hear(take: Take, frame: HeardFrame, kioskSpeaking: boolean): { readonly events: SegmenterEvent[]; readonly over: boolean };
  /** Ends the take as it stands. */
  end(take: Take): SegmenterEvent[];
  heardSoFar(take: Take, transcript: string, hints: TranscriptHints): void;
  expectAnswer(on: boolean): void;
}

export function createTakeCourse(turnTaking: TurnTaking, interruption: Interruption): TakeCourse {
  const speculateFrames = framesFor(turnTaking.speculateAfterMs);
  const endOfTurn = createEndOfTurnRule(turnTaking);

  const talking = (take: Take, frame: HeardFrame, kioskSpeaking: boolean): SegmenterEvent[] => {
    if (take.silentFrames > 0 && ++take.comingBack < CONFIRM_FRAMES) {
      take.silentFrames++;
      return [];
    }
    const events: SegmenterEvent[] = take.speculation === null ? [] : [{ type: 'resumed' }];
    take.speechFrames += Math.max(1, take.comingBack);
    take.silentFrames = 0;
    take.comingBack = 0;
    take.speculation = null;
    endOfTurn.forget();
    if (kioskSpeaking && !frame.clipped) events.push(...interruption.count(take, 1));
    return events;
  };

  const silent = (take: Take): { events: SegmenterEvent[]; over: boolean } => {
    take.comingBack = 0;
    take.silentFrames++;
    const wait = take.announced ? endOfTurn.framesToWait() : COUGH_OVER_FRAMES;
    if (take.silentFrames >= wait) return { events: end(take), over: true };
    const speculate = take.announced && take.silentFrames >= speculateFrames && take.speechFrames >= MIN_SPEECH_FRAMES;
    if (!speculate || take.speculation !== null) return { events: [], over: false };
    take.speculation = audioOf(take.frames);
    return { events: [{ type: 'speculate', audio: take.speculation }], over: false };
  };

  const end = (take: Take): SegmenterEvent[] => {
    const events = interruption.ended(take);
    if (!take.announced) return events;
    if (take.speechFrames < MIN_SPEECH_FRAMES) return [...events, { type: 'misfire' }];
    const speculated = take.speculation !== null;
    const audio = take.speculation ?? audioOf(take.frames);
    return [...events, { type: 'utterance', audio, endOfTurnDelayMs: take.silentFrames * MIC_FRAME_MS, speculated }];
  };

  return {
    begin: () => endOfTurn.forget(),
    hear(take, frame, kioskSpeaking) {
      const before = kioskSpeaking ? [] : interruption.nothingToInterrupt(take);
      const { events, over } = frame.speech ? { events: talking(take, frame, kioskSpeaking), over: false } : silent(take);
      return { events: [...before, ...events], over };
    },
    end,
    heardSoFar(take, transcript, hints) {
      if (take.speculation !== null) endOfTurn.heard(transcript, hints);
    },
    expectAnswer: endOfTurn.expectAnswer,
  };
}
