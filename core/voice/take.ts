import type { HeardFrame } from './speech-activity.ts';
import type { VocalSound } from './vocal-sound.ts';

/** One stretch of the guest talking, from its pre-roll on, while it is not decided what it is. */
export interface Take {
  frames: HeardFrame[];
  /** Frames of confirmed speech so far. */
  speechFrames: number;
  /** Frames since the last confirmed speech frame; 0 while the guest talks. */
  silentFrames: number;
  /** Frames of speech after a silence that are not yet enough to end it. */
  comingBack: number;
  /** Frames that were handed out for speculative transcription, until speech resumes. */
  speculation: Float32Array | null;
  /** What it sounds like as far as it goes, where that is no word; undefined while not judged. */
  sound: VocalSound | null | undefined;
  /** 'speech-start' was emitted, so exactly one 'utterance' or 'misfire' must follow. */
  announced: boolean;
  /** How far this take got in interrupting the kiosk. */
  interruption: 'none' | 'maybe' | 'sure';
  /** Frames since the kiosk was to lower its voice for this take; 0 while it has not been. */
  duckedFrames: number;
  /** Frames of speech over the kiosk's own, by their weight. */
  overKioskFrames: number;
}

export function openTake(frames: HeardFrame[]): Take {
  return {
    frames,
    speechFrames: countSpeech(frames),
    silentFrames: 0,
    comingBack: 0,
    speculation: null,
    sound: undefined,
    announced: false,
    interruption: 'none',
    duckedFrames: 0,
    overKioskFrames: 0,
  };
}

/** What is left of a take after its first `length` frames went out as an utterance of their own. */
export function continueTake(take: Take, length: number): Take {
  const rest = openTake(take.frames.slice(length));
  return { ...rest, silentFrames: take.silentFrames, comingBack: take.comingBack, interruption: take.interruption };
}

/** Number of leading frames to cut off a take that is too long: just after its quietest moment in the last third. */
export function quietestCut(frames: readonly HeardFrame[]): number {
  let quietest = frames.length - 1;
  for (let i = quietest; i >= Math.floor((frames.length * 2) / 3); i--) {
    if ((frames[i]?.probability ?? 1) < (frames[quietest]?.probability ?? 1)) quietest = i;
  }
  return quietest + 1;
}

export function audioOf(frames: readonly HeardFrame[]): Float32Array {
  const audio = new Float32Array(frames.reduce((length, frame) => length + frame.samples.length, 0));
  let at = 0;
  for (const frame of frames) {
    audio.set(frame.samples, at);
    at += frame.samples.length;
  }
  return audio;
}

function countSpeech(frames: readonly HeardFrame[]): number {
  return frames.filter((frame) => frame.speech).length;
}
