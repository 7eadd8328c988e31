import { MIC_FRAME_MS } from '../contract/index.ts';
import { createEndOfTurnRule, type TranscriptHints, type TurnTaking } from './end-of-turn.ts';
import type { Interruption } from './interruption.ts';
import type { SegmenterEvent } from './segmenter-event.ts';
import { CONFIRM_FRAMES, framesFor, type HeardFrame, type SpeechActivity } from './speech-activity.ts';
import { audioOf, type Take } from './take.ts';
import { type VocalSound, vocalSoundOf } from './vocal-sound.ts';

const MIN_SPEECH_FRAMES = framesFor(160);
const MOST_TRAILING_FRAMES = framesFor(96);
/** Silence after which a sound over the kiosk's voice was none of its business. */
const COUGH_OVER_FRAMES = framesFor(192);
/** The same after "mm-hm" or a laugh, whatever a guest may say next: that is a turn of its own. */
const SOUND_OVER_FRAMES = framesFor(320);
/** Nobody hums or laughs longer; speech does. */
const LONGEST_SOUND_FRAMES = framesFor(3000);

/** What happens to one take, frame by frame, until it is over. */
export interface TakeCourse {
  /** A frame in which nobody has the turn. */
  pass(): void;
  /** A new take, or the rest of one that was cut, begins. */
  begin(): void;
  /** Another guest. */
  reset(): void;
  /** `frame` is already the take's last. */
  hear(take: Take, frame: HeardFrame, kioskSpeaking: boolean): { readonly events: SegmenterEvent[]; readonly over: boolean };
  /** Ends the take as it stands. */
  end(take: Take): SegmenterEvent[];
  heardSoFar(take: Take, transcript: string, hints: TranscriptHints): void;
  expectAnswer(on: boolean): void;
}

export function createTakeCourse(
  turnTaking: TurnTaking,
  interruption: Interruption,
  { nearField }: Pick<SpeechActivity, 'nearField'>,
): TakeCourse {
  const speculateFrames = framesFor(turnTaking.speculateAfterMs);
  const endOfTurn = createEndOfTurnRule(turnTaking);

  /** Silence that ended the last utterance, and frames since; null when it was no utterance. */
  let endedAfter: number | null = null;
  let sinceEnd = 0;
  let answering = false;

  const expectAnswer = (on: boolean) => {
    answering = on;
    endOfTurn.expectAnswer(on);
  };

  const talking = (take: Take, frame: HeardFrame, kioskSpeaking: boolean): SegmenterEvent[] => {
    if (take.silentFrames > 0 && ++take.comingBack < CONFIRM_FRAMES) {
      take.silentFrames++;
      return [];
    }
    const events: SegmenterEvent[] = take.speculation === null ? [] : [{ type: 'resumed' }];
    take.speechFrames += Math.max(1, take.comingBack);
    endOfTurn.resumed(take.silentFrames - take.comingBack + 1);
    take.silentFrames = 0;
    take.comingBack = 0;
    take.speculation = null;
    take.sound = undefined;
    if (kioskSpeaking) events.push(...interruption.count(take, frame.weight));
    return events;
  };

  const silent = (take: Take): { events: SegmenterEvent[]; over: boolean } => {
    take.comingBack = 0;
    take.silentFrames += take.silentFrames === 0 ? 1 + trailing(take) : 1;
    if (take.silentFrames >= framesToWait(take)) return { events: end(take), over: true };
    const speculate = take.announced && take.silentFrames >= speculateFrames && take.speechFrames >= MIN_SPEECH_FRAMES;
    if (!speculate || take.speculation !== null || soundOf(take) !== null) return { events: [], over: false };
    take.speculation = audioOf(take.frames);
    return { events: [{ type: 'speculate', audio: take.speculation }], over: false };
  };

  const framesToWait = (take: Take): number => {
    if (!take.announced) return COUGH_OVER_FRAMES;
    return take.sound == null ? endOfTurn.framesToWait() : SOUND_OVER_FRAMES;
  };

  /** Judged once in each silence. */
  const soundOf = (take: Take): VocalSound | null => {
    if (take.sound === undefined) take.sound = take.speechFrames > LONGEST_SOUND_FRAMES ? null : vocalSoundOf(audioOf(take.frames));
    return take.sound;
  };

  /** The detector lets go late: frames before this one in which only the room was left. */
  const trailing = ({ frames }: Take): number => {
    const late = frames.slice(-1 - MOST_TRAILING_FRAMES, -1);
    return late.length - 1 - late.findLastIndex(({ db }) => !nearField.isRoom(db));
  };

  const end = (take: Take): SegmenterEvent[] => {
    const events = interruption.ended(take);
    if (!take.announced) return events;
    if (take.speechFrames < MIN_SPEECH_FRAMES) return [...events, { type: 'misfire' }];
    const sound = soundOf(take);
    const assents = sound === 'assent' && answering;
    if (sound !== null && !assents) return [...events, { type: 'misfire', sound }];
    nearField.end();
    expectAnswer(false);
    endedAfter = take.silentFrames;
    sinceEnd = 0;
    const speculated = take.speculation !== null;
    const audio = take.speculation ?? audioOf(take.frames);
    return [
      ...events,
      { type: 'utterance', audio, endOfTurnDelayMs: take.silentFrames * MIC_FRAME_MS, speculated, ...(assents ? { sound } : {}) },
    ];
  };

  return {
    begin() {
      if (endedAfter !== null) endOfTurn.cutOff(endedAfter, sinceEnd);
      endedAfter = null;
      endOfTurn.begin();
    },
    reset() {
      endedAfter = null;
      answering = false;
      endOfTurn.reset();
    },
    pass() {
      sinceEnd++;
    },
    hear(take, frame, kioskSpeaking) {
      const before = kioskSpeaking ? [] : interruption.nothingToInterrupt(take);
      const { events, over } = frame.speech ? { events: talking(take, frame, kioskSpeaking), over: false } : silent(take);
      return { events: [...before, ...events], over };
    },
    end,
    heardSoFar(take, transcript, hints) {
      if (take.speculation !== null) endOfTurn.heard(transcript, hints);
    },
    expectAnswer,
  };
}
